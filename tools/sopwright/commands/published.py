"""What a command publishes: what is in force now, what was in force on a day, or everything as a draft."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from sopwright.approval.signing import Verdict, verify_all
from sopwright.approval.ssh_keygen import SigningError
from sopwright.approval.standing import end_of, judges_of, standing, standing_of
from sopwright.checks.run import SIGNATURES
from sopwright.history.contents import Contents
from sopwright.history.git import NoHistory
from sopwright.history.in_force import InForce, as_it_stands, in_force, issue_as_it_stands
from sopwright.history.repository import Repository
from sopwright.model.handbook import Document, Handbook
from sopwright.model.issue import Issue


@dataclass(frozen=True)
class When:
    """The day that is published, and the time by which emergencies are over."""

    today: date
    now: datetime | None = None
    """The time; where it is of another day, or nothing, the end of the day counts."""

    def moment(self, handbook: Handbook) -> datetime:
        """The time, by the company's calendar."""
        zone = ZoneInfo(handbook.registers.organisation.time_zone)
        if self.now is not None and self.now.astimezone(zone).date() == self.today:
            return self.now
        return datetime.combine(self.today, time(23, 59, 59), zone)


def published(root: Path, handbook: Handbook, verdicts: Mapping[str, Verdict], when: When) -> InForce:
    """The handbook with each document in the content that is in force."""
    standings = standing(handbook, verdicts, end_of(when.today))
    return in_force(handbook, standings, contents_of(root), when.moment(handbook))


def drafts(handbook: Handbook, verdicts: Mapping[str, Verdict], when: When) -> Handbook:
    """The handbook with everything as it stands."""
    return as_it_stands(handbook, standing(handbook, verdicts, end_of(when.today)), when.moment(handbook))


def draft_issue(root: Path, when: When, handbook: Handbook, document: Document) -> Issue:
    """How one document of a handbook stands, as :func:`drafts` says it of all.

    Where signatures cannot be verified on this machine, none counts.
    """
    approvals, people = handbook.approvals, handbook.registers.people.rows
    records = (*(one for key in document.texts for one in approvals.of(document.id, key)), *approvals.deputies)
    try:
        verdicts = verify_all(records, people, at=lambda record: record.predicate.time, cache=root / SIGNATURES)
    except SigningError:
        verdicts = {}
    judges = judges_of(handbook, verdicts, end_of(when.today), fresh=frozenset())
    standings = {
        (document.id, language): standing_of(handbook, document, language, verdicts, judges)
        for language in document.texts
    }
    return issue_as_it_stands(handbook, document, standings, when.moment(handbook))


def as_of(root: Path, current: Handbook, day: date) -> InForce:
    """What was in force at the end of a day, by the history: its documents, registers, rules and records.

    Args:
        root: The handbook's folder.
        current: The handbook as it stands; the interface's words are taken from it, since the templates are.
        day: The day, by the company's calendar.

    Raises:
        HistoryError: There is no history, none of that day, or it cannot be read.
        SigningError: There are signatures to verify and there is no ``ssh-keygen``.
    """
    contents = Contents(Repository.find(root))
    moment = When(day).moment(current)
    commit = contents.repository.at_time(moment)
    old = contents.handbook_at(commit)
    old = replace(old, words={**old.words, **current.words})
    people = old.registers.people.rows
    verdicts = verify_all(old.approvals.all, people, at=lambda record: record.predicate.time, cache=root / SIGNATURES)
    return in_force(old, standing(old, verdicts, end_of(day)), contents, moment, commit)


def contents_of(root: Path) -> Contents | None:
    """The earlier contents of a handbook; nothing where it stands in no repository."""
    try:
        return Contents(Repository.find(root))
    except NoHistory:
        return None
