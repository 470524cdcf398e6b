"""The records of an edition: what an output receives, and all that it receives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sopwright.edition.standing import ApprovalView, TranslationView
from sopwright.edition.words import Catalogue
from sopwright.model.handbook import Picture
from sopwright.model.registers import BookLook
from sopwright.source.nodes import Nodes, plain
from sopwright.translation.progress import Line


@dataclass(frozen=True)
class PostView:
    """A post as this audience sees it."""

    key: str
    name: str
    duties: str
    holders: tuple[str, ...]
    """The people's names, empty where the audience sees posts only."""


@dataclass(frozen=True)
class Link:
    """A document that this edition holds, or a place in it."""

    document: str
    title: str
    anchor: str = ""


@dataclass(frozen=True)
class TargetView:
    """What follows a step: exactly one of a step here, a document, the end, or a place this reader may not see."""

    step: str = ""
    number: int = 0
    """The step's number in the list."""
    title: str = ""
    link: Link | None = None
    hidden: bool = False

    @property
    def is_end(self) -> bool:
        """Whether the procedure ends there."""
        return not self.step and self.link is None and not self.hidden


@dataclass(frozen=True)
class Branch:
    """An answer to a decision's question; without words where there is no choice."""

    answer: str
    label: str
    target: TargetView


@dataclass(frozen=True)
class StepView:
    """A step of a procedure."""

    id: str
    number: int
    title: Nodes
    body: Nodes
    by: PostView
    within: str
    wait: str
    laws: tuple["LawView", ...]
    branches: tuple[Branch, ...]
    decision: bool
    language: str = ""
    """The language of its words, where they are missing in the document's."""


@dataclass(frozen=True)
class PartView:
    """A clause of a policy, or another level-3 heading."""

    id: str
    title: Nodes
    body: Nodes
    language: str = ""
    """The language of its words, where they are missing in the document's."""


@dataclass(frozen=True)
class SectionView:
    """A section of a document."""

    id: str
    title: Nodes
    body: Nodes
    parts: tuple[PartView, ...]
    language: str = ""
    """The language of its words, where they are missing in the document's."""


@dataclass(frozen=True)
class TargetValue:
    """A measure's target for one team."""

    team: str
    words: str
    """The comparison and the value: ``below 5 %``."""


@dataclass(frozen=True)
class MeasureView:
    """A measure."""

    key: str
    name: str
    definition: str
    formula: str
    targets: tuple[TargetValue, ...]


@dataclass(frozen=True)
class LawView:
    """A law."""

    key: str
    name: str
    short: str
    jurisdiction: str
    citation: str
    about: str


@dataclass(frozen=True)
class TermView:
    """A word of the trade."""

    key: str
    name: str
    definition: str
    variants: tuple[str, ...]
    """What texts say as well."""
    synonyms: tuple[str, ...]
    """What people call it elsewhere."""


@dataclass(frozen=True)
class RevisionView:
    """An entry of the revision history."""

    number: int
    date: date
    change: str
    summary: str


@dataclass(frozen=True)
class EventView:
    """A recurring time of a post."""

    key: str
    name: str
    kind: str
    days: str
    hours: str
    least: str
    """How much of the window is taken, where not all of it."""
    link: Link


@dataclass(frozen=True)
class Content:
    """A document's words as one audience reads them in one language."""

    intro: Nodes
    sections: tuple[SectionView, ...]
    steps: tuple[StepView, ...]
    related: tuple[Link, ...]
    pictures: Mapping[str, Picture]
    approval: ApprovalView | None = None
    """Nothing where the handbook's approvals were not looked at."""
    translation: TranslationView | None = None


