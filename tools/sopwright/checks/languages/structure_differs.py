"""A translation has other headings, paragraphs, lists or tables than its source.

## Why is this bad?

Readers of two languages then read two documents: a dropped paragraph is a dropped rule. And nobody can compare them any
more, section by section, when the source changes.

A missing step, other references, links and blocks have rules of their own, which speak first.

## Wrong

```markdown
- Say at once who is selling.
```

where the source has two items.

## Right

One item for each item, one paragraph for each paragraph, one heading for each heading, with the same id.
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.languages.outlines import heading_faults
from sopwright.checks.languages.pieces import Named, Piece
from sopwright.checks.languages.translations import Translation, translations
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW405", "structure-differs")

_COUNTED = {
    "heading": "headings",
    "item": "list items",
    "row": "table rows",
    "cell": "table cells",
    "quote": "quotations",
    "code-block": "blocks of code",
}


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the headings; where they agree, what stands under each."""
    for translation in context.once(translations):
        faults = list(heading_faults(context.handbook, translation))
        for place, message, hint in faults:
            yield RULE.at(place, message, hint)
        if not faults and translation.levels[0].keys() == translation.levels[1].keys():
            yield from _bodies(translation)


def _bodies(translation: Translation) -> Iterator[Diagnostic]:
    for source, piece in translation.pairs:
        there, here = _counts(source), _counts(piece)
        what = next((kind for kind in there if there[kind] != here[kind]), None)
        if what is not None and _hold_the_same(source, piece):
            language = translation.source.language
            message = f"{what} here: {here[what]}, in the text in `{language}`: {there[what]}"
            yield RULE.at(translation.at(piece), message, "write one for each one of the source")


def _counts(piece: Piece) -> dict[str, int]:
    """How many blocks of each kind a piece has; empty lines between list items make no difference."""
    kinds = piece.kinds
    counts = {name: len(kinds.get(kind, ())) for kind, name in _COUNTED.items()}
    first = sum(1 for item in kinds.get("item", ()) if item.children and item.children[0].kind == "paragraph")
    return counts | {"paragraphs": len(kinds.get("paragraph", ())) - first}


def _hold_the_same(source: Piece, piece: Piece) -> bool:
    return all(
        _names(there) == _names(here)
        for there, here in (
            (source.references, piece.references),
            (source.links, piece.links),
            (source.blocks, piece.blocks),
        )
    )


def _names(named: Named) -> list[str]:
    return sorted(name for name, _ in named)


CHECK = Check(RULE, __doc__, find)
