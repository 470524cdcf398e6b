"""Writing and reading confirmations."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Connection, Row, Select, and_, insert, select

from sopwright.records.chain import Acknowledgement, Head
from sopwright.records.people import reference
from sopwright.records.tables import ACKNOWLEDGEMENTS
from sopwright.records.times import stamp

_TABLE = ACKNOWLEDGEMENTS.c
STATEMENT = "read-and-understood/1"
"""The statement of ``reading.statement`` in the catalogues; another meaning has another number."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What somebody confirms."""

    person: str
    """The person's key; the database gets a reference in its place."""
    document: str
    language: str
    content: str
    material: str
    revision: int
    cycle: int = 0
    build: str = ""
    statement: str = STATEMENT


def confirm(connection: Connection, given: Confirmation, now: datetime) -> Acknowledgement:
    """Add a confirmation to the chain, in a transaction of the only writer; it counts when that has ended.

    Who confirms the same thing twice gets the first record again.
    """
    ref = reference(connection, given.person)
    found = _existing(connection, given, ref)
    if found is not None:
        return found
    last = head(connection)
    fields = asdict(given) | {"person": ref}
    new = Acknowledgement(seq=last.seq + 1, id=_identity(), at=stamp(now), prev=last.hash, **fields)
    new = replace(new, hash=new.computed())
    connection.execute(insert(ACKNOWLEDGEMENTS).values(**asdict(new)))
    return new


def head(connection: Connection) -> Head:
    """Where the chain stands."""
    newest = connection.execute(select(_TABLE.seq, _TABLE.hash).order_by(_TABLE.seq.desc()).limit(1)).first()
    return Head(newest.seq, newest.hash) if newest is not None else Head(0, "")


def all_rows(connection: Connection) -> Iterator[Acknowledgement]:
    """All confirmations by their number, a thousand at a time."""
    after = 0
    while rows := connection.execute(_select().where(_TABLE.seq > after).limit(1000)).all():
        yield from map(_made, rows)
        after = rows[-1].seq


def of_people(connection: Connection, refs: list[str]) -> tuple[Acknowledgement, ...]:
    """The confirmations of some people, by their number."""
    return tuple(map(_made, connection.execute(_select().where(_TABLE.person.in_(refs)))))


def _select() -> Select[tuple[object, ...]]:
    return select(ACKNOWLEDGEMENTS).order_by(_TABLE.seq)


def _existing(connection: Connection, given: Confirmation, ref: str) -> Acknowledgement | None:
    same = and_(
        _TABLE.person == ref,
        _TABLE.document == given.document,
        _TABLE.material == given.material,
        _TABLE.language == given.language,
        _TABLE.cycle == given.cycle,
    )
    row = connection.execute(_select().where(same)).first()
    return _made(row) if row is not None else None


def _made(row: Row[tuple[object, ...]]) -> Acknowledgement:
    return Acknowledgement(**row._asdict())


def _identity() -> str:
    made: UUID = uuid4()
    return str(made)
