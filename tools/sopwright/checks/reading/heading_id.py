"""The id of a heading is not lower case letters, digits and hyphens.

## Why is this bad?

Ids become addresses and file names, and they are the same in every language. Other characters break links to the
step.

## Wrong

```markdown
### Answer the call {#Answer_Call}
```

## Right

```markdown
### Answer the call {#answer-call}
```
"""

from sopwright.checks.check import Check
from sopwright.source.faults import HEADING_ID

CHECK = Check(HEADING_ID, __doc__)
