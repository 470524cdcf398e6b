"""No rule of approval applies to a change, or more than one does.

## Why is this bad?

Without a rule nobody knows who must approve, so nothing can be approved. With two, people would take the shorter way.

## Wrong

```yaml
rules:
  - {chain: standard, when: {change: material}}
  - {chain: legal-review, when: {change: material, laws: any}}     # a document with laws has two
```

## Right

```yaml
rules:
  - {chain: standard, when: {change: material, laws: none}}
  - {chain: legal-review, when: {change: material, laws: any}}
```
"""

from collections.abc import Iterator

from sopwright.checks.approval.chains import needs
from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW206", "no-single-rule")


def find(context: Context) -> Iterator[Diagnostic]:
    """Choose a chain for each change that a document may see: material, editorial, and each translation."""
    registers = context.handbook.registers
    file, rules = registers.files["approval"], registers.approval.rules
    for need in context.once(needs):
        if len(need.chosen.rules) != 1:
            related = [(file.at("rules", index), f"rule {index + 1}") for index in need.chosen.rules]
            more = "make the predicates of all but one narrower" if related else "add a rule for it, or widen one"
            hint = f"{more}; registers/approval.yml has {len(rules)} rules"
            yield RULE.at(need.document.at("approval"), need.chosen.why, hint, related=related)


CHECK = Check(RULE, __doc__, find)
