"""A document names itself as related or superseded, or names another one twice.

## Why is this bad?

The list of related documents then leads the reader back to where they are. Mostly another number was meant.

## Wrong

```yaml
id: SVC-006
related: [SVC-006, SVC-007, SVC-007]
```

## Right

```yaml
id: SVC-006
related: [SVC-004, SVC-007]
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.handbook import Document

RULE = Rule("SW522", "related-itself")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look for the own number and for numbers that come again."""
    for document in context.handbook.documents.values():
        yield from _judge(document, "related", document.metadata.related)
        yield from _judge(document, "supersedes", document.metadata.supersedes)


def _judge(document: Document, field: str, numbers: tuple[str, ...]) -> Iterator[Diagnostic]:
    for index, number in enumerate(numbers):
        place = document.at(field, index)
        if number == document.id:
            yield RULE.at(place, f"{number} names itself under `{field}`", "name the document that was meant")
        elif number in numbers[:index]:
            first = document.at(field, numbers.index(number))
            message = f"{number} stands twice under `{field}`"
            yield RULE.at(place, message, "remove it here", related=[(first, "first here")])


CHECK = Check(RULE, __doc__, each=find)
