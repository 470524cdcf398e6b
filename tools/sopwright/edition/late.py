"""An edition whose words are projected when somebody asks for them.

A page shows one document's words, and of the others titles and facts. So a page of a large handbook can be shown
before most texts are read. What is shown equals :func:`sopwright.edition.project.project`'s.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from sopwright.edition.document import content, edit_url, head
from sopwright.edition.hold import Late
from sopwright.edition.project import edition_of
from sopwright.edition.reader import Reader
from sopwright.edition.records import Content, DocumentView, Edition, Link, SectionView, StepView
from sopwright.edition.standing import ApprovalView, TranslationView
from sopwright.model.handbook import Document, Handbook, Picture, Registers
from sopwright.source.nodes import Nodes


class _Late:
    """A field that is not there before the words are projected."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, content: "LateContent", owner: type) -> object:
        return content.fill()[self.name]


def _late() -> Any:
    return _Late()


class LateContent(Content):
    """A document's words, projected at the first look at any of them."""

    intro: Nodes = _late()
    sections: tuple[SectionView, ...] = _late()
    steps: tuple[StepView, ...] = _late()
    related: tuple[Link, ...] = _late()
    pictures: Mapping[str, Picture] = _late()
    approval: ApprovalView | None = _late()
    translation: TranslationView | None = _late()

    def __init__(self, make: Callable[[], Mapping[str, Any]]) -> None:
        """Take the function that gives all fields."""
        vars(self)["_make"] = make

    def fill(self) -> Mapping[str, Any]:
        """Project the words; from now on the fields are there.

        Returns:
            All fields.
        """
        make: Callable[[], Mapping[str, Any]] = vars(self)["_make"]
        vars(self).update(make())
        return vars(self)


class Projection:
    """One audience's handbook in one language, projected again after each change of the handbook.

    What lists show of a document is remembered for as long as neither it nor the registers are read anew.
    """

    def __init__(self, audience: str, language: str, as_of: date, *, drafts: bool = False) -> None:
        self.audience = audience
        self.language = language
        self.as_of = as_of
        self.drafts = drafts
        self._known: dict[str, tuple[Document, Registers, Mapping[str, Any]]] = {}

    def edition(self, handbook: Handbook) -> Edition:
        """Make the edition; see :func:`sopwright.edition.project.project`.

        Raises:
            KeyError: The handbook has no such audience or language.
        """
        audience = handbook.registers.audiences[self.audience]
        reader = Reader(handbook, audience, self.language, self.as_of, self.drafts)
        known = {document.id: self._head(reader, document) for document in reader.visible.values()}
        self._known = known
        views = (_view(reader, document, facts) for document, _, facts in known.values())
        return edition_of(reader, self.audience, views, hold=Late)

    def _head(self, reader: Reader, document: Document) -> tuple[Document, Registers, Mapping[str, Any]]:
        registers = reader.handbook.registers
        before = self._known.get(document.id)
        if before is not None and before[0] is document and before[1] is registers:
            return before
        language = document.language_for(reader.language)
        if language is None:
            raise ValueError(f"{document.id} is visible and has no words")
        return document, registers, head(reader, document, language)


def _view(reader: Reader, document: Document, facts: Mapping[str, Any]) -> DocumentView:
    language = facts["language"]
    words = LateContent(partial(content, reader, document, language))
    return DocumentView(**facts, content=words, edit_url=edit_url(reader, document, language))
