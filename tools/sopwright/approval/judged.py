"""A record with the verdict on its signature, and the guards that hold whatever it decides."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sopwright.approval.result import Refused
from sopwright.approval.roster import Roster
from sopwright.approval.signing import Verdict
from sopwright.model.approvals import Predicate, Record

CLOCKS_DIFFER = timedelta(minutes=5)
"""So far ahead of ours another machine's clock may be."""

EASTERNMOST = timedelta(hours=14)
"""Where the day begins first: there it is already this much later than in UTC."""


@dataclass(frozen=True)
class Judged:
    """A record and whether its signature counts."""

    record: Record
    verdict: Verdict

    @property
    def predicate(self) -> Predicate:
        """The decision."""
        return self.record.predicate

    @property
    def person(self) -> str:
        """Who decided."""
        return self.predicate.person

    @property
    def people(self) -> frozenset[str]:
        """Who decided, and on whose behalf: both count as used."""
        return frozenset(name for name in (self.predicate.person, self.predicate.on_behalf_of) if name)

    @property
    def time(self) -> datetime:
        """When they decided, as they say."""
        return self.predicate.time

    @property
    def day(self) -> date:
        """The calendar day on which they decided, where they were."""
        return self.predicate.time.date()

    @property
    def digest(self) -> str:
        """The content decided on."""
        return self.record.statement.subject[0].digest.sha256

    def refused(self, code: str, why: str) -> Refused:
        """The record does not count, and why."""
        return Refused(self.record, code, why)


@dataclass(frozen=True)
class Place:
    """Where a record stands: what comes before it, and what the clock says."""

    subject: str
    """The name that its statement must have."""
    before: Judged | None
    """The record before it in the folder."""
    latest: datetime | None
    """The newest time among the records before it that count."""
    unbroken: bool
    """Whether each record up to it names the one before."""
    now: datetime


Guard = Callable[[Roster, Judged, Place], Refused | None]


def _signature(_roster: Roster, judged: Judged, _place: Place) -> Refused | None:
    verdict = judged.verdict
    return None if verdict.valid else judged.refused(verdict.code, verdict.why)


def _handbook(roster: Roster, judged: Judged, _place: Place) -> Refused | None:
    named = judged.predicate.handbook
    if named == roster.handbook:
        return None
    return judged.refused("other-handbook", f"it was signed for the handbook `{named}`, not for `{roster.handbook}`")


def _subject(_roster: Roster, judged: Judged, place: Place) -> Refused | None:
    named = judged.record.statement.subject[0].name
    if named == place.subject:
        return None
    return judged.refused("other-subject", f"it was signed for `{named}` and lies among the records of {place.subject}")


def _person(roster: Roster, judged: Judged, _place: Place) -> Refused | None:
    person = roster.people.get(judged.person)
    if person is None:
        return judged.refused("unknown-person", f"`{judged.person}` is not in registers/people.yml")
    if not person.works(judged.day):
        return judged.refused("has-left", f"`{judged.person}` had left on {judged.day}")
    return None


def _printed_name(roster: Roster, judged: Judged, _place: Place) -> Refused | None:
    person = roster.people[judged.person]
    printed = judged.predicate.printed_name
    known = {unicodedata.normalize("NFC", name) for name in (person.name, *person.former_names)}
    if unicodedata.normalize("NFC", printed) in known:
        return None
    why = f"the printed name is {_spelt(printed)}; the register has {_spelt(person.name)} for `{judged.person}`"
    return judged.refused("other-name", why)


def _spelt(name: str) -> str:
    """A name, with the names of letters that only look like others."""
    foreign = [unicodedata.name(letter, "?") for letter in name if letter.isalpha() and not letter.isascii()]
    return f"{name!r} ({', '.join(foreign)})" if foreign else repr(name)


def _chain(_roster: Roster, judged: Judged, place: Place) -> Refused | None:
    if place.unbroken:
        return None
    why = "a record before it is missing or was changed; bring the folder back from Git, or sign again"
    return judged.refused("broken-chain", why)


def _time(_roster: Roster, judged: Judged, place: Place) -> Refused | None:
    if judged.time > place.now + CLOCKS_DIFFER:
        return judged.refused("in-future", f"its time, {judged.time:%Y-%m-%d %H:%M %Z}, is yet to come")
    if place.latest is not None and judged.time < place.latest:
        why = f"its time, {judged.time:%Y-%m-%d %H:%M %Z}, is before that of a record before it"
        return judged.refused("backdated", why)
    return None


SIGNED: tuple[Guard, ...] = (_signature, _handbook, _subject, _person, _printed_name)
"""What even a refusal must fulfil."""

IN_ORDER: tuple[Guard, ...] = (_chain, _time)
"""What a decision must fulfil besides, if it is to put something in force."""


def first(guards: tuple[Guard, ...], roster: Roster, judged: Judged, place: Place) -> Refused | None:
    """The first guard's refusal, or nothing."""
    refusals = (guard(roster, judged, place) for guard in guards)
    return next((refusal for refusal in refusals if refusal is not None), None)


def follows(judged: Judged, before: Judged | None) -> bool:
    """Whether a record names the one before it by its digest."""
    return judged.predicate.prev == (before.record.digest if before is not None else None)
