"""Who may decide: people, their posts and superiors, and who stands in for whom, by day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sopwright.model.approvals import Delegation
from sopwright.model.handbook import Registers
from sopwright.model.registers import Person, Post


@dataclass(frozen=True)
class Deputy:
    """A valid record that names a deputy."""

    delegation: Delegation
    named: datetime
    """When it was signed; it covers no decision made before."""


@dataclass(frozen=True)
class Roster:
    """Whose decisions count, in one company."""

    handbook: str
    """The company's id; a record of another does not count."""
    people: Mapping[str, Person]
    posts: Mapping[str, Post]
    deputies: tuple[Deputy, ...] = ()
    """In order of their records."""

    @classmethod
    def of(cls, registers: Registers) -> "Roster":
        """The roster that the registers hold, without deputies."""
        return cls(registers.organisation.id, registers.people.rows, registers.posts.rows)

    def holds(self, person: str, post: str, day: date) -> bool:
        """Whether somebody holds a post on a day."""
        known = self.people.get(person)
        return known is not None and known.holds(post, day)

    def holders(self, post: str, day: date) -> tuple[str, ...]:
        """The people who hold a post on a day."""
        return tuple(key for key, person in self.people.items() if person.holds(post, day))

    def outranks(self, person: str, day: date, other: str, then: date) -> bool:
        """Whether somebody on a day may set aside what another decided then.

        That is who holds a post above one that the other held, or, where the other has left, the same post.
        """
        held = [post for post in self.posts if self.holds(other, post, then)]
        gone = other in self.people and not self.people[other].works(day)
        return person != other and any(
            self.is_above(person, post, day) or (gone and self.holds(person, post, day)) for post in held
        )

    def is_above(self, person: str, post: str, day: date) -> bool:
        """Whether somebody holds a superior post of a post on a day, at any height."""
        return any(self.holds(person, above, day) for above in self._above(post))

    def stands_in(self, deputy: str, principal: str, post: str, moment: datetime) -> bool:
        """Whether somebody is the deputy of another for a post: the newest record about the three says so."""
        named = [
            one.delegation
            for one in self.deputies
            if (one.delegation.deputy, one.delegation.principal, one.delegation.post) == (deputy, principal, post)
            and one.named <= moment
        ]
        return bool(named) and named[-1].since <= moment.date() <= named[-1].until

    def is_deputy(self, person: str, post: str) -> bool:
        """Whether somebody was ever named as a deputy for a post."""
        return any((one.delegation.deputy, one.delegation.post) == (person, post) for one in self.deputies)

    def _above(self, post: str) -> tuple[str, ...]:
        above: list[str] = []
        row = self.posts.get(post)
        while row is not None and row.superior is not None and row.superior not in above:
            above.append(row.superior)
            row = self.posts.get(row.superior)
        return tuple(above)


def headcount(people: Mapping[str, Person], day: date) -> int:
    """How many people work in the centre on a day: they hold, or have held, a post and have not left."""
    return sum(
        person.works(day) and any(holding.since <= day for holding in person.posts) for person in people.values()
    )
