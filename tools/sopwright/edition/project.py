"""Projecting a handbook: one audience, one language, one day."""

from collections.abc import Callable, Iterable
from datetime import date

from sopwright.edition.document import document_view
from sopwright.edition.duties import post_duties
from sopwright.edition.reader import Reader
from sopwright.edition.records import (
    BookView,
    DocumentView,
    Edition,
    LanguageView,
    Link,
    OrganisationView,
    Uses,
)
from sopwright.model.handbook import Handbook


def project(handbook: Handbook, audience: str, language: str, as_of: date) -> Edition:
    """Make the edition that one audience reads in one language.

    Args:
        handbook: A handbook without errors.
        audience: A key of the register of audiences.
        language: A key of the register of languages.
        as_of: The day: documents in force, holders of posts and review banners are those of this day.

    Raises:
        KeyError: There is no such audience or language.
    """
    reader = Reader(handbook, handbook.registers.audiences[audience], language, as_of)
    views = [document_view(reader, document) for document in reader.visible.values()]
    documents = {view.id: view for view in views if view is not None}
    languages = handbook.registers.languages.rows
    laws = _uses(documents, handbook.registers.laws.rows, lambda view: {law.key for law in view.laws})
    measures = _uses(documents, handbook.registers.measures.rows, lambda view: {m.key for m in view.measures})
    return Edition(
        audience=audience,
        audience_name=reader.words(reader.audience.name),
        language=language,
        as_of=as_of,
        site_name=reader.words(handbook.registers.organisation.site_name),
        address=_address(handbook, audience, language),
        organisation=_organisation(handbook),
        languages=tuple(LanguageView(key, row.name) for key, row in languages.items()),
        books=_books(reader, documents),
        documents=documents,
        posts=post_duties(reader, documents),
        laws=tuple((reader.law(uses.key), uses) for uses in laws),
        measures=tuple((reader.measure(uses.key), uses) for uses in measures),
        words=reader.catalogue(),
    )


def _address(handbook: Handbook, audience: str, language: str) -> str:
    pattern = handbook.registers.organisation.site_url or ""
    return pattern.replace("{audience}", audience).replace("{language}", language)


def _organisation(handbook: Handbook) -> OrganisationView:
    row = handbook.registers.organisation
    contact = (row.address, row.phone, row.email, row.web)
    return OrganisationView(row.name, row.legal_name, *contact, row.logo, handbook.registers.logo, row.book)


def _books(reader: Reader, documents: dict[str, DocumentView]) -> tuple[BookView, ...]:
    books: list[BookView] = []
    for key, row in reader.handbook.registers.books.rows.items():
        shelf = tuple(view for view in documents.values() if view.book == key)
        if shelf:
            books.append(BookView(key, reader.words(row.title), reader.words(row.description), shelf))
    return tuple(books)


def _uses(
    documents: dict[str, DocumentView], keys: Iterable[str], used: Callable[[DocumentView], set[str]]
) -> list[Uses]:
    """The register's keys that some document of the edition uses, in the register's order."""
    found = [
        Uses(key, tuple(Link(view.id, view.title) for view in documents.values() if key in used(view))) for key in keys
    ]
    return [uses for uses in found if uses.links]
