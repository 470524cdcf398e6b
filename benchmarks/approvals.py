"""How long it takes to verify the signatures of 1,000 documents in six languages, each approved in four steps.

    .venv/bin/python -m benchmarks.approvals [--copies 84] [--folder FOLDER]

The handbook's own twelve documents are copied under other numbers and signed with the example keys; this takes some
minutes, and with ``--folder`` it is done once. Then each part is measured: reading the records, verifying all
signatures without and with what was verified before, and `sopwright verify` as a whole. CPU seconds are what counts
on a shared machine; the signatures alone are verified on two cores.
"""

import argparse
import hashlib
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.copies import ROOT, multiply
from sopwright.approval import files, ssh_keygen
from sopwright.approval.digest import digest
from sopwright.approval.signing import verify_all
from sopwright.approval.statement import compose, written
from sopwright.load.approvals import load_approvals
from sopwright.load.handbook import load
from sopwright.load.registers import load_registers
from sopwright.model.approvals import Kind
from sopwright.model.handbook import Document, Handbook
from sopwright.model.registers import Person
from sopwright.source.tree import Tree

STEPS: tuple[tuple[str, Kind, str], ...] = (
    ("second-line", "approve", "r.tan"),
    ("legal", "approve", "p.fischer"),
    ("consulted", "consult", "s.aziz"),
    ("release", "approve", "m.lindqvist"),
)
OTHER = "d.ivanov"
"""Who signs the second line of what its holder wrote."""
FIRST = datetime(2026, 11, 10, 8, tzinfo=UTC)
PROCESSES = 2
RULES = re.compile(r"^rules:\n(?:  .*\n)+", re.MULTILINE)


def prepare(root: Path, copies: int) -> None:
    """Make the handbook and sign it."""
    multiply(root, copies)
    rules = root / "registers" / "approval.yml"
    one = "rules:\n  - {chain: legal-review}\n  - {chain: legal-review, when: {subject: translation}}\n"
    rules.write_text(RULES.sub(one, rules.read_text(encoding="utf-8")), encoding="utf-8")
    handbook, _ = load(root)
    if handbook is None:
        raise SystemExit("the copied handbook cannot be read")
    numbers = list(handbook.documents)
    with ProcessPoolExecutor(PROCESSES) as pool:
        list(pool.map(_sign, [root] * PROCESSES, [numbers[start::PROCESSES] for start in range(PROCESSES)]))
    author = ["-c", "user.name=Benchmark", "-c", "user.email=benchmark@example.test", "-c", "gc.auto=0"]
    for arguments in (["init", "--quiet"], ["add", "--all"], [*author, "commit", "--quiet", "--message", "All"]):
        subprocess.run(["git", *arguments], cwd=root, check=True)


def _sign(root: Path, numbers: Sequence[str]) -> None:
    handbook, _ = load(root)
    if handbook is None:
        raise SystemExit("the copied handbook cannot be read")
    for number in numbers:
        document = handbook.documents[number]
        for language in document.texts:
            _sign_subject(root, handbook, document, language)


def _sign_subject(root: Path, handbook: Handbook, document: Document, language: str) -> None:
    source = document.metadata.languages.source
    subjects = [
        (f"{document.id}#{name}", digest(handbook, document, name)) for name in dict.fromkeys([language, source])
    ]
    prev = None
    for position, (step, decision, usual) in enumerate(STEPS):
        person = OTHER if usual in document.metadata.authors else usual
        asked = {"posts": list(document.metadata.executors or ("agent",)), "people": 3, "remarks": "0" * 64}
        statement = compose(
            handbook.registers,
            subjects,
            decision,
            person,
            FIRST + timedelta(hours=position),
            step=step,
            revision=document.metadata.revision.number,
            changeClass="material",
            prev=prev,
            consulted=asked if decision == "consult" else None,
        )
        data = written(statement)
        path = files.next_path(root, files.folder_of(document.id, language), step)
        files.write(root, path, data, ssh_keygen.sign(data, ROOT / "approvals" / "example-keys" / person))
        prev = hashlib.sha256(data).hexdigest()


class Watch:
    """Seconds since it was made: on the wall, and of the processors for this process and its children."""

    def __init__(self) -> None:
        self.start, self.used = time.monotonic(), self._used()

    def __str__(self) -> str:
        return f"{self._used() - self.used:.1f} CPU s, {time.monotonic() - self.start:.1f} s wall"

    def _used(self) -> float:
        own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def measure(root: Path) -> None:
    """Time each part."""
    cache = root / "build" / ".cache" / "signatures"
    for known in (cache, cache.with_name("verified")):
        known.unlink(missing_ok=True)
    watch = Watch()
    approvals, faults = load_approvals(Tree(root))
    records, people = approvals.all, load_people(root)
    print(f"{len(records)} records of {len(approvals.subjects)} subjects read: {watch}; {len(faults)} faults")
    for name in ("cold", "unchanged"):
        watch = Watch()
        verdicts = verify_all(records, people, at=lambda record: record.predicate.time, cache=cache)
        good = sum(verdict.valid for verdict in verdicts.values())
        print(f"signatures, {name}: {watch}; {good} good")
    for name in ("signatures known", "unchanged"):
        watch = Watch()
        command = [sys.executable, "-m", "sopwright", "verify", "--root", str(root), "--cache"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        last = (done.stderr.splitlines() or [""])[-1]
        print(f"sopwright verify --cache, {name}: {watch}; exit code {done.returncode}; {last}")


def load_people(root: Path) -> dict[str, Person]:
    """The roster alone."""
    registers = load_registers(Tree(root)).registers
    if registers is None:
        raise SystemExit("the registers cannot be read")
    return dict(registers.people.rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--copies", type=int, default=84, help="of each of the twelve documents; at most 99")
    parser.add_argument("--folder", type=Path, help="where the signed handbook is kept")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary) / "handbook"
        if not folder.exists():
            folder.mkdir(parents=True)
            prepare(folder, options.copies)
        measure(folder)


if __name__ == "__main__":
    main()
