"""What a person has to read, by when, and what they have confirmed already."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from zoneinfo import ZoneInfo

from sopwright.edition.reader import in_force
from sopwright.model.registers import Holding, Person
from sopwright.records.chain import Acknowledgement
from sopwright.records.library import Known, Library
from sopwright.visibility import decide


class State(Enum):
    """Where a person stands with a document."""

    CONFIRMED = "confirmed"
    OPEN = "open"
    """Never confirmed."""
    CHANGED = "changed"
    """Confirmed before it changed materially."""
    REFRESH = "refresh"
    """Confirmed as it is, but so long ago that it is read again."""


@dataclass(frozen=True)
class Assignment:
    """One document that one person must know."""

    known: Known
    state: State
    due: date
    """By when: to be confirmed, or to be refreshed. The last day there is where a confirmation holds for ever."""
    day: date
    """The day on which this was found."""
    last: Acknowledgement | None = None
    """The newest confirmation of this document, of whatever content."""
    cycle: int = 0
    """What the next confirmation counts as."""

    @property
    def is_open(self) -> bool:
        """Whether something is to be done."""
        return self.state is not State.CONFIRMED

    @property
    def is_overdue(self) -> bool:
        """Whether the day has passed."""
        return self.is_open and self.due < self.day


def assignments(
    library: Library, person: Person, confirmed: Sequence[Acknowledgement], day: date, only: str = ""
) -> tuple[Assignment, ...]:
    """All that a person must know on a day, in the order in which to read it.

    Args:
        library: What is to be read.
        person: The person, with their posts.
        confirmed: What they have confirmed, oldest first.
        day: The day, by the company's calendar.
        only: The number of the one document that is asked about; all by default.
    """
    if not person.works(day):
        return ()
    held = [holding for holding in person.posts if holding.covers(day)]
    path = [only] if only in library.known else dict.fromkeys(n for holding in held for n in library.path(holding.post))
    return tuple(_assignments(library, path, held, confirmed, day))


def _assignments(
    library: Library, path: Iterable[str], held: Sequence[Holding], confirmed: Sequence[Acknowledgement], day: date
) -> Iterator[Assignment]:
    for number in path:
        known = library.known[number]
        if not in_force(known.document, day):
            continue  # it is published already, and takes effect later
        asking = [holding for holding in held if holding.post in known.training.acknowledge]
        if any(_reads(library, holding.post, known) for holding in asking):
            own = [one for one in confirmed if one.document == number]
            yield _judge(library, known, min(holding.since for holding in asking), own, day)


def _reads(library: Library, post: str, known: Known) -> bool:
    """Whether a post may read a document: nobody is asked to confirm what they cannot open."""
    row = library.registers.posts.get(post)
    visibility = known.document.metadata.visibility
    return row is not None and any(decide(role, visibility, library.registers.roles).allowed for role in row.roles)


def _judge(library: Library, known: Known, since: date, own: Sequence[Acknowledgement], day: date) -> Assignment:
    rules = library.registers.training
    last = own[-1] if own else None
    current = [one for one in own if one.material in known.materials]
    if not current:
        due = rules.within.after(max(known.changed, since))
        return Assignment(known, State.CHANGED if last else State.OPEN, due, day, last)
    newest = current[-1]
    if known.training.refresh is None:
        return Assignment(known, State.CONFIRMED, date.max, day, last, newest.cycle)
    zone = ZoneInfo(library.registers.organisation.time_zone)
    again = known.training.refresh.after(newest.day(zone))
    if rules.remind.after(day) < again:
        return Assignment(known, State.CONFIRMED, again, day, last, newest.cycle)
    return Assignment(known, State.REFRESH, again, day, last, newest.cycle + 1)
