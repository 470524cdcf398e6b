"""An edition whose words are projected when somebody asks for them.

A page shows one document's words, and of the others titles and facts. So a page of a large handbook can be shown
before most texts are read. What is shown equals :func:`sopwright.edition.project.project`'s.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from sopwright.edition.document import body, head
from sopwright.edition.hold import Late
from sopwright.edition.project import edition_of
from sopwright.edition.reader import Reader
from sopwright.edition.records import DocumentView, Edition, Link, SectionView, StepView
from sopwright.edition.standing import ApprovalView, TranslationView
from sopwright.model.handbook import Document, Handbook, Picture, Registers
from sopwright.source.nodes import Nodes


class _OfTheBody:
    """A field of a view that is not there before the document's words are projected."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, view: "LateView", owner: type) -> object:
        return view.fill()[self.name]


def _late() -> Any:
    return _OfTheBody()


class LateView(DocumentView):
    """A document's view whose words are projected at the first look at any of them."""

    intro: Nodes = _late()
    sections: tuple[SectionView, ...] = _late()
    steps: tuple[StepView, ...] = _late()
    related: tuple[Link, ...] = _late()
    pictures: Mapping[str, Picture] = _late()
    approval: ApprovalView | None = _late()
    translation: TranslationView | None = _late()

    def __init__(self, facts: Mapping[str, Any], words: Callable[[], Mapping[str, Any]]) -> None:
        """Take the fields of the head, and the function that gives those of the body."""
        vars(self).update(facts)
        vars(self)["_words"] = words

    def fill(self) -> Mapping[str, Any]:
        """Project the words; from now on the fields are there.

        Returns:
            All fields.
        """
        words: Callable[[], Mapping[str, Any]] = vars(self)["_words"]
        vars(self).update(words())
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
        views = (LateView(facts, partial(body, reader, one, facts["language"])) for one, _, facts in known.values())
        return edition_of(reader, self.audience, views, Late)

    def _head(self, reader: Reader, document: Document) -> tuple[Document, Registers, Mapping[str, Any]]:
        registers = reader.handbook.registers
        before = self._known.get(document.id)
        if before is not None and before[0] is document and before[1] is registers:
            return before
        language = document.language_for(reader.language)
        if language is None:
            raise ValueError(f"{document.id} is visible and has no words")
        return document, registers, head(reader, document, language)
