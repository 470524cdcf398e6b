"""Where decisions are made: the handbook as it stands, what is approved, and what somebody is about to sign."""

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sopwright.approval import files
from sopwright.approval.keyring import find_key
from sopwright.approval.keys import assurance_of
from sopwright.approval.signing import Verdict, sign, verify_all
from sopwright.approval.ssh_keygen import SigningError
from sopwright.approval.standing import Judges, Standing, judges_of, standing_of
from sopwright.approval.statement import written
from sopwright.approval.wording import standing_of_wording
from sopwright.checks.run import SIGNATURES
from sopwright.history.past import past_of
from sopwright.load.handbook import load
from sopwright.model.approvals import WORDING, Approvals, Record, Statement
from sopwright.model.handbook import Document, Handbook


class RefusedError(Exception):
    """Nothing was signed; the words say why."""


@dataclass(frozen=True)
class Desk:
    """The handbook, and by whom it is judged, at one moment."""

    root: Path
    handbook: Handbook
    verdicts: Mapping[str, Verdict]
    judges: Judges

    @property
    def now(self) -> datetime:
        """The time."""
        return self.judges.now

    def document(self, number: str) -> Document:
        """A document by its number.

        Raises:
            RefusedError: There is none.
        """
        found = self.handbook.documents.get(number)
        if found is None:
            raise RefusedError(f"there is no document `{number}`; `sopwright status` lists them all")
        return found

    def standing(self, document: Document, language: str) -> Standing:
        """Where a document stands in a language.

        Raises:
            RefusedError: It has no text in it.
        """
        if language not in document.texts:
            raise RefusedError(f"{document.id} has no text in `{language}`; it has {', '.join(document.texts)}")
        return standing_of(self.handbook, document, language, self.verdicts, self.judges)

    def wording(self, name: str, language: str) -> Standing:
        """Where prescribed words stand in a language.

        Raises:
            RefusedError: There are no such words, or none in it.
        """
        row = self.handbook.registers.wording.get(name)
        if row is None:
            known = ", ".join(self.handbook.registers.wording.rows) or "nothing"
            raise RefusedError(f"registers/wording.yml has no `{name}`; it has {known}")
        if language not in row.words:
            raise RefusedError(f"`{name}` has no words in `{language}`; it has {', '.join(row.words)}")
        return standing_of_wording(self.handbook, name, language, self.verdicts, self.judges)

    def judge_person(self, *people: str | None) -> None:
        """Know who somebody is.

        Raises:
            RefusedError: The register does not have them.
        """
        for person in people:
            if person is not None and person not in self.handbook.registers.people:
                raise RefusedError(f"`{person}` is not in registers/people.yml")


@dataclass(frozen=True)
class Draft:
    """A record that somebody is about to sign."""

    folder: str
    statement: Statement
    shown: tuple[str, ...]
    """What the signer is shown of it, line by line."""
    about: tuple[str, str] | None = None
    """The document's number (or ``wording:NAME``) and the language; nothing where it names a deputy."""

    @property
    def data(self) -> bytes:
        """The bytes to sign."""
        return written(self.statement)


def open_desk(root: Path, now: datetime) -> Desk:
    """Read the handbook and verify what was signed so far.

    Raises:
        RefusedError: Its registers cannot be read.
        SigningError: There are signatures, and no ``ssh-keygen``.
    """
    handbook, _ = load(root)
    if handbook is None:
        raise RefusedError("the handbook cannot be read; `sopwright check` says why")
    people = handbook.registers.people.rows
    verdicts = verify_all(handbook.approvals.all, people, at=_its_own_time, cache=root / SIGNATURES)
    return Desk(root, handbook, verdicts, judges_of(handbook, verdicts, now, past_of(root, handbook)))


def _its_own_time(record: Record) -> datetime:
    return record.predicate.time


def sign_all(
    desk: Desk, drafts: Sequence[Draft], key: Path | None, environment: Mapping[str, str], importer: str = ""
) -> list[str]:
    """Sign drafts of one person, all or none, and write the records.

    Args:
        desk: Where they were made.
        drafts: What is signed, each of another subject.
        key: The key's file, if the person named one.
        environment: The process's environment.
        importer: Who signs in place of the person who decided on a forge.

    Returns:
        The records' paths.

    Raises:
        RefusedError: A record would not count; nothing was signed.
        SigningError: There is no key, or it cannot be used; nothing was written.
    """
    person = importer or drafts[0].statement.predicate.person
    people = desk.handbook.registers.people.rows
    with tempfile.TemporaryDirectory(prefix="sopwright-") as folder:
        place, public = find_key(person, people, key, environment, desk.now.date(), Path(folder))
        expected = Verdict(True, assurance="forge" if importer else assurance_of(public), signer=person)
        reasons = [f"{_subject(draft)}: {why}" for draft in drafts for why in _refusals(desk, draft, expected)]
        if reasons:
            raise RefusedError("; ".join(reasons))
        records = [_signed(desk, draft, place) for draft in drafts]
    verdicts = verify_all(records, people, at=lambda _: desk.now)
    for record in records:
        if not verdicts[record.name].valid:
            raise SigningError(f"the signature does not count: {verdicts[record.name].why}")
    files.write_all(desk.root, records)
    return [record.path for record in records]


def _subject(draft: Draft) -> str:
    return draft.statement.subject[0].name


def _signed(desk: Desk, draft: Draft, key: Path) -> Record:
    return replace(_record(desk, draft), signature=sign(draft.data, key))


def _record(desk: Desk, draft: Draft) -> Record:
    path = files.next_path(desk.root, draft.folder, draft.statement.predicate.step)
    number = int(path.rsplit("/", 1)[-1][:4])
    return Record(path, number, draft.data, b"", hashlib.sha256(draft.data).hexdigest(), draft.statement)


def _refusals(desk: Desk, draft: Draft, verdict: Verdict) -> list[str]:
    """Why a record would not count, by judging the handbook as if it were signed."""
    record = _record(desk, draft)
    handbook = replace(desk.handbook, approvals=_with(desk.handbook.approvals, draft, record))
    verdicts = {**desk.verdicts, record.name: verdict}
    judges = judges_of(handbook, verdicts, desk.now, desk.judges.history)
    refused = list(judges.refused)
    if draft.about is not None:
        result = _standing(handbook, draft.about, verdicts, judges).result
        refused += [*result.refused, *(one for step in result.steps for one in step.refused)]
    return [one.why for one in refused if one.record.name == record.name]


def _standing(handbook: Handbook, about: tuple[str, str], verdicts: Mapping[str, Verdict], judges: Judges) -> Standing:
    name, language = about
    if name.startswith(f"{WORDING}:"):
        return standing_of_wording(handbook, name.partition(":")[2], language, verdicts, judges)
    return standing_of(handbook, handbook.documents[name], language, verdicts, judges)


def _with(approvals: Approvals, draft: Draft, record: Record) -> Approvals:
    if draft.about is None:
        return replace(approvals, deputies=(*approvals.deputies, record))
    records = (*approvals.of(*draft.about), record)
    return replace(approvals, subjects={**approvals.subjects, draft.about: records})


def before(records: tuple[Record, ...]) -> str | None:
    """The digest of the record that a new one follows."""
    return records[-1].digest if records else None
