"""What readers say about documents, and what owners answer."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_urlsafe
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, insert, select, update

from sopwright.records.people import known_reference, reference
from sopwright.records.tables import ANSWERS, FEEDBACK
from sopwright.records.times import day_of, stamp

KINDS = ("unclear", "wrong", "idea")
STATES = ("open", "in-work", "done", "declined")
CLOSED = frozenset({"done", "declined"})
LONGEST = 2000
"""Characters of a remark or an answer."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody says."""

    document: str
    step: str
    """The step or clause; empty for the document as a whole."""
    language: str
    revision: int
    kind: str
    text: str
    person: str
    """Empty for somebody who does not want to be known."""
    owner: str
    """The post that answers."""
    due: date


@dataclass(frozen=True, slots=True)
class Answer:
    """What the owner said to it."""

    at: str
    status: str
    text: str

    def day(self, zone: ZoneInfo) -> date:
        """The company's calendar day on which it was given."""
        return day_of(self.at, zone)


@dataclass(frozen=True, slots=True)
class Item:
    """A remark as it is kept."""

    id: str
    document: str
    step: str
    language: str
    revision: int
    kind: str
    text: str
    owner: str
    at: str
    due: date
    status: str
    signed: bool
    """Whether the sender is known to the database; who it is stays there."""
    answers: tuple[Answer, ...] = ()

    def is_late(self, day: date) -> bool:
        """Whether the owner should have answered by now."""
        return self.status not in CLOSED and not self.answers and self.due < day


def send(connection: Connection, remark: Remark, now: datetime) -> str:
    """Keep a remark.

    Returns:
        A code that lets its sender see the answer; only its digest is kept.
    """
    code = token_urlsafe(18)
    connection.execute(
        insert(FEEDBACK).values(
            id=str(uuid4()),
            code=_digest(code),
            document=remark.document,
            step=remark.step,
            language=remark.language,
            revision=remark.revision,
            kind=remark.kind,
            text=remark.text[:LONGEST],
            person=reference(connection, remark.person) if remark.person else None,
            owner=remark.owner,
            at=stamp(now),
            due=remark.due.isoformat(),
            status="open",
        )
    )
    return code


def by_code(connection: Connection, code: str) -> Item | None:
    """The remark of a code."""
    found = _items(connection, FEEDBACK.c.code == _digest(code))
    return found[0] if found else None


def by_id(connection: Connection, identity: str) -> Item | None:
    """A remark of an owner's inbox."""
    found = _items(connection, FEEDBACK.c.id == identity)
    return found[0] if found else None


def of_person(connection: Connection, person: str) -> tuple[Item, ...]:
    """What somebody said under their name, newest first."""
    ref = known_reference(connection, person)
    return tuple(reversed(_items(connection, FEEDBACK.c.person == ref))) if ref else ()


def of_owners(connection: Connection, posts: Sequence[str]) -> tuple[Item, ...]:
    """What some posts have to answer, oldest first."""
    return _items(connection, FEEDBACK.c.owner.in_(posts))


def answer(connection: Connection, identity: str, person: str, status: str, text: str, now: datetime) -> None:
    """Answer a remark; its status follows.

    Raises:
        ValueError: There is no such status.
    """
    if status not in STATES:
        raise ValueError(f"`{status}` is not one of {', '.join(STATES)}")
    ref = reference(connection, person)
    values = {"id": str(uuid4()), "feedback": identity, "person": ref, "at": stamp(now), "status": status}
    connection.execute(insert(ANSWERS).values(**values, text=text[:LONGEST]))
    connection.execute(update(FEEDBACK).where(FEEDBACK.c.id == identity).values(status=status))


def _items(connection: Connection, which: object) -> tuple[Item, ...]:
    rows = connection.execute(select(FEEDBACK).where(which).order_by(FEEDBACK.c.at, FEEDBACK.c.id)).all()  # type: ignore[arg-type]
    said = select(ANSWERS).where(ANSWERS.c.feedback.in_([row.id for row in rows])).order_by(ANSWERS.c.at, ANSWERS.c.id)
    answers: dict[str, list[Answer]] = {}
    for one in connection.execute(said):
        answers.setdefault(one.feedback, []).append(Answer(one.at, one.status, one.text))
    return tuple(
        Item(
            id=row.id,
            document=row.document,
            step=row.step,
            language=row.language,
            revision=row.revision,
            kind=row.kind,
            text=row.text,
            owner=row.owner,
            at=row.at,
            due=date.fromisoformat(row.due),
            status=row.status,
            signed=row.person is not None,
            answers=tuple(answers.get(row.id, ())),
        )
        for row in rows
    )


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
