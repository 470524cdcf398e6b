"""How long names stay beside records: until who left has been gone for as long as the register says."""

from collections.abc import Iterator
from datetime import date

from sopwright.model.handbook import Registers
from sopwright.model.quantity import Quantity
from sopwright.model.registers import Person
from sopwright.model.training import EVERY_POST


def expired(registers: Registers, known: frozenset[str], day: date) -> Iterator[str]:
    """The people whose mapping is to be deleted.

    The longest time among the posts that somebody held counts; a post without a time, and none for all, keeps for ever.
    People who stand in no register any more are not judged: nobody knows when they left.

    Args:
        registers: People, posts and times.
        known: The people who have a mapping.
        day: Today.
    """
    for key, person in registers.people.rows.items():
        if key in known and _is_over(registers, person, day):
            yield key


def _is_over(registers: Registers, person: Person, day: date) -> bool:
    if person.left is None:
        return False
    keep = registers.training.keep
    posts = {holding.post for holding in person.posts} or {EVERY_POST}
    times: list[Quantity | None] = [keep.get(post, keep.get(EVERY_POST)) for post in posts]
    left = person.left
    return all(time is not None and time.after(left) < day for time in times)
