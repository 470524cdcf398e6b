"""A document or a step is bound by a law that the register does not have.

## Why is this bad?

Who asks which procedures a law touches would not be told of this one.

## Wrong

```yaml
laws: [gdrp]
```

## Right

```yaml
laws: [gdpr]
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.diagnostics import Diagnostic, Rule, Span
from sopwright.model.handbook import Document

RULE = Rule("SW119", "law-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each law up."""
    laws = context.handbook.registers.laws
    for document in context.handbook.documents.values():
        for key, place in _named(document):
            if key not in laws:
                message = f"the law `{key}` is not in registers/laws.yml"
                yield RULE.at(place, message, suggest(key, laws.rows, "add it to the register"))


def _named(document: Document) -> Iterator[tuple[str, Span]]:
    for index, key in enumerate(document.metadata.laws):
        yield key, document.at("laws", index)
    for step_id, step in document.metadata.steps.items():
        for index, key in enumerate(step.laws):
            yield key, document.at("steps", step_id, "laws", index)


CHECK = Check(RULE, __doc__, each=find)
