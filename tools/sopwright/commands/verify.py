"""``sopwright verify``: is all that this change puts in force approved, by the rules that held before it?"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from rich.console import Console

from sopwright import __version__
from sopwright.approval.signing import Verdict, verify_all
from sopwright.approval.ssh_keygen import SigningError
from sopwright.approval.standing import Judges, Standing, judges_of, standings
from sopwright.approval.wording import quoted, wording_standings
from sopwright.checks.approval import class_lowered, not_approved, record_refused, record_rewritten
from sopwright.checks.languages import wording_unapproved
from sopwright.checks.registry import CHECKS
from sopwright.checks.run import SIGNATURES
from sopwright.commands import exits, unchanged
from sopwright.diagnostics import Diagnostic, Severity, Span, has_errors
from sopwright.history.contents import Contents
from sopwright.history.git import HistoryError
from sopwright.history.past import past_of
from sopwright.history.repository import Repository
from sopwright.load.handbook import load
from sopwright.model.approvals import Record
from sopwright.model.handbook import Handbook, Registers
from sopwright.model.registers import Person
from sopwright.report import machine, text

FORMATS = ("text", "json", "sarif", "github", "gitlab")
RECORDS = "approvals"
_OF_RECORDS = (".json", ".sig")


@dataclass(frozen=True)
class Base:
    """What held before the change."""

    registers: Registers
    """Whose rules, people and posts count."""
    files: Mapping[str, bytes]
    """The records and signatures that were there, by path."""

    def has(self, record: Record) -> bool:
        """Whether a record was there already, with the same signature."""
        signature = self.files.get(record.path.removesuffix(".json") + ".sig", b"")
        return self.files.get(record.path) == record.data and signature == record.signature


@dataclass(frozen=True)
class Verified:
    """What a run found."""

    faults: tuple[Diagnostic, ...]
    records: int = 0
    new: int = 0
    approved: int = 0
    """Languages of documents that are approved."""


def verify(root: Path, base: str, now: datetime, form: str, cached: bool, out: Console, messages: Console) -> int:
    """Verify a change and print what is wrong with it.

    Args:
        root: The handbook's folder.
        base: The commit before the change; empty to verify what is there by its own rules.
        now: The time.
        form: One of ``FORMATS``.
        cached: Whether earlier runs on this machine are believed: the signatures that they found good, and that a state
            without a fault is still one where nothing has changed.
        out: Where the result goes.
        messages: Where it is said why nothing could be verified, and how much was.
    """
    try:
        verified = _believing(root, base, now) if cached else find(root, base, now)
    except (HistoryError, SigningError) as error:
        messages.print(f"Nothing was verified: {error}.", soft_wrap=True)
        return exits.FAULTS
    if form == "text":
        out.print(text.render(verified.faults), end="", soft_wrap=True)
    else:
        out.out(_as(form, verified), highlight=False)
    counted = f"{verified.records} records, {verified.new} of them new"
    messages.print(f"{counted}; {verified.approved} languages of documents are approved.", soft_wrap=True)
    return exits.FAULTS if has_errors(verified.faults) else exits.CLEAN


def _believing(root: Path, base: str, now: datetime) -> Verified:
    """What is wrong with a change, by the word of earlier runs where they have one."""
    state = unchanged.state_of(root, base, now.date())
    counts = unchanged.recall(root, state)
    if counts is not None:
        return Verified((), *counts)
    verified = find(root, base, now, root / SIGNATURES)
    if not verified.faults:
        unchanged.remember(root, state, (verified.records, verified.new, verified.approved))
    return verified


def find(root: Path, base: str, now: datetime, cache: Path | None = None) -> Verified:
    """All that is wrong with a change.

    Rules, people and posts are those of the base: nobody gives themselves a right in the same change that uses it. The
    key of a new record is judged by the day on which this runs, whatever time the record claims.

    Args:
        root: The handbook's folder, with the change in it.
        base: The commit before the change, or an empty text.
        now: The time.
        cache: The file of signatures that were found good before, if it is believed.

    Raises:
        HistoryError: There is no such commit, or it has no rules that can be read.
        SigningError: There are signatures, and no ``ssh-keygen``.
    """
    handbook, unread = load(root)
    faults = [fault for fault in unread if fault.severity is Severity.ERROR]
    if handbook is None:
        return Verified(_sorted(faults))
    before = base_of(root, base)
    records = handbook.approvals.all
    fresh = frozenset(record.name for record in records if before is not None and not before.has(record))
    registers = before.registers if before is not None else handbook.registers
    verdicts = _verdicts(records, fresh, registers, now, cache)
    known = fresh if before is not None else None
    judges = judges_of(handbook, verdicts, now, past_of(root, handbook), registers, known)
    stand = tuple(standings(handbook, verdicts, judges).values())
    prescribed = wording_standings(handbook, verdicts, judges)
    faults += rewritten(root, before.files if before is not None else {})
    faults += refused_records((*stand, *prescribed.values()), judges)
    faults += unapproved(handbook, stand, judges)
    faults += unapproved_wording(handbook, prescribed, judges)
    faults += lowered(handbook, stand)
    return Verified(_sorted(faults), len(records), len(fresh), sum(one.result.approved for one in stand))


def base_of(root: Path, name: str) -> Base | None:
    """What held before the change; nothing where no commit is named.

    Raises:
        HistoryError: There is no such commit, or what it holds cannot be read.
    """
    if not name:
        return None
    repository = Repository.find(root)
    commit = repository.resolve(name)
    files = repository.files(commit, [RECORDS])
    return Base(Contents(repository).registers_at(commit), files)


def rewritten(root: Path, files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """The records and signatures of the base that are gone, or have other bytes."""
    for path, data in files.items():
        place = root / path
        if not path.endswith(_OF_RECORDS):
            continue
        there = place.is_file() and not place.is_symlink()
        if not there or place.read_bytes() != data:
            what = "was written anew" if there else "is missing"
            message = f"`{path}` {what}; records are only ever added"
            hint = f"bring it back: `git checkout BASE -- {path}`"
            yield record_rewritten.RULE.at(Span(path), message, hint)


def refused_records(stand: tuple[Standing, ...], judges: Judges) -> Iterator[Diagnostic]:
    """Every record that does not count: an error if it is new, a note if it has long been there."""
    found = dict.fromkeys(one for standing in stand for one in not_approved.all_refused(standing.result))
    found |= dict.fromkeys(judges.refused)
    for refused in found:
        severity = Severity.ERROR if refused.record.name in (judges.fresh or ()) else Severity.NOTE
        yield record_refused.fault(refused, severity)


def unapproved(handbook: Handbook, stand: tuple[Standing, ...], judges: Judges) -> Iterator[Diagnostic]:
    """Every effective document whose source is not approved."""
    if judges.rules.signatures == "advisory":
        return
    for standing in stand:
        document = handbook.documents[standing.subject.document]
        effective = document.metadata.status == "effective" and not standing.subject.is_translation
        if effective and not standing.result.in_force(judges.now):
            yield not_approved.fault(document.at("status"), standing)


def unapproved_wording(
    handbook: Handbook, prescribed: Mapping[tuple[str, str], Standing], judges: Judges
) -> Iterator[Diagnostic]:
    """Prescribed words that an effective document quotes and that are not approved in its language."""
    effective = [document for document in handbook.documents.values() if document.metadata.status == "effective"]
    named = dict.fromkeys(pair for document in effective for pair in quoted(handbook, document))
    for name, language in named if judges.rules.signatures != "advisory" else ():
        if not prescribed[name, language].result.approved:
            place = handbook.registers.wording.at(name, "words", language)
            yield wording_unapproved.fault(place, prescribed[name, language])


def lowered(handbook: Handbook, stand: tuple[Standing, ...]) -> Iterator[Diagnostic]:
    """Every new revision that is called editorial and is not."""
    for standing in stand:
        subject, metadata = standing.subject, handbook.documents[standing.subject.document].metadata
        changed = subject.previous and subject.previous != subject.digest and not subject.is_translation
        if changed and subject.reasons and subject.change == "material" and metadata.revision.change == "editorial":
            document = handbook.documents[subject.document]
            place = document.at("revisions", len(metadata.revisions) - 1, "class")
            called = f"revision {metadata.revision.number} of {document.id} is called editorial"
            message = f"{called}; its change is material: {', '.join(subject.reasons)}"
            hint = f"write `class: material`; `sopwright redline {document.id}` shows all of it"
            yield class_lowered.RULE.at(place, message, hint)


def _verdicts(
    records: tuple[Record, ...], fresh: frozenset[str], registers: Registers, now: datetime, cache: Path | None
) -> Mapping[str, Verdict]:
    """Whether each signature counts; a new one is by somebody who works here today, with a key that counts today."""
    people = registers.people.rows
    judged = verify_all(
        records, people, at=lambda record: now if record.name in fresh else record.predicate.time, cache=cache
    )
    return {**judged, **leavers((record for record in records if record.name in fresh), people, now.date())}


def leavers(records: Iterable[Record], people: Mapping[str, Person], day: date) -> Mapping[str, Verdict]:
    """The records of people who have left: they sign nothing new, whatever time it claims."""
    return {
        record.name: Verdict(False, "has-left", f"`{record.predicate.person}` has left and signs nothing new")
        for record in records
        if (person := people.get(record.predicate.person)) is not None and not person.works(day)
    }


def _sorted(faults: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(dict.fromkeys(faults), key=lambda fault: fault.order))


def _as(form: str, verified: Verified) -> str:
    if form == "github":
        return machine.as_github(verified.faults)
    if form == "gitlab":
        return machine.as_gitlab(verified.faults)
    if form == "sarif":
        rules = {check.rule.code: (check.rule.name, check.summary) for check in CHECKS}
        return machine.as_sarif(verified.faults, rules, __version__)
    counts = {"records": verified.records, "new": verified.new, "approved": verified.approved}
    return json.dumps({**counts, "faults": json.loads(machine.as_json(verified.faults))}, ensure_ascii=False, indent=2)
