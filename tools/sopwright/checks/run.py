"""Running the checks over a handbook."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sopwright.approval.signing import Verdict, verify_all
from sopwright.approval.ssh_keygen import SigningError
from sopwright.checks.check import Check, Context
from sopwright.checks.registry import CHECKS
from sopwright.diagnostics import Diagnostic, Severity
from sopwright.load.handbook import load
from sopwright.model.handbook import Handbook
from sopwright.model.registers import CheckSettings

SIGNATURES = Path("build", ".cache", "signatures")
"""Where signatures that were verified are remembered, below the root."""


@dataclass(frozen=True)
class Examined:
    """A handbook and all that is wrong with it."""

    handbook: Handbook | None
    """Nothing when its registers cannot be read."""
    diagnostics: tuple[Diagnostic, ...]
    """Sorted by place."""
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    """Whether the signature of each record of approval counts, by the record's name."""


def examine(root: Path, today: date, checks: Iterable[Check] = CHECKS) -> Examined:
    """Read a repository and check it.

    Args:
        root: The folder that holds the handbook.
        today: The date that review dates and posts are judged by.
        checks: The checks to run.
    """
    handbook, found = load(root)
    verdicts: Mapping[str, Verdict] = {}
    if handbook is not None:
        verdicts, unverified = _verified(root, handbook)
        context = Context(handbook, today, frozenset(check.rule.code for check in CHECKS), verdicts, unverified)
        for check in checks:
            if check.find is not None:
                found.extend(check.find(context))
        found = [lower(diagnostic, handbook.registers.checks) for diagnostic in found]
    unique = dict.fromkeys(found)
    sorted_ones = tuple(sorted(unique, key=lambda diagnostic: diagnostic.order))
    return Examined(handbook, sorted_ones, verdicts)


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
