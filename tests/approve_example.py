"""Let the example company's people sign whatever waits for them, each with their example key.

    .venv/bin/python -m tests.approve_example [--anew] [--root FOLDER]

Records are dated by the revision they are about, so that the same contents give the same records. What is approved
already is left as it is; ``--anew`` removes all records first, for a handbook whose records nobody has seen yet.
"""

import argparse
import hashlib
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from sopwright.approval import files
from sopwright.approval.signing import Verdict
from sopwright.approval.standing import Standing, judges_of
from sopwright.approval.wording import first_language
from sopwright.commands.decide import Decision, Signer, draft_of, draft_of_wording
from sopwright.commands.desk import Desk, Draft, open_desk, sign_all
from sopwright.load.approvals import load_approvals
from sopwright.model.approvals import WORDING, Record
from sopwright.model.handbook import Document
from sopwright.source.tree import Tree

ROOT = Path(__file__).parent.parent
KEYS = Path("approvals", "example-keys")
OPENING = time(7, tzinfo=UTC)
"""When the first of a revision's signatures is made; each other follows an hour later."""
PRESCRIBED = datetime(2026, 11, 16, 7, tzinfo=UTC)
"""When the first signature of prescribed words is made."""
REMARKS = b"Read aloud in the team meeting. No objections.\n"
ASKED = 6


def approve(root: Path) -> int:
    """Sign everything; returns how many records were written."""
    desk = open_desk(root, datetime.now(UTC))
    before = _count(desk)
    for name, row in desk.handbook.registers.wording.rows.items():
        for language in sorted(row.words, key=lambda one: one != first_language(desk.handbook, name)):
            desk = _prescribe(desk, name, language)
    for document in desk.handbook.documents.values():
        if document.metadata.status == "effective":
            for language in _languages(document):
                desk = _complete(desk, document, language)
    return _count(desk) - before


def _count(desk: Desk) -> int:
    return sum(len(records) for records in desk.handbook.approvals.subjects.values())


def _languages(document: Document) -> Iterator[str]:
    """The source language first, then its translations."""
    source = document.metadata.languages.source
    yield source
    yield from (language for language in document.texts if language != source)


def _complete(desk: Desk, document: Document, language: str) -> Desk:
    """Sign one subject step by step."""
    while True:
        records = desk.handbook.approvals.of(document.id, language)
        desk = _at(desk, _moment(document, language, records))
        standing = desk.standing(document, language)
        if standing.result.approved:
            return desk
        desk = _step(desk, document, language, standing)


def _prescribe(desk: Desk, name: str, language: str) -> Desk:
    """Sign one language of prescribed words step by step."""
    while True:
        records = desk.handbook.approvals.of(f"{WORDING}:{name}", language)
        desk = _at(desk, max([PRESCRIBED, *(record.predicate.time + timedelta(hours=1) for record in records)]))
        standing = desk.wording(name, language)
        if standing.result.approved:
            return desk
        person = _able(standing, 0)
        signer = Signer(person, desk.now, desk.root / KEYS / person)
        decision = Decision("approve", language=language)
        desk = _signed(desk, signer, draft_of_wording(desk, signer, decision, name, language))


def _moment(document: Document, language: str, records: tuple[Record, ...]) -> datetime:
    first = datetime.combine(document.metadata.revision.date, OPENING)
    if language != document.metadata.languages.source:
        first += timedelta(hours=5)
    return max([first, *(record.predicate.time + timedelta(hours=1) for record in records)])


def _at(desk: Desk, moment: datetime) -> Desk:
    return replace(desk, judges=judges_of(desk.handbook, desk.verdicts, moment, desk.judges.history))


def _step(desk: Desk, document: Document, language: str, standing: Standing) -> Desk:
    person = _able(standing, int(document.id[-3:]))
    chain = desk.handbook.registers.approval.chains[standing.result.chain]
    step = next(step for step in chain.steps if step.id == _open(standing))
    fields = {}
    if step.consult:
        posts = list(document.metadata.executors or (document.metadata.owner,))
        fields["consulted"] = {"posts": posts, "people": ASKED, "remarks": hashlib.sha256(REMARKS).hexdigest()}
    signer = Signer(person, desk.now, desk.root / KEYS / person)
    decision = Decision("consult" if step.consult else "approve", language=language, fields=fields)
    return _signed(desk, signer, draft_of(desk, signer, decision, document, language))


def _able(standing: Standing, number: int) -> str:
    """One of those who may take the next step, another one for another number."""
    able = standing.result.waiting_for
    if not able:
        raise SystemExit(f"{standing.subject.name}: {standing.result.why}")
    return able[number % len(able)]


def _signed(desk: Desk, signer: Signer, draft: Draft) -> Desk:
    sign_all(desk, [draft], signer.key, {})
    approvals, faults = load_approvals(Tree(desk.root))
    if faults or draft.about is None:
        raise SystemExit(str(faults))
    newest = approvals.of(*draft.about)[-1]
    verdicts = {**desk.verdicts, newest.name: Verdict(True, signer=signer.person)}
    return replace(desk, handbook=replace(desk.handbook, approvals=approvals), verdicts=verdicts)


def _open(standing: Standing) -> str:
    return next(step.step for step in standing.result.steps if step.waiting_for)


def clear(root: Path) -> None:
    """Remove all records."""
    for folder in (root / files.FOLDER).iterdir():
        if folder.is_dir() and folder.name != KEYS.name:
            shutil.rmtree(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--anew", action="store_true", help="remove all records first")
    parser.add_argument("--root", type=Path, default=ROOT)
    options = parser.parse_args()
    if options.anew:
        clear(options.root)
    sys.stdout.write(f"{approve(options.root)} records were signed.\n")


if __name__ == "__main__":
    main()
