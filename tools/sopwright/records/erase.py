"""Erasing a person: the mapping is deleted; what was confirmed stays, and belongs to nobody (GDPR, article 17)."""

from dataclasses import dataclass

from sqlalchemy import Connection, update

from sopwright.records.people import forget, known_reference
from sopwright.records.tables import FEEDBACK


@dataclass(frozen=True)
class Erased:
    """What was done."""

    mapping: bool
    """Whether there was a mapping."""
    feedback: int
    """From how many remarks the sender was taken."""


def erase(connection: Connection, person: str) -> Erased:
    """Make a person's records nobody's."""
    ref = known_reference(connection, person)
    if not ref:
        return Erased(mapping=False, feedback=0)
    taken = connection.execute(update(FEEDBACK).where(FEEDBACK.c.person == ref).values(person=None)).rowcount
    return Erased(forget(connection, person), taken)
