"""The glossary of an edition: the terms that its documents say, as this reader sees them."""

from collections.abc import Iterable, Iterator
from functools import partial

from sopwright.edition.reader import Reader
from sopwright.edition.records import DocumentView, Link, TermView, Uses
from sopwright.edition.views import Views
from sopwright.source.nodes import Nodes, plain
from sopwright.translation.stems import stems_of
from sopwright.translation.terms import Lexicon


def glossary(
    reader: Reader, documents: Iterable[DocumentView], views: Views | None = None
) -> tuple[tuple[TermView, Uses], ...]:
    """The terms with the documents that say them, by name in the reader's language."""
    links: dict[str, list[Link]] = {}
    for view, said in _found(reader, documents, views):
        for key in sorted(said):
            links.setdefault(key, []).append(Link(view.id, view.title))
    found = ((_term(reader, key), Uses(key, tuple(links[key]))) for key in links)
    return tuple(sorted(found, key=lambda pair: pair[0].name.casefold()))


def _said(lexicon: Lexicon, view: DocumentView) -> frozenset[str]:
    """The terms that a document says in the reader's language."""
    if view.fallback:
        return frozenset()
    return frozenset(one.term for one in lexicon.find(_words(view)) if one.use.right)


def has_terms(reader: Reader, documents: Iterable[DocumentView]) -> bool:
    """Whether any of the documents says a term."""
    return any(found for _, found in _found(reader, documents, None))


def _found(
    reader: Reader, documents: Iterable[DocumentView], views: Views | None
) -> Iterator[tuple[DocumentView, frozenset[str]]]:
    """The keys of the terms that each document says."""
    rows = reader.handbook.registers.terms.rows
    lexicon = Lexicon(rows, reader.language, stems_of(reader.handbook.stemmers(reader.language)))
    for view in documents if rows else ():
        yield view, (views or Views()).terms(view, partial(_said, lexicon))


def _term(reader: Reader, key: str) -> TermView:
    row = reader.handbook.registers.terms[key]
    language = reader.language
    others = (row.variants.get(language, ()), row.synonyms.get(language, ()))
    return TermView(key, reader.words(row.name), reader.words(row.definition), *others)


def _words(view: DocumentView) -> str:
    return "\n".join((view.title, *(plain(nodes) for nodes in _passages(view))))


def _passages(view: DocumentView) -> Iterator[Nodes]:
    yield view.intro
    for section in view.sections:
        yield from (section.title, section.body)
        for part in section.parts:
            yield from (part.title, part.body)
    for step in view.steps:
        yield from (step.title, step.body)
