"""Running the checks over a handbook."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sopwright.checks.check import Check, Context
from sopwright.checks.registry import CHECKS
from sopwright.diagnostics import Diagnostic, Severity
from sopwright.load.handbook import load
from sopwright.model.handbook import Handbook
from sopwright.model.registers import CheckSettings


@dataclass(frozen=True)
class Examined:
    """A handbook and all that is wrong with it."""

    handbook: Handbook | None
    """Nothing when its registers cannot be read."""
    diagnostics: tuple[Diagnostic, ...]
    """Sorted by place."""


def examine(root: Path, today: date, checks: Iterable[Check] = CHECKS) -> Examined:
    """Read a repository and check it.

    Args:
        root: The folder that holds the handbook.
        today: The date that review dates and posts are judged by.
        checks: The checks to run.
    """
    handbook, found = load(root)
    if handbook is not None:
        context = Context(handbook, today, frozenset(check.rule.code for check in CHECKS))
        for check in checks:
            if check.find is not None:
                found.extend(check.find(context))
        found = [lower(diagnostic, handbook.registers.checks) for diagnostic in found]
    unique = dict.fromkeys(found)
    return Examined(handbook, tuple(sorted(unique, key=lambda diagnostic: diagnostic.order)))


def lower(diagnostic: Diagnostic, settings: CheckSettings) -> Diagnostic:
    """Lower a fault's severity where the company says so; the reason goes with it."""
    lowered = settings.lowered.get(diagnostic.code)
    if lowered is None:
        return diagnostic
    severity = min(Severity[lowered.severity.upper()], diagnostic.severity)
    return diagnostic.lowered(severity, f"lowered here: {lowered.reason}")
