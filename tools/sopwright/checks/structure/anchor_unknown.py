"""A link or a step leads to a heading that the document does not have.

## Why is this bad?

The link opens the top of a long document, and the reader looks for a step that is not there.

## Wrong

```markdown
See [](SVC-007#worm), or [the record](#updat).
```

## Right

```markdown
See [](SVC-007#warm), or [the record](#update).
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.checks.structure.anchors import by_document, own_anchors, own_ids
from sopwright.checks.structure.steps import targets
from sopwright.diagnostics import Diagnostic, Rule, Span
from sopwright.model.handbook import Document
from sopwright.model.metadata import Target, parse_target

RULE = Rule("SW502", "anchor-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each heading up in the source text of the document it is in."""
    anchors = context.once(by_document)
    for found in context.each(named_headings).values():
        for number, anchor, place in found:
            if number in anchors:
                yield from _fault(anchor, anchors[number], number, place)


def each(context: Context) -> Iterator[Diagnostic]:
    """Look `#x` up in the text itself."""
    for document in context.handbook.documents.values():
        for text in document.texts.values():
            for link in text.of_kind("link"):
                if link["target"].startswith("#"):
                    yield from _fault(link["target"][1:], own_anchors(document, text), "this text", text.at(link))


def named_headings(context: Context) -> tuple[tuple[str, str, Span], ...]:
    """The headings of documents that a document leads to: number, id and place."""
    return tuple(
        (target.document, target.step, place)
        for document in context.handbook.documents.values()
        for target, place in _targets(document)
        if target.document and target.step
    )


def _targets(document: Document) -> Iterator[tuple[Target, Span]]:
    yield from ((way.target, way.place) for way in targets(document))
    for text in document.texts.values():
        yield from ((parse_target(link["target"]), text.at(link)) for link in text.of_kind("link"))


def _fault(anchor: str, known: frozenset[str], where: str, place: Span) -> Iterator[Diagnostic]:
    if anchor not in known:
        hint = suggest(anchor, sorted(known), "name the id of a heading, or link to the document as a whole")
        yield RULE.at(place, f"{where} has no heading `{{#{anchor}}}`", hint)


CHECK = Check(RULE, __doc__, find, each, facts=(own_ids, named_headings))
