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
from sopwright.checks.structure.anchors import Anchors, by_document, own_anchors
from sopwright.checks.structure.steps import targets
from sopwright.diagnostics import Diagnostic, Rule, Span
from sopwright.model.metadata import Target, parse_target

RULE = Rule("SW502", "anchor-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each heading up in the source text of the document it is in, `#x` in the text itself."""
    anchors = context.once(by_document)
    for document in context.handbook.documents.values():
        for way in targets(document):
            yield from _judge(way.target, way.place, anchors)
        for text in document.texts.values():
            for link in text.of_kind("link"):
                address = link["target"]
                if address.startswith("#"):
                    yield from _fault(address[1:], own_anchors(anchors, document, text), "this text", text.at(link))
                else:
                    yield from _judge(parse_target(address), text.at(link), anchors)


def _judge(target: Target, place: Span, anchors: Anchors) -> Iterator[Diagnostic]:
    if target.step and target.document in anchors:
        yield from _fault(target.step, anchors[target.document], target.document, place)


def _fault(anchor: str, known: frozenset[str], where: str, place: Span) -> Iterator[Diagnostic]:
    if anchor not in known:
        hint = suggest(anchor, sorted(known), "name the id of a heading, or link to the document as a whole")
        yield RULE.at(place, f"{where} has no heading `{{#{anchor}}}`", hint)


CHECK = Check(RULE, __doc__, find)
