"""A link, a related document or a step leads to a document that some of the readers may not see.

## Why is this bad?

Who may not see the target reads neutral words in its place, and in the middle of a call that is a dead end. The words
around the link may still tell them that there is something they should not know.

## Wrong

```yaml
# SVC-004, visibility: [everyone]
related: [MGT-009]          # MGT-009, visibility: [managers]
```

## Right

```markdown
::: for managers
The reasons stand in [](MGT-009).
:::
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import quoted
from sopwright.checks.structure.steps import targets
from sopwright.checks.visibility.readers import Readers, by_document, inside_blocks
from sopwright.diagnostics import Diagnostic, Rule, Severity, Span
from sopwright.model.handbook import Document
from sopwright.model.metadata import parse_target
from sopwright.model.registers import Roles

RULE = Rule("SW304", "link-to-hidden", Severity.WARNING)

Way = tuple[str, Readers, Span]
"""The document it leads to, who reads it, and where it stands."""


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare who reads the place with who reads the target."""
    known = context.once(by_document)
    for number, found in context.each(ways).items():
        for target, named, place in found:
            readers = frozenset(named)
            shut_out = sorted(readers - known.get(target, readers))
            if shut_out and target != number:
                message = f"{quoted(shut_out)} may read this but not {target}, to which it leads"
                remedy = (
                    "put it into a `::: for` block for those who may" if place.path.endswith(".md") else "remove it"
                )
                hint = f"{remedy}, or let {quoted(shut_out)} read {target}"
                yield RULE.at(place, message, hint)


def ways(context: Context) -> tuple[tuple[str, tuple[str, ...], Span], ...]:
    """All that leads from a document to others, if its visibility is sound."""
    known, roles = context.once(by_document), context.handbook.registers.roles
    return tuple(
        (target, tuple(sorted(readers)), place)
        for number, document in context.handbook.documents.items()
        if number in known
        for target, readers, place in _ways(document, known[number], roles)
    )


def _ways(document: Document, readers: Readers, roles: Roles) -> Iterator[Way]:
    for index, other in enumerate(document.metadata.related):
        yield other, readers, document.at("related", index)
    for way in targets(document):
        yield way.target.document, readers, way.place
    yield from _links(document, readers, roles)


def _links(document: Document, readers: Readers, roles: Roles) -> Iterator[Way]:
    """The links of all texts; those of a translation only where the source has not the same for the same readers."""
    source = document.metadata.languages.source
    seen: set[tuple[str, Readers]] = set()
    for language in sorted(document.texts, key=lambda language: language != source):
        text = document.texts[language]
        inside = inside_blocks(text, readers, roles)
        here = [
            (parse_target(link["target"]).document, inside.get(id(link), readers), link)
            for link in text.of_kind("link")
        ]
        for target, around, link in here:
            if target and (language == source or (target, around) not in seen):
                yield target, around, text.at(link)
        seen.update((target, around) for target, around, _ in here)


CHECK = Check(RULE, __doc__, find, facts=(ways,))
