"""Writing and reading confirmations."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, Select, and_, bindparam, insert, literal, select, true

from sopwright.records.chain import Acknowledgement, Head
from sopwright.records.people import reference
from sopwright.records.tables import ACKNOWLEDGEMENTS, PEOPLE
from sopwright.records.times import stamp

_TABLE = ACKNOWLEDGEMENTS.c
STATEMENT = "read-and-understood/1"
"""The statement of ``reading.statement`` in the catalogues; another meaning has another number."""


def _before() -> Select[Any]:
    """What a new confirmation has to know, in one round trip: the person, the last row, the same one already there."""
    one = select(literal(1).label("one")).subquery()
    last = select(_TABLE.seq, _TABLE.hash).order_by(_TABLE.seq.desc()).limit(1).subquery()
    named = ("document", "material", "language", "cycle")
    same = and_(_TABLE.person == PEOPLE.c.ref, *(_TABLE[name] == bindparam(name) for name in named))
    joined = one.outerjoin(PEOPLE, PEOPLE.c.person == bindparam("person")).outerjoin(last, true())
    columns = (PEOPLE.c.ref, last.c.seq, last.c.hash, _TABLE.id)
    return select(*columns).select_from(joined.outerjoin(ACKNOWLEDGEMENTS, same))


_BEFORE = _before()
_INSERT = insert(ACKNOWLEDGEMENTS)


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
    fields = asdict(given)
    before = connection.execute(_BEFORE, fields).one()
    if before.id is not None:
        return _made(connection.execute(_select().where(_TABLE.id == before.id)).one())
    fields["person"] = before.ref or reference(connection, given.person)
    new = Acknowledgement(seq=(before.seq or 0) + 1, id=str(uuid4()), at=stamp(now), prev=before.hash or "", **fields)
    new = replace(new, hash=new.computed())
    connection.execute(_INSERT, asdict(new))
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


def of_people(connection: Connection, persons: Iterable[str]) -> dict[str, list[Acknowledgement]]:
    """The confirmations of some people, by the person's key and then by their number."""
    query = select(*ACKNOWLEDGEMENTS.c, PEOPLE.c.person.label("key"))
    query = query.join(PEOPLE, PEOPLE.c.ref == _TABLE.person).where(PEOPLE.c.person.in_(list(persons)))
    found: dict[str, list[Acknowledgement]] = {}
    for *row, key in connection.execute(query.order_by(_TABLE.seq)):
        found.setdefault(key, []).append(Acknowledgement(*row))
    return found


def _select() -> Select[tuple[object, ...]]:
    return select(ACKNOWLEDGEMENTS).order_by(_TABLE.seq)


def _made(row: Row[tuple[object, ...]]) -> Acknowledgement:
    return Acknowledgement(**row._asdict())
