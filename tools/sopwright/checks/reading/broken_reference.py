"""Braces stand in a text but are not a reference of the form `{kind:key}`.

## Why is this bad?

The reader sees the braces instead of the value.

## Wrong

```markdown
Hold the caller {limit hold} at most.
```

## Right

```markdown
Hold the caller {limit:hold} at most.
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import BROKEN_REFERENCE

CHECK = Check(BROKEN_REFERENCE, __doc__)
