"""What documents' pages hold, rendered once for all audiences that see the same."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from sopwright.edition.asking import Ask, Memo
from sopwright.edition.records import Content, DocumentView
from sopwright.outputs.site.addresses import Addresses


@dataclass(frozen=True)
class Body:
    """A document's page without what each audience has for itself."""

    head: str
    """What stands before the tools."""
    rest: str
    toc: str
    languages: str
    content: Content
    """What it was made of."""


class _Key(NamedTuple):
    content: int
    page: str
    books: bool


class Bodies:
    """The bodies of one language's documents."""

    def __init__(self) -> None:
        self._memo: Memo[Body] = Memo()

    def get(self, view: DocumentView, links: Addresses, books: bool, make: Callable[[Ask], Body]) -> Body:
        """The body of a document's page; it is made now where no audience with the same answers had it made.

        Args:
            view: The document; views that share their content differ in nothing that a body shows.
            links: Links as the page writes them.
            books: Whether the page speaks of books.
            make: Makes it.
        """
        return self._memo.get(_Key(id(view.content), links.page, books), links.answer, make)
