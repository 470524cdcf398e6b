"""Lists, quotes or values stand inside each other deeper than is read.

## Why is this bad?

No reader follows twelve levels. What lies deeper could not be shown, and nothing may be left out silently.

## Wrong

```markdown
> > > > > > > > > > > > > > > > > > > > > > > > > Call back.
```

## Right

```markdown
- If nobody answers:
  - Call back.
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import NESTED_TOO_DEEP

CHECK = Check(NESTED_TOO_DEEP, __doc__)
