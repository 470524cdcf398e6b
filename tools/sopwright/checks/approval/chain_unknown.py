"""A document or a rule names a chain of approval that the register does not have.

## Why is this bad?

Without a chain nobody can approve, and nothing unapproved is published.

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

RULE = Rule("SW201", "chain-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each chain up."""
    registers = context.handbook.registers
    chains, file = registers.approval.chains, registers.files["approval"]
    for index, rule in enumerate(registers.approval.rules):
        if rule.chain not in chains:
            message = f"rule {index + 1} chooses the chain `{rule.chain}`, which stands nowhere under `chains`"
            yield RULE.at(file.at("rules", index, "chain"), message, suggest(rule.chain, chains, "add it to `chains`"))
    for document in context.handbook.documents.values():
        key = document.metadata.approval
        if key not in chains:
            message = f"the chain `{key}` is not in registers/approval.yml"
            yield RULE.at(document.at("approval"), message, suggest(key, chains, "add it to the register"))


CHECK = Check(RULE, __doc__, find)