@dataclass(frozen=True)
class DocumentView:
    """A document as one audience reads it in one language."""

    id: str
    slug: str
    book: str
    topic: str
    """A key of the book's topics; empty where it belongs to none."""
    kind: str
    title: str
    language: str
    """The language of its words: the source language where the reader's own is missing."""
    fallback: bool
    languages: tuple[str, ...]
    """The languages it exists in."""
    source_language: str
    """The language it was written in; the others are translations."""
    status: str
    owner: PostView
    effective: date | None
    """Only a draft may have no date yet."""
    reviewed: date
    due: date
    overdue: bool
    due_soon: bool
    revisions: tuple[RevisionView, ...]
    """Newest first."""
    executors: tuple[PostView, ...]
    acknowledge: tuple[PostView, ...]
    refresh: str
    measures: tuple[MeasureView, ...]
    laws: tuple[LawView, ...]
    content: Content
    """Its words; audiences that see the same words share one record."""
    edit_url: str
    """Where this text is changed; empty where the audience may not."""

    @property
    def related(self) -> tuple[Link, ...]:
        """The documents of the edition that it names."""
        return self.content.related

    @property
    def approval(self) -> ApprovalView | None:
        """Its approval; nothing where the handbook's approvals were not looked at."""
        return self.content.approval

    @property
    def intro(self) -> Nodes:
        """The words between the title and the first section."""
        return self.content.intro

    @property
    def sections(self) -> tuple[SectionView, ...]:
        """In reading order; the section ``steps`` holds the steps' introduction, its parts are ``steps``."""
        return self.content.sections

    @property
    def steps(self) -> tuple[StepView, ...]:
        """The steps in their order."""
        return self.content.steps

    @property
    def pictures(self) -> Mapping[str, Picture]:
        """The pictures its words show, by file name."""
        return self.content.pictures

    @property
    def translation(self) -> TranslationView | None:
        """How the translation stands; nothing where the words are the source's own."""
        return self.content.translation

    @property
    def revision(self) -> RevisionView:
        """The newest revision."""
        return self.revisions[0]

    @property
    def stale(self) -> tuple[tuple[str, str], ...]:
        """The sections whose translation is stale: their ids and titles; the document's own title has no id."""
        ids = self.translation.stale if self.translation is not None else {}
        titles = {section.id: plain(section.title) for section in self.sections}
        titles |= {part.id: plain(part.title) for section in self.sections for part in section.parts}
        titles |= {step.id: plain(step.title) for step in self.steps}
        return tuple((key, titles[key]) if key in titles else ("", self.title) for key in ids)


@dataclass(frozen=True)
class TopicView:
    """A part of a book; one without a title holds the documents that belong to no topic."""

    key: str
    title: str
    description: str
    documents: tuple[DocumentView, ...]
    """At least one: a topic that this edition has nothing of is not there."""


@dataclass(frozen=True)
class BookView:
    """A book with the documents that this edition holds of it."""

    key: str
    title: str
    description: str
    topics: tuple[TopicView, ...]

    @property
    def documents(self) -> tuple[DocumentView, ...]:
        """All documents, in the order of the topics and then of their numbers."""
        return tuple(document for topic in self.topics for document in topic.documents)


@dataclass(frozen=True)
class Duty:
    """A step that a post carries out."""

    link: Link
    document: str
    """The document's title."""
    within: str


@dataclass(frozen=True)
class PostDuties:
    """All that this edition tells a post to do."""

    post: PostView
    owns: tuple[Link, ...]
    must_know: tuple[Link, ...]
    steps: Sequence[Duty]
    events: tuple[EventView, ...]


@dataclass(frozen=True)
class Uses:
    """A register's row with the documents of this edition that it stands in."""

    key: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class OrganisationView:
    """The company."""

    name: str
    legal_name: str
    address: tuple[str, ...]
    phone: str
    email: str
    web: str
    logo_name: str
    logo: bytes
    book: BookLook
    """How the printed books look."""
    server: bool = False
    """Whether these readers can confirm a document and say something about it, on the server that shows it."""


@dataclass(frozen=True)
class LanguageView:
    """A language of the handbook."""

    key: str
    name: str


@dataclass(frozen=True)
class Edition:
    """One audience's handbook in one language, on one day."""

    audience: str
    audience_name: str
    language: str
    as_of: date
    site_name: str
    address: str
    """Where the edition's site stands, ending in a slash; empty where the register does not say."""
    organisation: OrganisationView
    languages: tuple[LanguageView, ...]
    books: tuple[BookView, ...]
    documents: Mapping[str, DocumentView]
    """By number."""
    posts: tuple[PostDuties, ...]
    laws: tuple[tuple[LawView, Uses], ...]
    measures: tuple[tuple[MeasureView, Uses], ...]
    words: Catalogue
    draft: bool = False
    """Whether it shows everything as it stands, approved or not; every page says so."""
    advisory: bool = False
    """Whether documents are in force without signatures here."""
    progress: Sequence[Line] = ()
    """How far the languages are, in all and by post; for audiences that edit only."""
    terms: Sequence[tuple[TermView, Uses]] = ()
    """The terms that documents of this edition say, by name."""

    def link(self, document: DocumentView) -> Link:
        """A link to a document of this edition."""
        return Link(document.id, document.title)

    def has_post(self, key: str) -> bool:
        """Whether the edition has a page of duties for a post."""
        return any(duties.post.key == key for duties in self.posts)

    def language_name(self, key: str) -> str:
        """A language's own name for itself."""
        return next((language.name for language in self.languages if language.key == key), key)
