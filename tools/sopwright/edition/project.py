"""Projecting a handbook: one audience, one language, one day."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TypeVar

from sopwright.edition.document import document_view
from sopwright.edition.duties import post_duties
from sopwright.edition.facts import Facts
from sopwright.edition.hold import Hold, at_once
from sopwright.edition.progress import has_progress, progress
from sopwright.edition.reader import Reader, States
from sopwright.edition.records import (
    BookView,
    DocumentView,
    Edition,
    LanguageView,
    LawView,
    Link,
    MeasureView,
    OrganisationView,
    TopicView,
    Uses,
)
from sopwright.edition.terms import glossary, has_terms
from sopwright.edition.views import Views
from sopwright.model.handbook import Handbook
from sopwright.model.registers import VISITOR, Audience, Book

Row = TypeVar("Row", LawView, MeasureView)


def project(
    handbook: Handbook,
    audience: str,
    language: str,
    as_of: date,
    *,
    drafts: bool = False,
    states: States | None = None,
    views: Views | None = None,
) -> Edition:
    """Make the edition that one audience reads in one language.

    Args:
        handbook: A handbook without errors.
        audience: A key of the register of audiences.
        language: A key of the register of languages.
        as_of: The day: documents in force, holders of posts and review banners are those of this day.
        drafts: Everything as it stands, in force or not, marked as a draft.
        states: The states of translations, where they are known already; the others are computed.
        views: Where views are kept that other audiences of this handbook, on this day, may share.

    Raises:
        KeyError: There is no such audience or language.
    """
    reader = Reader(handbook, handbook.registers.audiences[audience], language, as_of, drafts, states=states or {})
    seen = [document_view(reader, document, views) for document in reader.visible.values()]
    return edition_of(reader, audience, [view for view in seen if view is not None], views)


def edition_of(
    reader: Reader, audience: str, seen: Iterable[DocumentView], views: Views | None = None, hold: Hold = at_once
) -> Edition:
    """Put together what a reader sees of some documents.

    Args:
        reader: Who reads.
        audience: The name of the reader's audience.
        seen: The documents as the reader sees them.
        views: Where views are kept that other audiences may share.
        hold: How to hold what is made of all documents' words.
    """
    handbook = reader.handbook
    documents = {view.id: view for view in seen}
    laws, measures = handbook.registers.laws.rows, handbook.registers.measures.rows
    return Edition(
        **vars(facts_of(reader, audience)),
        books=_books(reader, documents),
        documents=documents,
        posts=post_duties(reader, documents, hold),
        laws=tuple(_used(documents, laws, reader.law, lambda view: view.laws)),
        measures=tuple(_used(documents, measures, reader.measure, lambda view: view.measures)),
        progress=hold(partial(progress, reader), partial(has_progress, reader)) if reader.audience.edit else (),
        terms=hold(
            partial(glossary, reader, documents.values(), views), partial(has_terms, reader, documents.values())
        ),
    )


def facts_of(reader: Reader, audience: str) -> Facts:
    """What may be known of an edition without any of its documents."""
    handbook = reader.handbook
    return Facts(
        audience=audience,
        audience_name=reader.words(reader.audience.name),
        language=reader.language,
        as_of=reader.as_of,
        site_name=reader.words(handbook.registers.organisation.site_name),
        address=site_address(handbook, audience, reader.language),
        organisation=_organisation(handbook, reader.audience),
        languages=tuple(LanguageView(key, row.name) for key, row in handbook.registers.languages.rows.items()),
        words=reader.catalogue(),
        draft=reader.drafts,
        advisory=handbook.registers.approval.signatures == "advisory",
    )


def site_address(handbook: Handbook, audience: str, language: str) -> str:
    """Where the site of an audience in a language stands; empty where the register does not say."""
    pattern = handbook.registers.organisation.site_url or ""
    return pattern.replace("{audience}", audience).replace("{language}", language)


def _organisation(handbook: Handbook, audience: Audience) -> OrganisationView:
    row = handbook.registers.organisation
    contact = (row.address, row.phone, row.email, row.web)
    server = row.server and VISITOR not in audience.roles
    return OrganisationView(row.name, row.legal_name, *contact, row.logo, handbook.registers.logo, row.book, server)


def _books(reader: Reader, documents: dict[str, DocumentView]) -> tuple[BookView, ...]:
    books: list[BookView] = []
    for key, row in reader.handbook.registers.books.rows.items():
        shelf = tuple(view for view in documents.values() if view.book == key)
        if shelf:
            topics = tuple(_topics(reader, row, shelf))
            books.append(BookView(key, reader.words(row.title), reader.words(row.description), topics))
    return tuple(books)


def _topics(reader: Reader, book: Book, shelf: tuple[DocumentView, ...]) -> Iterator[TopicView]:
    """The topics of which the shelf has documents, in the book's order; what belongs to none comes last."""
    for key, row in book.topics.items():
        documents = tuple(view for view in shelf if view.topic == key)
        if documents:
            yield TopicView(key, reader.words(row.title), reader.words(row.description or {}), documents)
    others = tuple(view for view in shelf if view.topic not in book.topics)
    if others:
        yield TopicView("", "", "", others)


def _used(
    documents: Mapping[str, DocumentView],
    register: Collection[str],
    read: Callable[[str], Row],
    of: Callable[[DocumentView], Sequence[Row]],
) -> Iterator[tuple[Row, Uses]]:
    """The rows that documents of the edition use, in the register's order; those that it has lost come last."""
    used: defaultdict[str, list[Link]] = defaultdict(list)
    shown: dict[str, Row] = {}
    for view in documents.values():
        for row in of(view):
            used[row.key].append(Link(view.id, view.title))
            shown[row.key] = row
    for key in dict.fromkeys([*register, *used]):
        if key in used:
            yield read(key) if key in register else shown[key], Uses(key, tuple(used[key]))
