"""Books for tests: those of the project's own handbook, and of the small one with edits."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sopwright.edition.project import project
from sopwright.edition.records import Edition
from sopwright.load.handbook import load
from sopwright.model.handbook import Handbook
from sopwright.outputs.book.book import Workshop, book_print, leaflet_print
from sopwright.outputs.book.press import FONTS, Press
from sopwright.outputs.book.prints import Print
from sopwright.outputs.chart.fonts import FontSet
from tests.pdfs import Pdf
from tests.repositories import PROJECT, read

LANGUAGES = ("en", "bg", "zh-Hant", "ms", "lt", "ru")
DAY = date(2026, 11, 22)
PRESS = Press(PROJECT)
SHOP = Workshop(PRESS.template, FontSet(PROJECT / FONTS))


@cache
def own_handbook() -> Handbook:
    """The project's own handbook."""
    handbook, _ = load(PROJECT)
    assert handbook is not None
    return handbook


@cache
def own_edition(language: str, audience: str = "agents") -> Edition:
    """An edition of the project's own handbook."""
    return project(own_handbook(), audience, language, DAY)


def small_edition(
    folder: Path, edits: Iterable[Mapping[str, Any]] = (), audience: str = "agents", language: str = "en"
) -> Edition:
    """An edition of the small handbook."""
    return project(read(folder, edits), audience, language, date(2026, 6, 1))


def book_of(edition: Edition, key: str = "service") -> Print:
    """A book before it is set."""
    return book_print(edition, next(book for book in edition.books if book.key == key), SHOP)


def leaflet_of(edition: Edition, number: str) -> Print:
    """A leaflet before it is set."""
    return leaflet_print(edition, edition.documents[number], SHOP)


def pdf_of(edition: Edition, paper: Print) -> Pdf:
    """A print as a PDF file."""
    return Pdf(PRESS.set(paper, edition.as_of))


@cache
def own_book(language: str, key: str = "service", audience: str = "agents") -> Pdf:
    """A book of the project's own handbook."""
    edition = own_edition(language, audience)
    return pdf_of(edition, book_of(edition, key))


@cache
def own_leaflet(language: str, number: str = "SVC-004") -> Pdf:
    """A leaflet of the project's own handbook."""
    edition = own_edition(language)
    return pdf_of(edition, leaflet_of(edition, number))
