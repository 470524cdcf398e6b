"""A revision is called editorial, but its change is material.

## Why is this bad?

An editorial change is approved by one person. A changed duty, limit, number or "not" has to be looked at by all. The
class is computed from the two contents; authors may raise it, never lower it. `sopwright verify` finds this, as it
needs the content that was approved before; `sopwright redline` shows every reason.

## Wrong

```yaml
revisions:
  - {number: 2, date: 2026-11-20, class: editorial, ...}     # the step `confirm` is gone
```

## Right

```yaml
revisions:
  - {number: 2, date: 2026-11-20, class: material, ...}
```
"""

from sopwright.checks.check import Check
from sopwright.diagnostics import Rule

RULE = Rule("SW216", "class-lowered")

CHECK = Check(RULE, __doc__)
