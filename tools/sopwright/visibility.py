"""Who may read what: denied unless a role is named, and always with the reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sopwright.model.handbook import Handbook
from sopwright.model.registers import EVERYONE, PUBLIC, VISITOR, Audience, Roles


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether reading is allowed, and why."""

    allowed: bool
    reason: str


def decide(role: str, visibility: Iterable[str], roles: Roles) -> Decision:
    """Decide whether a role may read what has a visibility.

    Args:
        role: The reader's role.
        visibility: Roles, groups, ``everyone`` (all staff) or ``public`` (visitors too).
        roles: The register of roles and groups; what it does not know grants nothing.
    """
    if role not in roles.roles:
        return Decision(False, f"`{role}` is not a role of the register")
    named = tuple(visibility)
    if PUBLIC in named:
        return Decision(True, "it is public")
    if role in named:
        return Decision(True, f"the role `{role}` is named")
    if EVERYONE in named and role != VISITOR:
        return Decision(True, "all staff may read it")
    for name in named:
        group = roles.groups.get(name)
        if group is not None and role in group.roles:
            return Decision(True, f"the role `{role}` belongs to the group `{name}`")
    return Decision(False, f"the role `{role}` is not among {', '.join(f'`{name}`' for name in named) or 'nobody'}")


def decide_audience(audience: Audience, visibility: Iterable[str], roles: Roles) -> Decision:
    """Decide whether an audience's output may hold what has a visibility: only if each of its roles may read it."""
    named = tuple(visibility)
    if not audience.roles:
        return Decision(False, "the audience has no role")
    decisions = [decide(role, named, roles) for role in audience.roles]
    refused = [decision for decision in decisions if not decision.allowed]
    if refused:
        return refused[0]
    return Decision(True, "; ".join(dict.fromkeys(decision.reason for decision in decisions)))


def readers(visibility: Iterable[str], roles: Roles) -> frozenset[str]:
    """All roles that may read what has a visibility."""
    named = tuple(visibility)
    return frozenset(role for role in roles.roles if decide(role, named, roles).allowed)


def roles_of(handbook: Handbook, person: str, day: date) -> tuple[str, ...]:
    """The roles that somebody has on a day through the posts that they hold; none for who is not in the register."""
    holder = handbook.registers.people.get(person)
    posts = handbook.registers.posts
    held = [post for post in holder.held(day) if post in posts] if holder is not None else []
    return tuple(dict.fromkeys(role for post in held for role in posts[post].roles))
