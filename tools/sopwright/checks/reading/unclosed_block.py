"""A block `::: ...` is not closed.

## Why is this bad?

It reaches to the end of the text: the sections below disappear into it, and `::: for` hides them from everyone else.

## Wrong

```markdown
::: tip
Smile: it can be heard.

## Notes {#notes}
```

## Right

```markdown
::: tip
Smile: it can be heard.
:::

## Notes {#notes}
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import UNCLOSED_BLOCK

CHECK = Check(UNCLOSED_BLOCK, __doc__)
