"""A link or picture has an address that the handbook cannot vouch for.

## Why is this bad?

Paths break when a document moves, `http:` can be altered on its way, and `javascript:` runs a program. Only the words
of such a link are shown.

## Wrong

```markdown
[the transfer](../transferring-a-call/en.md), [the law](http://example.org)

![The seat](../seat.png)
```

## Right

```markdown
[the transfer](SVC-007), [the law](https://example.org)

![The seat](seat.png)
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import LINK_ADDRESS

CHECK = Check(LINK_ADDRESS, __doc__)
