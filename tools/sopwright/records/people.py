"""The mapping between people and the pseudonymous references that stand in all other tables."""

from collections.abc import Iterable, Mapping
from secrets import token_hex

from sqlalchemy import Connection, delete, insert, select

from sopwright.records.tables import PEOPLE


def known_reference(connection: Connection, person: str) -> str:
    """The reference of a person, or an empty text for one who has none yet."""
    return connection.execute(select(PEOPLE.c.ref).where(PEOPLE.c.person == person)).scalar() or ""


def reference(connection: Connection, person: str) -> str:
    """The reference of a person; a new random one for somebody who has none. It cannot be computed from the name."""
    found = known_reference(connection, person)
    if not found:
        found = token_hex(16)
        connection.execute(insert(PEOPLE).values(ref=found, person=person))
    return found


def people(connection: Connection, among: Iterable[str] | None = None) -> Mapping[str, str]:
    """The references by person; of these people only, where they are named."""
    query = select(PEOPLE.c.person, PEOPLE.c.ref)
    if among is not None:
        query = query.where(PEOPLE.c.person.in_(list(among)))
    return {person: ref for person, ref in connection.execute(query)}  # noqa: C416  # rows are no pairs for mypy


def forget(connection: Connection, person: str) -> bool:
    """Delete the mapping of a person: what they confirmed stays, and nobody can tell whose it was.

    Returns:
        Whether there was one.
    """
    return connection.execute(delete(PEOPLE).where(PEOPLE.c.person == person)).rowcount > 0
