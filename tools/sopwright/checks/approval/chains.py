"""Who can take which step of an approval chain, and which chains the documents need."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from sopwright.approval.choose import Chosen, choose
from sopwright.approval.roster import headcount
from sopwright.approval.subject import Subject, subject_of
from sopwright.checks.check import Context
from sopwright.checks.metadata.current import current
from sopwright.model.approval import Assurance, Chain, ChainStep
from sopwright.model.handbook import Document
from sopwright.model.registers import Person

Slots = Sequence[AbstractSet[str]]
"""For each signature that a chain asks for, the people who can give it."""


@dataclass(frozen=True)
class Need:
    """A chain that a language of a document needs, or may need."""

    document: Document
    subject: Subject
    chosen: Chosen


def needs(context: Context) -> tuple[Need, ...]:
    """For each current document: the chain of a material change, of an editorial one, and of each translation."""
    people = headcount(context.handbook.registers.people.rows, context.today)
    rules, known = context.handbook.registers.approval, dict[Subject, Chosen]()
    found: list[Need] = []
    for document in context.once(current):
        for subject in _subjects(document):
            asked = replace(subject, document="", language="", owner="", executors=(), contributors=frozenset())
            if asked not in known or known[asked].chain is None:  # only the words for a missing chain name the document
                known[asked] = choose(rules, subject, people)
            found.append(Need(document, subject, known[asked]))
    return tuple(found)


def _subjects(document: Document) -> Iterator[Subject]:
    languages = document.metadata.languages
    source = subject_of(document, languages.source)
    yield source
    yield replace(source, change="editorial")
    for language in languages.required:
        if language != languages.source:
            yield subject_of(document, language)


def holders_by_post(context: Context) -> Mapping[str, frozenset[str]]:
    """The people who hold each post today."""
    holders: dict[str, set[str]] = {post: set() for post in context.handbook.registers.posts.rows}
    for key, person in context.handbook.registers.people.rows.items():
        for holding in person.posts if person.works(context.today) else ():
            if holding.post in holders and holding.covers(context.today):
                holders[holding.post].add(key)
    return {post: frozenset(people) for post, people in holders.items()}


def able(context: Context, step: ChainStep, language: str) -> frozenset[str]:
    """The people who can take a step: they hold the post, have a key good enough, and know the language if asked."""
    known, key = context.once(_able), (step.post, step.speaks and language, step.assurance)
    if key not in known:
        known[key] = _who_can(context, step, language)
    return known[key]


def _able(_context: Context) -> dict[tuple[object, ...], frozenset[str]]:
    """The people found for steps so far: there are few kinds of steps, and many documents."""
    return {}


def _who_can(context: Context, step: ChainStep, language: str) -> frozenset[str]:
    people = context.handbook.registers.people
    signing = context.handbook.registers.approval.signatures == "required"
    return frozenset(
        key
        for key in context.once(holders_by_post).get(step.post, frozenset())
        if (not step.speaks or language in people[key].languages)
        and (not signing or can_sign(people[key], step.assurance, context.today))
    )


def can_sign(person: Person, assurance: Assurance, day: date) -> bool:
    """Whether a person has what decisions of that assurance are made with."""
    keys = [key.key for key in person.keys if key.covers(day)]
    if assurance == "hardware":
        return any(key.startswith("sk-") for key in keys)
    accounts = person.accounts.github or person.accounts.gitlab
    return bool(keys) or (assurance == "forge" and accounts is not None)


def slots(context: Context, chain: Chain, language: str, without: Iterable[str] = ()) -> Slots | None:
    """The people for each signature, or nothing where one step alone cannot be filled."""
    result: list[AbstractSet[str]] = []
    for step in chain.steps:
        people = able(context, step, language) - set(without)
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
    for current_slot in waiting:
        for person in sorted(wanted[current_slot] - came_from.keys()):
            came_from[person] = current_slot
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
