"""How far a translation is: counts, and each section that something is left to do for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sopwright.translation.changes import Change
from sopwright.translation.state import SectionState, State, TranslationState

TO_DO = (State.MISSING, State.STALE, State.SUSPECT)
"""States whose sections a translator has to work on."""
OPEN = (*TO_DO, State.DRAFT)
"""States that are not settled."""


@dataclass(frozen=True)
class Progress:
    """A document in one language, in short."""

    owner: str
    """The post that answers for the document."""
    sections: int
    whole: TranslationState
    """Its unsettled sections only."""

    @classmethod
    def of(cls, owner: str, state: TranslationState) -> "Progress":
        """The progress of a translation."""
        short = TranslationState(state.document, state.language, state.of(*OPEN), state.source)
        return cls(owner, len(state.sections), short)

    def count(self, *states: State) -> int:
        """How many sections are in some of the unsettled states."""
        return len(self.whole.of(*states))

    @property
    def settled(self) -> int:
        """How many sections are translated and accepted, or reviewed."""
        return self.sections - len(self.whole.sections)

    @property
    def words(self) -> int:
        """Words of the source that a translator has to work on."""
        return sum(section.words for section in self.whole.of(*TO_DO))


@dataclass(frozen=True)
class Line:
    """A language's progress, or that of one post's documents in it."""

    language: str
    owner: str
    documents: int
    sections: int
    settled: int
    counts: Mapping[State, int]
    oldest: date | None
    """Since when the section that has been stale for longest is stale."""
    words: int

    @property
    def coverage(self) -> int:
        """Settled sections in hundredths of all, rounded down: 100 means all."""
        return 100 * self.settled // self.sections if self.sections else 100


def line(language: str, owner: str, every: Iterable[Progress]) -> Line:
    """The sum of some translations' progress."""
    rows = list(every)
    since = [section.since for row in rows for section in row.whole.of(State.STALE) if section.since is not None]
    return Line(
        language,
        owner,
        len(rows),
        sum(row.sections for row in rows),
        sum(row.settled for row in rows),
        {state: sum(row.count(state) for row in rows) for state in OPEN},
        min(since, default=None),
        sum(row.words for row in rows),
    )


def as_data(progress: Progress) -> dict[str, Any]:
    """A progress as JSON keeps it."""
    return {
        "document": progress.whole.document,
        "language": progress.whole.language,
        "owner": progress.owner,
        "sections": progress.sections,
        "source": progress.whole.source,
        "open": [_section_data(section) for section in progress.whole.sections],
    }


def _section_data(section: SectionState) -> dict[str, Any]:
    return {
        "section": section.id,
        "title": section.title,
        "state": section.state.value,
        "words": section.words,
        "changes": [[change.before, change.after] for change in section.changes],
        "differs": list(section.differs),
        "since": section.since.isoformat() if section.since is not None else None,
    }


def from_data(data: Mapping[str, Any]) -> Progress:
    """A progress from JSON.

    Raises:
        KeyError, TypeError, ValueError: It is not what `as_data` wrote.
    """
    found = tuple(
        SectionState(
            one["section"],
            one["title"],
            State(one["state"]),
            one["words"],
            tuple(Change(before, after) for before, after in one["changes"]),
            tuple(one["differs"]),
            date.fromisoformat(one["since"]) if one["since"] else None,
        )
        for one in data["open"]
    )
    whole = TranslationState(data["document"], data["language"], found, data["source"])
    return Progress(data["owner"], data["sections"], whole)
