"""The books as an output: a PDF a book, and a leaflet a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sopwright.edition.facts import Facts
from sopwright.edition.records import DocumentView, Edition
from sopwright.outputs.book.book import Workshop, book_print, leaflet_print
from sopwright.outputs.book.cache import Cache
from sopwright.outputs.book.files import NAME, book_file, leaflet_file
from sopwright.outputs.book.press import Press
from sopwright.outputs.book.prints import Print
from sopwright.outputs.chart.fonts import FontSet
from sopwright.outputs.output import folder

CACHE = "build/.cache/books"


@dataclass(frozen=True)
class BookOutput:
    """Writes the printed books."""

    root: Path
    """The repository, which holds ``templates/book`` and ``templates/fonts``."""
    name: str = NAME

    def write(self, editions: Sequence[Edition], destination: Path) -> None:
        """Write the editions' books and leaflets."""
        for edition in editions:
            self._write_edition(edition, folder(destination, edition))

    def _write_edition(self, edition: Edition, destination: Path) -> None:
        shop = _workshop(self.root)
        for book in edition.books:
            self._write(book_print(edition, book, shop), edition, destination / book_file(book.key))
        for document in edition.documents.values():
            paper = leaflet_print(edition, document, shop)
            self._write(paper, edition, destination / leaflet_file(document.id))

    def _write(self, paper: Print, edition: Edition, place: Path) -> None:
        press = _press(self.root)
        key = press.key(paper, edition.as_of)
        pdf = Cache(self.root / CACHE).get(key, lambda: press.set(paper, edition.as_of))
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(pdf)

    def finish(self, facts: Sequence[Facts], destination: Path) -> None:
        """Keep the cache within its bounds."""
        del facts, destination
        Cache(self.root / CACHE).prune()


def leaflet(root: Path, edition: Edition, document: DocumentView) -> bytes:
    """A leaflet by itself, as a PDF file."""
    return _press(root).set(leaflet_print(edition, document, _workshop(root)), edition.as_of)


@cache
def _press(root: Path) -> Press:
    """The press of a repository; a process that writes many editions reads the fonts once."""
    return Press(root)


@cache
def _workshop(root: Path) -> Workshop:
    press = _press(root)
    if not any(press.fonts.glob("*.ttf")):
        raise FileNotFoundError(f"there are no fonts in {press.fonts}; books are set with those alone")
    return Workshop(press.template, FontSet(press.fonts))
