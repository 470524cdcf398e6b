"""The two sides as a reviewer sees them: every passage, in one language."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from sopwright.approval.side import Side
from sopwright.edition.document import document_view
from sopwright.edition.project import edition_of
from sopwright.edition.reader import Reader
from sopwright.edition.records import DocumentView, Edition
from sopwright.model.handbook import Document, Handbook
from sopwright.model.registers import Audience


class Reviewer(Reader):
    """A reader who decides on a document, and so sees all of it, and the titles of what it refers to."""

    @cached_property
    def visible(self) -> Mapping[str, Document]:
        """All documents with words."""
        documents = self.base.visible if self.base is not None else self.handbook.documents
        return {key: document for key, document in documents.items() if document.source_text is not None}

    def allows(self, visibility: Iterable[str]) -> bool:
        """Every passage, whoever it is for."""
        del visibility
        return True


def reviewer(handbook: Handbook, language: str, day: date) -> Reviewer:
    """Who reads a redline: posts have no names, drafts are read as they stand."""
    nobody = Audience(name={"en": "review"}, roles=())
    return Reviewer(handbook, nobody, language, day, drafts=True)


def view(side: Side, reader: Reader) -> DocumentView | None:
    """One side in the reader's language; nothing where it has no words in it.

    Titles of other documents are those of the reader's handbook on both sides; values are those of the side's time.
    """
    if side.text(reader.language) is None:
        return None
    document = replace(side.document, registers=side.registers, issue=None)
    documents = {**reader.handbook.documents, document.id: document}
    other = replace(reader, handbook=replace(reader.handbook, documents=documents))
    return document_view(other, document)


def edition(reader: Reader, shown: DocumentView) -> Edition:
    """What the writers of pages need to know beside the document."""
    return replace(edition_of(reader, "review", [shown]), draft=False)
