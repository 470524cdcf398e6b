"""Who reads, on which day, in which language: the point of view that a projection is made from."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, wraps
from typing import Any, TypeVar

from sopwright.edition.asking import Answer, Ask, Question
from sopwright.edition.records import EventView, LawView, Link, MeasureView, PostView, TargetValue
from sopwright.edition.words import Catalogue
from sopwright.model.form import label
from sopwright.model.handbook import Document, Handbook
from sopwright.model.quantity import Named, Quantity
from sopwright.model.registers import Audience, Event
from sopwright.translation.state import TranslationState, translation_state
from sopwright.visibility import decide_audience

_OF_CONTENT = "organisation posts teams measures limits directory laws calendar systems answers".split()
"""The registers whose values belong to what was approved; people, roles and languages are those of the day."""
View = TypeVar("View")
States = Mapping[tuple[str, str], TranslationState]
"""The states of translations by document and language."""


def _once(make: Callable[["Reader", str], View]) -> Callable[["Reader", str], View]:
    """Make what a reader sees of a row once: a thousand documents show the same posts, measures and laws."""

    @wraps(make)
    def remembered(reader: "Reader", key: str) -> View:
        known: dict[tuple[object, str], View] = reader.seen
        if (make, key) not in known:
            known[make, key] = make(reader, key)
        return known[make, key]

    return remembered


@dataclass(frozen=True)
class Reader:
    """An audience that reads in a language on a day; it turns registers' rows into what it may see of them."""

    handbook: Handbook
    audience: Audience
    language: str
    as_of: date
    drafts: bool = False
    """Whether it reads everything as it stands, in force or not."""
    base: "Reader | None" = None
    """The reader of the whole handbook, for one that reads a document with the values of an earlier day."""
    states: States = field(default_factory=dict)
    """What is known already of translations; the others are computed."""
    seen: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was made of registers' rows already."""
    asking: Ask | None = None
    """Answers in the place of `answer`, and notes what is asked."""

    def ask(self, *question: str) -> Answer:
        """The answer to a question that audiences differ in: documents' views depend on them in no other way."""
        return self.answer(question) if self.asking is None else self.asking(question)

    def answer(self, question: Question) -> Answer:
        """How this audience answers.

        Args:
            question: ``names``; ``sees`` with a document's number; ``allows`` with a visibility.
        """
        kind, *named = question
        if kind == "sees":
            return named[0] in self.visible
        if kind == "allows":
            return decide_audience(self.audience, named, self.handbook.registers.roles).allowed
        return self.audience.people == kind

    def state(self, document: str, language: str) -> TranslationState:
        """The state of a document's translation."""
        shared = self.handbook.registers.answers.rows
        known = self.states.get((document, language))
        return known or translation_state(self.handbook.documents[document], language, shared)

    @cached_property
    def visible(self) -> Mapping[str, Document]:
        """The documents in force that this audience may read and that have words for it."""
        if self.base is not None:
            return self.base.visible
        return {number: document for number, document in self.handbook.documents.items() if self.reads(document)}

    def reads(self, document: Document) -> bool:
        """Whether a document is in force, is for this audience, and has words."""
        has_words = document.language_for(self.language) is not None
        return has_words and self._is_published(document) and self._is_allowed(document)

    def _is_published(self, document: Document) -> bool:
        return document.metadata.status != "retired" if self.drafts else in_force(document, self.as_of)

    def _is_allowed(self, document: Document) -> bool:
        """Whether the audience may read a document, and its newer content too, where that waits for approval."""
        newer = document.issue.visibility if document.issue else None
        named = (document.metadata.visibility, *((newer,) if newer is not None else ()))
        return all(map(self.allows, named))

    def allows(self, visibility: Iterable[str]) -> bool:
        """Whether the audience may read what has a visibility."""
        return bool(self.ask("allows", *visibility))

    def sees(self, number: str) -> bool:
        """Whether the audience may read a document."""
        return bool(self.ask("sees", number))

    @property
    def names(self) -> bool:
        """Whether the audience sees people's names."""
        return bool(self.ask("names"))

    def asked(self, ask: Ask) -> "Reader":
        """The same reader, whose answers are noted."""
        return replace(self, asking=ask, base=self.base or self)

    def of(self, document: Document) -> "Reader":
        """The reader of one document: with the values that were approved with it."""
        registers = document.registers
        if registers is None:
            return self
        mixed = replace(self.handbook.registers, **{name: getattr(registers, name) for name in _OF_CONTENT})
        return replace(self, handbook=replace(self.handbook, registers=mixed), base=self.base or self)

    @cached_property
    def _catalogues(self) -> Mapping[str, Catalogue]:
        return {language: catalogue(self.handbook, language) for language in self.handbook.language_keys}

    def catalogue(self, language: str = "") -> Catalogue:
        """The words and formats of a language; the reader's own by default."""
        if self.base is not None:
            return self.base.catalogue(language or self.language)
        return self._catalogues[language or self.language]

    def words(self, labels: Mapping[str, str]) -> str:
        """A label in the reader's language."""
        return label(labels, self.language)

    def title(self, number: str) -> str:
        """A visible document's title.

        Raises:
            KeyError: The audience may not read it.
        """
        if not self.sees(number):
            raise KeyError(number)
        return self.handbook.documents[number].title(self.language)

    def link(self, number: str, anchor: str = "") -> Link:
        """A link to a visible document."""
        return Link(number, self.title(number), anchor)

    @_once
    def post(self, key: str) -> PostView:
        """A post, with its holders' names if this audience sees names."""
        registers = self.handbook.registers
        row = registers.posts.get(key)
        if row is None:
            return PostView(key, key, "", ())
        named = registers.holders(key, self.as_of) if self.names else ()
        holders = tuple(registers.people[person].name for person in named)
        return PostView(key, self.words(row.name), self.words(row.duties), holders)

    def amount(self, amount: Quantity | Named | None, language: str = "") -> str:
        """A quantity, given or by name, in words."""
        if isinstance(amount, Named):
            amount = self.named(amount)
        return self.catalogue(language).quantity(amount) if amount is not None else ""

    def named(self, name: Named) -> Quantity | None:
        """The quantity that stands in a register under a name."""
        registers = self.handbook.registers
        if name.kind == "limit":
            limit = registers.limits.get(name.key)
            return limit.value if limit else None
        measure = registers.measures.get(name.key)
        goal = measure.goal(name.team) if measure else None
        return goal.value if goal else None

    @_once
    def measure(self, key: str) -> MeasureView:
        """A measure of the register."""
        row = self.handbook.registers.measures[key]
        words = self.catalogue()
        targets = tuple(
            TargetValue(self.team(team), words(f"comparison.{goal.comparison}", value=words.quantity(goal.value)))
            for team, goal in row.targets.items()
        )
        texts = (self.words(row.name), self.words(row.definition), self.words(row.formula))
        return MeasureView(key, *texts, targets)

    def team(self, key: str) -> str:
        """A team's name."""
        row = self.handbook.registers.teams.get(key)
        return self.words(row.name) if row else key

    @_once
    def law(self, key: str) -> LawView:
        """A law of the register."""
        row = self.handbook.registers.laws[key]
        texts = (self.words(row.name), self.words(row.short), self.words(row.jurisdiction))
        return LawView(key, *texts, row.citation, self.words(row.about))

    def event(self, key: str, event: Event) -> EventView | None:
        """An event, if the document it belongs to may be read."""
        if not self.sees(event.document):
            return None
        words = self.catalogue()
        least = words("calendar.at_least", value=words.quantity(event.at_least)) if event.at_least else ""
        times = (words.days(event.days), words.hours(event), least)
        return EventView(key, self.words(event.name), event.kind, *times, self.link(event.document))


def in_force(document: Document, day: date) -> bool:
    """Whether a document is effective on a day, and has been issued by then."""
    metadata = document.metadata
    issued = any(revision.date <= day for revision in metadata.revisions)
    return metadata.status == "effective" and metadata.effective is not None and metadata.effective <= day and issued


def catalogue(handbook: Handbook, language: str) -> Catalogue:
    """A language's words and formats."""
    row = handbook.registers.languages[language]
    return Catalogue(language, row.locale, handbook.words[language], row.durations)
