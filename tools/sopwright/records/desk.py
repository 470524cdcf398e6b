"""What the server's pages ask of the records, in one place."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Lock

from sqlalchemy import Engine

from sopwright.records.chain import Acknowledgement
from sopwright.records.changes import Past
from sopwright.records.confirm import Confirmation, confirm, of_people
from sopwright.records.database import reading
from sopwright.records.due import Assignment, assignments
from sopwright.records.library import Library
from sopwright.records.limits import Limit
from sopwright.records.matrix import Found
from sopwright.records.writer import Writer

REMARKS_AN_HOUR = 10
CONFIRMATIONS_AN_HOUR = 120
"""Tries, right or wrong: enough for everybody's first day, too few to find a quiz's answers by trying."""


@dataclass
class Desk:
    """The database, the writer, and what is to be read now."""

    engine: Engine
    now: Callable[[], datetime]
    library: Library
    """Another one takes its place when a new build is there."""
    past: Past = field(default_factory=lambda: Past(None, Lock()))
    """Where earlier contents are found."""
    writer: Writer = field(init=False)
    remarks: Limit = field(init=False)
    tries: Limit = field(init=False)

    def __post_init__(self) -> None:
        self.writer = Writer(self.engine)
        self.remarks = Limit(REMARKS_AN_HOUR, self.now)
        self.tries = Limit(CONFIRMATIONS_AN_HOUR, self.now)

    def assigned(self, person: str, day: date) -> tuple[Assignment, ...]:
        """What one person must know."""
        return tuple(self.assigned_to((person,), day).get(person, ()))

    def assignment(self, person: str, document: str, day: date) -> Assignment | None:
        """One document that one person must know; nothing where they need not."""
        row = self.library.registers.people.get(person)
        if row is None or document not in self.library.known:
            return None
        confirmed = self._confirmed((person,)).get(person, ())
        return next(iter(assignments(self.library, row, confirmed, day, document)), None)

    def assigned_to(self, persons: Iterable[str], day: date) -> Found:
        """What some people must know; who is not in the register, or has left, does not stand in the answer."""
        rows = {key: row for key in persons if (row := self.library.registers.people.get(key)) and row.works(day)}
        confirmed = self._confirmed(rows)
        return {key: assignments(self.library, row, confirmed.get(key, ()), day) for key, row in rows.items()}

    def confirm(self, person: str, assignment: Assignment, language: str) -> Acknowledgement:
        """Confirm a document in a language; when this returns, it is on disk."""
        known = assignment.known
        version = known.versions[language]
        given = Confirmation(
            person=person,
            document=known.id,
            language=language,
            content=version.content,
            material=version.material,
            revision=known.revision,
            cycle=assignment.cycle,
            build=self.library.build,
        )
        return self.writer.write(lambda connection: confirm(connection, given, self.now()))

    def _confirmed(self, persons: Iterable[str]) -> Mapping[str, list[Acknowledgement]]:
        with reading(self.engine) as connection:
            return of_people(connection, persons)
