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
from sopwright.checks.languages.translations import Translation, translations
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.translation.pieces import Named, Piece

RULE = Rule("SW405", "structure-differs")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the headings; where they agree, what stands under each."""
    for translation in context.once(translations):
        faults = list(heading_faults(context.handbook, translation))
        for place, message, hint in faults:
            yield RULE.at(place, message, hint)
        if not faults and translation.levels[0].keys() == translation.levels[1].keys():
            yield from _bodies(translation)


def _bodies(translation: Translation) -> Iterator[Diagnostic]:
    for source, piece in translation.settled_pairs:
        there, here = source.counts, piece.counts
        what = next((kind for kind in there if there[kind] != here[kind]), "") if there != here else ""
        if what and _hold_the_same(source, piece):
            language = translation.source.language
            message = f"{what} here: {here[what]}, in the text in `{language}`: {there[what]}"
            yield RULE.at(translation.at(piece), message, "write one for each one of the source")


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


CHECK = Check(RULE, __doc__, each=find)
