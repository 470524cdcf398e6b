"""A document names a rule of approval that the register does not have.

## Why is this bad?

Without a rule nobody can approve, and nothing unapproved is published.

## Wrong

```yaml
approval: standart
```

## Right

```yaml
approval: standard
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW201", "rule-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each rule up."""
    rules = context.handbook.registers.approval
    for document in context.handbook.documents.values():
        key = document.metadata.approval
        if key not in rules:
            message = f"the rule `{key}` is not in registers/approval.yml"
            yield RULE.at(document.at("approval"), message, suggest(key, rules.rows, "add it to the register"))


CHECK = Check(RULE, __doc__, find)
