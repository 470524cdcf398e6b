"""A character without any width stands in a text.

## Why is this bad?

Nobody sees it, but search no longer finds the word, and two names that look the same are different. It comes with
words pasted from a web page.

## Wrong

```markdown
The cus&#x200B;tomer is called back.
```

## Right

```markdown
The customer is called back.
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import INVISIBLE_CHARACTER

CHECK = Check(INVISIBLE_CHARACTER, __doc__)
