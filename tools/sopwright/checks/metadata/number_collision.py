"""The numbers of two documents differ only by leading zeros.

## Why is this bad?

Said aloud, `SVC-004` and `SVC-0004` are the same number: on the phone the wrong procedure is opened.

## Wrong

```yaml
id: SVC-0004            # there is SVC-004
```

## Right

```yaml
id: SVC-009
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.handbook import Document

RULE = Rule("SW110", "number-collision")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the numbers as people say them, the shortest first."""
    said: dict[tuple[str, int], Document] = {}
    for document in sorted(context.handbook.documents.values(), key=lambda doc: (len(doc.id), doc.id)):
        prefix, _, number = document.id.partition("-")
        first = said.setdefault((prefix, int(number)), document)
        if first is not document:
            message = f"{document.id} and {first.id} are the same number but for leading zeros"
            related = [(first.at("id"), f"{first.id} stands here")]
            yield RULE.at(document.at("id"), message, "give it another number", related=related)


CHECK = Check(RULE, __doc__, find)
