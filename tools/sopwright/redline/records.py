"""The records of a redline: all that a page needs to show it."""

from dataclasses import dataclass
from datetime import date

from sopwright.edition.records import DocumentView, Edition
from sopwright.model.approval import Change
from sopwright.model.handbook import Picture
from sopwright.source.nodes import Nodes

SAME, ADDED, REMOVED, MOVED = "same", "added", "removed", "moved"


@dataclass(frozen=True)
class Reason:
    """A difference in words."""

    where: str
    """The section, the step or the clause; empty for the document as a whole."""
    what: str
    material: bool


@dataclass(frozen=True)
class Fact:
    """A fact about the document that was changed."""

    name: str
    old: str
    new: str


@dataclass(frozen=True)
class StepLine:
    """A step with its changes."""

    id: str
    state: str
    """``same``, ``added``, ``removed`` or ``moved``."""
    number: str
    """Its number now; for one that was removed, its number before."""
    decision: bool
    title: Nodes
    notes: tuple[Nodes, ...]
    """Who, within what, after what wait, under which laws."""
    body: Nodes
    ways: tuple[tuple[Nodes, Nodes], ...]
    """Answer and target; the answer is empty where there is no choice."""
    changes: tuple[str, ...]
    """What happened to the step as such, in words."""


@dataclass(frozen=True)
class PartLine:
    """A clause with its changes."""

    state: str
    title: Nodes
    body: Nodes


@dataclass(frozen=True)
class SectionLine:
    """A section with its changes."""

    id: str
    state: str
    title: Nodes
    body: Nodes
    parts: tuple[PartLine, ...]
    steps: tuple[StepLine, ...]


@dataclass(frozen=True)
class Translation:
    """What the change means for another language."""

    language: str
    """The language's own name."""
    state: str
    """``missing``, ``behind`` (its words were not changed with the source), ``changed`` or ``untouched``."""


@dataclass(frozen=True)
class Signer:
    """Somebody who has to decide."""

    step: str
    """The step of the chain; a key."""
    post: str
    consult: bool
    """Whether the post is asked, instead of approving."""


@dataclass(frozen=True)
class Origin:
    """Which content one side is."""

    revision: int
    date: date
    name: str = ""
    """The commit, in short; empty for the files as they stand."""


@dataclass(frozen=True)
class Redline:
    """A document's changes in one language."""

    document: str
    title: Nodes
    language: str
    """The language of its words."""
    old: Origin | None
    """Nothing for a first issue."""
    new: Origin
    change: Change
    lowered: bool
    """Whether the author calls a change editorial that is material."""
    raised: bool
    """Whether the author calls a change material that is editorial by its differences."""
    unapproved: bool
    """Whether nobody approved the old content, so that the whole chain decides."""
    reasons: tuple[Reason, ...]
    """The differences, those that are material first."""
    facts: tuple[Fact, ...]
    intro: Nodes
    sections: tuple[SectionLine, ...]
    before: DocumentView | None
    after: DocumentView
    translations: tuple[Translation, ...]
    again: tuple[str, ...]
    """The posts that must read it again."""
    chain: str
    """The name of the chain that the rules choose; empty where they choose none."""
    signers: tuple[Signer, ...]
    digest: str
    """Of the new content, in hexadecimal."""
    edition: Edition

    def heading(self, part: str) -> str:
        """The words above a part, ``facts`` or ``text``; a first issue has nothing that changed."""
        return self.edition.words(f"redline.{part}_first" if self.first else f"redline.{part}")

    @property
    def plain_title(self) -> str:
        """The title as it is now."""
        return self.after.title

    def picture(self, file: str, *, old: bool) -> Picture | None:
        """A picture that one side shows, else the other."""
        views = [view for view in (self.before, self.after) if view is not None]
        ordered = views if old else views[::-1]
        return next((view.pictures[file] for view in ordered if file in view.pictures), None)

    @property
    def notice(self) -> str:
        """The name of the words that explain the change class; empty where it explains itself."""
        named = {"lowered": self.lowered, "unapproved": self.unapproved, "raised": self.raised}
        return next((name for name, holds in named.items() if holds), "")

    def grouped(self, *, material: bool) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The differences of one class, by the place that they are in; none where all of it is new."""
        found: dict[str, list[str]] = {}
        for reason in self.reasons if not self.first else ():
            if reason.material is material:
                found.setdefault(reason.where, []).append(reason.what)
        return tuple((where, tuple(said)) for where, said in found.items())

    @property
    def first(self) -> bool:
        """Whether all of it is new."""
        return self.old is None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was changed."""
        return not self.first and not self.reasons
