"""Where rows of the registers name rows of other registers."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sopwright.diagnostics import Span
from sopwright.model.handbook import Handbook, Registers
from sopwright.model.registers import ALL_TEAMS


@dataclass(frozen=True)
class Name:
    """A name, where it stands, and the names that could stand there."""

    name: str
    place: Span
    known: Collection[str]
    what: str
    """What the known names are, for the message."""


def every_name(handbook: Handbook) -> Iterator[Name]:
    """All names that one row of a register has for another row, or for a document."""
    registers = handbook.registers
    yield from _of_posts(registers)
    yield from _of_people(registers)
    yield from _of_measures(registers)
    yield from _of_calendar(handbook)
    yield from _of_wording(registers)


def _of_posts(registers: Registers) -> Iterator[Name]:
    posts = registers.posts
    for key, post in posts.rows.items():
        if post.superior is not None:
            yield Name(post.superior, posts.at(key, "superior"), posts.rows, "a post of registers/posts.yml")
        for index, role in enumerate(post.roles):
            known = registers.roles.roles
            yield Name(role, posts.at(key, "roles", index), known, "a role of registers/roles.yml")


def _of_people(registers: Registers) -> Iterator[Name]:
    people, teams = registers.people, {ALL_TEAMS, *registers.teams.rows}
    for key, person in people.rows.items():
        for index, holding in enumerate(person.posts):
            place = people.at(key, "posts", index, "post")
            yield Name(holding.post, place, registers.posts.rows, "a post of registers/posts.yml")
            if holding.team is not None:
                place = people.at(key, "posts", index, "team")
                yield Name(holding.team, place, teams, "a team of registers/teams.yml")


def _of_measures(registers: Registers) -> Iterator[Name]:
    teams = {ALL_TEAMS, *registers.teams.rows}
    for key, measure in registers.measures.rows.items():
        for team in measure.targets:
            place = registers.measures.key_at(key, "targets", team)
            yield Name(team, place, teams, "a team of registers/teams.yml")


def _of_calendar(handbook: Handbook) -> Iterator[Name]:
    posts, calendar = handbook.registers.posts.rows, handbook.registers.calendar
    documents = {*handbook.documents, *handbook.broken}
    for key, event in calendar.rows.items():
        for index, post in enumerate(event.posts):
            yield Name(post, calendar.at(key, "posts", index), posts, "a post of registers/posts.yml")
        yield Name(event.document, calendar.at(key, "document"), documents, "a document of the handbook")


def _of_wording(registers: Registers) -> Iterator[Name]:
    for key, row in registers.wording.rows.items():
        place = registers.wording.at(key, "owner")
        yield Name(row.owner, place, registers.posts.rows, "a post of registers/posts.yml")
        if row.law is not None:
            place = registers.wording.at(key, "law")
            yield Name(row.law, place, registers.laws.rows, "a law of registers/laws.yml")
