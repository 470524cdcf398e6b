"""Who leads whom: whose confirmations somebody may see by name, and whose only in sums."""

from collections.abc import Iterator
from datetime import date

from sopwright.approval.roster import Roster
from sopwright.model.handbook import Registers
from sopwright.model.registers import ALL_TEAMS, Holding


def led_by(registers: Registers, person: str, day: date) -> tuple[str, ...]:
    """The people whom somebody leads: who holds a post right below theirs, in the same team."""
    own = list(_held(registers, person, day))
    return tuple(
        key
        for key in registers.people.rows
        if key != person and any(_leads(registers, one, other) for one in own for other in _held(registers, key, day))
    )


def below(registers: Registers, person: str, day: date) -> tuple[str, ...]:
    """The people in posts below somebody's, at any height and in any team."""
    roster = Roster.of(registers)
    return tuple(
        key
        for key in registers.people.rows
        if key != person and any(roster.is_above(person, held.post, day) for held in _held(registers, key, day))
    )


def team_of(registers: Registers, person: str, day: date) -> str:
    """The first team that somebody belongs to; ``all`` for who belongs to none."""
    return next((held.team for held in _held(registers, person, day) if held.team), ALL_TEAMS)


def _held(registers: Registers, person: str, day: date) -> Iterator[Holding]:
    row = registers.people.get(person)
    if row is not None and row.works(day):
        yield from (holding for holding in row.posts if holding.covers(day))


def _leads(registers: Registers, lead: Holding, other: Holding) -> bool:
    post = registers.posts.get(other.post)
    if post is None or post.superior != lead.post:
        return False
    either = {lead.team or ALL_TEAMS, other.team or ALL_TEAMS}
    return ALL_TEAMS in either or len(either) == 1
