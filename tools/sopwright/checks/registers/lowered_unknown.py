"""registers/checks.yml lowers a rule that does not exist.

## Why is this bad?

Whoever wrote it believes that a fault is accepted, with a reason. Another one is meant, and the exception does not
work.

## Wrong

```yaml
lowered:
  SW993: {severity: warning, reason: reviews are moved to January}
```

## Right

```yaml
lowered:
  SW103: {severity: warning, reason: reviews are moved to January}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW612", "lowered-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each code up among all rules."""
    registers = context.handbook.registers
    for code in registers.checks.lowered:
        if code not in context.codes:
            hint = suggest(code, sorted(context.codes), "take the code from the report of the fault")
            yield RULE.at(registers.files["checks"].key_at("lowered", code), f"there is no rule {code}", hint)


CHECK = Check(RULE, __doc__, find)
