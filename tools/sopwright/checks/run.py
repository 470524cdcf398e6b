"""Running the checks over a handbook."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from sopwright.approval.signing import Verdict, verify_all
from sopwright.approval.ssh_keygen import SigningError
from sopwright.checks.check import Check, Context, note_all
from sopwright.checks.fill import fill
from sopwright.checks.registry import CHECKS
from sopwright.checks.remembered import NotesByKey, keep, noted
from sopwright.diagnostics import Diagnostic, Severity
from sopwright.load.handbook import Reading, reload
from sopwright.load.memory import NOTHING, Memory
from sopwright.model.handbook import Handbook
from sopwright.model.registers import CheckSettings

SIGNATURES = Path("build", ".cache", "signatures")
"""Where signatures that were verified are remembered, below the root."""


@dataclass(frozen=True)
class Examined:
    """A handbook and all that is wrong with it."""

    reading: Reading
    diagnostics: tuple[Diagnostic, ...]
    """Sorted by place."""
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    """Whether the signature of each record of approval counts, by the record's name."""
    notes: NotesByKey = field(default_factory=dict)
    """What was found in each document alone, by the digest of what it follows from."""

    @property
    def handbook(self) -> Handbook | None:
        """The handbook; nothing when its registers cannot be read."""
        return self.reading.handbook


def examine(
    root: Path,
    today: date,
    checks: Iterable[Check] = CHECKS,
    previous: Examined | None = None,
    memory: Memory = NOTHING,
    workers: int = 1,
) -> Examined:
    """Read a repository and check it.

    Args:
        root: The folder that holds the handbook.
        today: The date that review dates and posts are judged by.
        checks: The checks to run.
        previous: What the same repository was like before: what no file has changed of is taken over.
        memory: What earlier runs have read and found.
        workers: How many processes may look at documents that the memory does not know.
    """
    before = previous.reading if previous is not None else None
    reading = reload(before, root, memory, partial(fill, root, memory, workers))
    handbook, found = reading.handbook, list(reading.faults)
    verdicts: Mapping[str, Verdict] = {}
    notes: NotesByKey = {}
    if handbook is not None:
        verdicts, unverified = _verified(root, handbook)
        codes = frozenset(check.rule.code for check in CHECKS)
        known = noted(reading, previous.notes if previous is not None else {}, memory)
        notes = known.notes
        context = Context(handbook, today, codes, verdicts, unverified, known.by_number)
        found.extend(_found(context, tuple(checks)))
        found = [lower(diagnostic, handbook.registers.checks) for diagnostic in found]
        keep(notes, memory)
    unique = dict.fromkeys(found)
    sorted_ones = tuple(sorted(unique, key=lambda diagnostic: diagnostic.order))
    return Examined(reading, sorted_ones, verdicts, notes)


def _found(context: Context, checks: Sequence[Check]) -> Iterator[Diagnostic]:
    """What the checks find: first in each document alone, so that its text is looked at once, then in the whole."""
    shared = context.once(Context.without_documents)
    for number, document in context.handbook.documents.items():
        notes = context.notes[number]
        note_all(shared.alone(document), notes, checks)
        for check in checks:
            if check.each is not None:
                yield from notes.of(check.each, tuple)
    for check in checks:
        if check.find is not None:
            yield from check.find(context)


def _verified(root: Path, handbook: Handbook) -> tuple[Mapping[str, Verdict], str]:
    """Verify all signatures, each by the keys of its own time; or say why that is impossible."""
    people, cache = handbook.registers.people.rows, root / SIGNATURES
    try:
        return verify_all(handbook.approvals.all, people, at=lambda record: record.predicate.time, cache=cache), ""
    except SigningError as error:
        return {}, str(error)


def lower(diagnostic: Diagnostic, settings: CheckSettings) -> Diagnostic:
    """Lower a fault's severity where the company says so; the reason goes with it."""
    lowered = settings.lowered.get(diagnostic.code)
    if lowered is None:
        return diagnostic
    severity = min(Severity[lowered.severity.upper()], diagnostic.severity)
    return diagnostic.lowered(severity, f"lowered here: {lowered.reason}")
