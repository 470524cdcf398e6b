"""Where synonyms come from. A new source is one line here."""

from collections.abc import Callable

from sopwright.edition.records import Edition
from sopwright.search.language import language
from sopwright.search.synonyms import Synonyms, merged

Source = Callable[[Edition], Synonyms]


def laws(edition: Edition) -> Synonyms:
    """A law by its name, its short name and its citation."""
    groups = tuple(tuple(dict.fromkeys((law.name, law.short, law.citation))) for law, _ in edition.laws)
    return Synonyms({edition.language: groups})


def terms(edition: Edition) -> Synonyms:
    """A term by its name, by what texts say as well, and by what people call it elsewhere."""
    groups = tuple(tuple(dict.fromkeys((term.name, *term.variants, *term.synonyms))) for term, _ in edition.terms)
    return Synonyms({edition.language: groups})


def everyday(edition: Edition) -> Synonyms:
    """What people call the things that any handbook speaks of, from the file of the language."""
    return Synonyms(called={edition.language: language(edition.language).synonyms})


SOURCES: tuple[Source, ...] = (laws, terms, everyday)
"""All sources. Each sees the edition only, so that no phrase comes from what its readers may not see."""


def synonyms(edition: Edition) -> Synonyms:
    """The synonyms of an edition."""
    return merged(source(edition) for source in SOURCES)
