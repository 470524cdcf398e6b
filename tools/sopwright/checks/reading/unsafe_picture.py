"""A picture is not what its name says, or is an SVG with more than shapes and words.

## Why is this bad?

An SVG can hold programs and fetch files from elsewhere: whoever opens the page would run them. A file of another kind
is not shown at all.

## Wrong

```xml
<svg xmlns="http://www.w3.org/2000/svg"><script>...</script></svg>
```

## Right

```xml
<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h8v8z"/></svg>
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import UNSAFE_PICTURE

CHECK = Check(UNSAFE_PICTURE, __doc__)
