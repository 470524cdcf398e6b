"""An answer is declared, but no step uses it.

## Why is this bad?

It is translated into every language and shown to nobody. Perhaps a branch was forgotten.

## Wrong

```yaml
answers:
  unsure: {en: Not sure}
steps:
  known: {by: agent, choose: {yes: resolve, no: end}}
```

## Right

```yaml
answers:
  unsure: {en: Not sure}
steps:
  known: {by: agent, choose: {yes: resolve, no: end, unsure: ask}}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule, Severity

RULE = Rule("SW525", "answer-unused", Severity.WARNING)


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare each document's answers with those its steps use."""
    for document in context.handbook.documents.values():
        used = {answer for step in document.metadata.steps.values() for answer in step.choose or ()}
        for answer in document.metadata.answers:
            if answer not in used:
                message = f"no step of {document.id} uses the answer `{answer}`"
                yield RULE.at(document.key_at("answers", answer), message, "use it in a `choose`, or remove it")


CHECK = Check(RULE, __doc__, each=find)
