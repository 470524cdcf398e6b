"""A block `::: ...` is of no kind that is known.

## Why is this bad?

It is shown as a note, which may not be meant. A misspelt `for` would show to everyone what is meant for some.

## Wrong

```markdown
::: leads
Listen to one call a week.
:::
```

## Right

```markdown
::: for team-lead
Listen to one call a week.
:::
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import UNKNOWN_BLOCK

CHECK = Check(UNKNOWN_BLOCK, __doc__)
