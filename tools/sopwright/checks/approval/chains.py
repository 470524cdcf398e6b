"""Who can take which step of an approval rule."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from sopwright.checks.check import Context
from sopwright.model.registers import ApprovalRule

Slots = Sequence[AbstractSet[str]]
"""For each signature that a rule asks for, the people who can give it."""


def holders_by_post(context: Context) -> Mapping[str, frozenset[str]]:
    """The people who hold each post today."""
    holders: dict[str, set[str]] = {post: set() for post in context.handbook.registers.posts.rows}
    for key, person in context.handbook.registers.people.rows.items():
        for holding in person.posts if person.works(context.today) else ():
            if holding.post in holders and holding.covers(context.today):
                holders[holding.post].add(key)
    return {post: frozenset(people) for post, people in holders.items()}


def slots(context: Context, rule: ApprovalRule, without: Iterable[str] = ()) -> Slots | None:
    """The people for each signature, or nothing where one step alone cannot be filled."""
    holders = context.once(holders_by_post)
    result: list[AbstractSet[str]] = []
    for step in rule.steps:
        people = holders.get(step.post, frozenset()) - set(without)
        if len(people) < step.people:
            return None
        result.extend([people] * step.people)
    return result


def can_differ(wanted: Slots) -> bool:
    """Whether different people can give all signatures (a matching, by augmenting paths)."""
    if len(wanted) > len(frozenset().union(*wanted)):
        return False
    taken: dict[str, int] = {}
    return all(_place(slot, wanted, taken) for slot in range(len(wanted)))


def _place(slot: int, wanted: Slots, taken: dict[str, int]) -> bool:
    """Find somebody for a signature, moving others to signatures that they can also give."""
    came_from: dict[str, int] = {}
    waiting = [slot]
    for current in waiting:
        for person in sorted(wanted[current] - came_from.keys()):
            came_from[person] = current
            if person not in taken:
                _move(person, slot, came_from, taken)
                return True
            waiting.append(taken[person])
    return False


def _move(person: str, slot: int, came_from: Mapping[str, int], taken: dict[str, int]) -> None:
    signed = {place: name for name, place in taken.items()}
    while True:
        place = came_from[person]
        taken[person] = place
        if place == slot:
            return
        person = signed[place]
