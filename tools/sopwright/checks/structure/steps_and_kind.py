"""A procedure has no steps, or a policy has some.

## Why is this bad?

A procedure says what is done one after the other, a policy says what holds. A document of the wrong kind gets the wrong
template, and its readers look for steps that are not there.

## Wrong

```yaml
kind: policy
steps:
  announce: {by: agent, then: end}
```

## Right

```yaml
kind: procedure
steps:
  announce: {by: agent, then: end}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW521", "steps-and-kind")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the kind of each document with its steps."""
    for document in context.handbook.documents.values():
        kind, steps = document.metadata.kind, document.metadata.steps
        if kind == "procedure" and not steps:
            hint = "write what is done under `steps:`, or make it a policy"
            yield RULE.at(document.at("kind"), f"the procedure {document.id} has no steps", hint)
        elif kind == "policy" and steps:
            message = f"the policy {document.id} has steps ({len(steps)})"
            yield RULE.at(document.key_at("steps"), message, "move them to a procedure; a policy has rules only")


CHECK = Check(RULE, __doc__, each=find)
