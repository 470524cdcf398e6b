"""A link, a related document or a step names a document that does not exist.

## Why is this bad?

Who follows it stands before nothing, perhaps with a customer on the line.

## Wrong

```markdown
Go on with [](SVC-070).
```

## Right

```markdown
Go on with [](SVC-007).
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.checks.structure.anchors import is_known_document
from sopwright.checks.structure.steps import targets
from sopwright.diagnostics import Diagnostic, Rule, Span
from sopwright.model.handbook import Document
from sopwright.model.metadata import parse_target

RULE = Rule("SW501", "document-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each number up."""
    numbers = context.handbook.documents
    for found in context.each(named_documents).values():
        for number, place in found:
            if not is_known_document(context, number):
                hint = suggest(number, numbers, "name a document of the handbook, or remove this")
                yield RULE.at(place, f"there is no document {number}", hint)


def named_documents(context: Context) -> tuple[tuple[str, Span], ...]:
    """The numbers that a document names, with their places."""
    return tuple(named for document in context.handbook.documents.values() for named in _named(document) if named[0])


def _named(document: Document) -> Iterator[tuple[str, Span]]:
    for index, number in enumerate(document.metadata.related):
        yield number, document.at("related", index)
    for way in targets(document):
        yield way.target.document, way.place
    for text in document.texts.values():
        for link in text.of_kind("link"):
            yield parse_target(link["target"]).document, text.at(link)


CHECK = Check(RULE, __doc__, find, facts=(named_documents,))
