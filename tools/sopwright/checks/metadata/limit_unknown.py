"""The time of a step is a limit that the register does not have.

## Why is this bad?

The step would show no time, and nobody would know that one was meant.

## Wrong

```yaml
steps:
  resolve: {by: agent, within: limit:resolv, then: end}
```

## Right

```yaml
steps:
  resolve: {by: agent, within: limit:resolve, then: end}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.checks.metadata.amounts import limits_of_steps
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW120", "limit-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each limit up."""
    limits = context.handbook.registers.limits
    for document in context.handbook.documents.values():
        for step, named in limits_of_steps(document, "limit"):
            if named.key not in limits:
                message = f"the limit `{named.key}` is not in registers/limits.yml"
                hint = suggest(named.key, limits.rows, "add it to the register, or write the time itself")
                yield RULE.at(document.at("steps", step, "within"), message, hint)


CHECK = Check(RULE, __doc__, each=find)
