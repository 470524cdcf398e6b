"""A text-direction control character stands in a text, or is written as an escape or an entity.

## Why is this bad?

Such a character shows the words after it in another order than they are stored: what an approver reads is not what is
signed (CVE-2021-42574).

## Wrong

```markdown
Refund up to &#x202E;05 euros.
```

## Right

```markdown
Refund up to 50 euros.
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import BIDI_CONTROL

CHECK = Check(BIDI_CONTROL, __doc__)
