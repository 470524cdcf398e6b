"""A record that was there before the change was removed or written anew.

## Why is this bad?

Records are the proof of who approved what. `approvals/` only ever grows: otherwise somebody could make a refusal
disappear. `sopwright verify --base COMMIT` finds this; `sopwright check` alone cannot know what was there before.

## Wrong

```
$ git diff --name-status main -- approvals
D       approvals/SVC-004/en/0003-legal.json
```

## Right

```
$ git diff --name-status main -- approvals
A       approvals/SVC-004/en/0004-legal.json
```
"""

from sopwright.checks.check import Check
from sopwright.diagnostics import Rule

RULE = Rule("SW215", "record-rewritten")

CHECK = Check(RULE, __doc__)
