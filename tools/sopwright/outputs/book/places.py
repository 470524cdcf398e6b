"""What a print holds, and what a reference from it to somewhere else looks like."""

from collections.abc import Iterable
from dataclasses import dataclass

from sopwright.edition.records import DocumentView, Link
from sopwright.outputs.book.code import Code, call, string


@dataclass(frozen=True)
class Places:
    """The places that a print can refer to with a page; a leaflet refers to none."""

    labels: frozenset[str]

    @classmethod
    def of_book(cls, documents: Iterable[DocumentView]) -> "Places":
        """All places of a book's documents."""
        return cls(frozenset(place for document in documents for place in _places(document)))

    @classmethod
    def of_leaflet(cls, document: DocumentView) -> "Places":
        """The places inside one document; to the document as a whole it does not refer."""
        return cls(frozenset(_places(document)) - {label_of(document.id)})

    def nearest(self, document: str, anchor: str = "") -> str:
        """The label of a place, of its document where the print has no such place in it, or an empty text."""
        exact, whole = label_of(document, anchor), label_of(document)
        return next((label for label in (exact, whole) if label in self.labels), "")

    def refer(self, document: str, anchor: str, words: Code, plain: str, *, here: str = "") -> Code:
        """Words that lead to a place: with number and page inside the print, with the number elsewhere.

        Args:
            document: The number of the document referred to.
            anchor: A place in it, or an empty text.
            words: What the reader sees.
            plain: The same as plain text: a number that stands in it is not said again.
            here: The number of the document that refers; inside it no page is given.
        """
        number = "" if document in plain else document
        label = self.nearest(document, anchor)
        if document == here:
            return call("jump", string(label), words) if label else words
        if label:
            return call("see", string(label), words, string(number))
        return call("name", words, string(number)) if number else words

    def title(self, link: Link) -> Code:
        """A document's number and title, with its page."""
        return self.refer(link.document, link.anchor, string(f"{link.document} {link.title}"), link.document)


def label_of(document: str, anchor: str = "") -> str:
    """The name of a place in the print."""
    return f"{document}/{anchor}" if anchor else document


def topic_label(key: str) -> str:
    """The name of a topic's divider."""
    return f"topic/{key}"


def list_label(key: str) -> str:
    """The name of a list at the end of a book."""
    return f"list/{key}"


def _places(document: DocumentView) -> Iterable[str]:
    yield label_of(document.id)
    for section in document.sections:
        yield label_of(document.id, section.id)
        for part in section.parts:
            yield label_of(document.id, part.id)
    for step in document.steps:
        yield label_of(document.id, step.id)
