"""Somebody who makes a request, and the tree that they read."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sopwright.model.handbook import Handbook
from sopwright.model.registers import VISITOR
from sopwright.visibility import roles_of


@dataclass(frozen=True, slots=True)
class Identity:
    """What a sign-in tells about somebody."""

    id: str
    """The key in ``registers/people.yml``, or the sign-in's own name for people who are not in it."""
    name: str = ""
    """What they are called, where the register does not say."""
    roles: tuple[str, ...] | None = None
    """The roles that their groups give them; nothing where the register decides."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who makes a request, as of today."""

    id: str
    """The key in ``registers/people.yml`` where they are in it; empty for a visitor."""
    name: str
    roles: tuple[str, ...]
    posts: tuple[str, ...]
    """The posts that they hold today."""
    audience: str
    """The audience whose tree they read; empty where none covers their roles."""
    languages: tuple[str, ...] = ()
    """The languages that they speak by the register, the best first."""
    language: str = ""
    """The language of the server's pages for them."""

    @property
    def signed_in(self) -> bool:
        """Whether the sign-in told who they are."""
        return bool(self.id)


def person_of(handbook: Handbook, identity: Identity, day: date) -> Person | None:
    """The person of a sign-in on a day; nothing for somebody who has left the company."""
    row = handbook.registers.people.get(identity.id)
    if row is not None and not row.works(day):
        return None
    roles = roles_of(handbook, identity.id, day) if identity.roles is None else identity.roles
    return Person(
        id=identity.id,
        name=row.name if row else identity.name or identity.id,
        roles=roles,
        posts=row.held(day) if row else (),
        audience=audience_of(handbook, roles),
        languages=row.languages if row else (),
    )


def visitor(handbook: Handbook, *, welcome: bool) -> Person:
    """Somebody who has not signed in; they read the public tree only where visitors are welcome."""
    nobody = Person(id="", name="", roles=(), posts=(), audience="")
    return replace(nobody, roles=(VISITOR,), audience=audience_of(handbook, (VISITOR,))) if welcome else nobody


def audience_of(handbook: Handbook, roles: Iterable[str]) -> str:
    """The smallest audience that has all of some roles; empty where there is none.

    A role that stands in no audience has no documents of its own and does not count. As an audience's tree holds only
    what each of its roles may read, nobody gets more here than their own roles allow.
    """
    audiences = handbook.registers.audiences.rows
    counted = set(roles) & {role for audience in audiences.values() for role in audience.roles}
    fitting = [key for key, audience in audiences.items() if counted and counted <= set(audience.roles)]
    return min(fitting, key=lambda key: len(audiences[key].roles), default="")
