"""``sopwright check``: is the handbook sound?"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console

from sopwright import __version__
from sopwright.checks.registry import CHECKS
from sopwright.checks.run import examine
from sopwright.commands import exits
from sopwright.diagnostics import Diagnostic, has_errors
from sopwright.load.memory import memory_of
from sopwright.report import machine, text

FORMATS = ("text", "json", "sarif", "github", "gitlab")


@dataclass(frozen=True)
class Selection:
    """Which faults a run reports."""

    paths: tuple[str, ...] = ()
    """Files or folders below the root; none means all."""
    codes: tuple[str, ...] = ()
    """Codes, or beginnings of codes such as ``SW4``; none means all."""

    def takes(self, diagnostic: Diagnostic) -> bool:
        """Whether a fault is reported."""
        path = diagnostic.span.path
        of_path = not self.paths or any(path == p or path.startswith(f"{p}/") for p in self.paths)
        return of_path and (not self.codes or diagnostic.code.startswith(self.codes))


def check(root: Path, today: date, selection: Selection, form: str, out: Console) -> int:
    """Check a repository and print what is wrong with it.

    Where the registers cannot be read no document was looked at: then all faults are reported, whatever was selected.
    """
    examined = examine(root, today, memory=memory_of(root), workers=os.cpu_count() or 1)
    unread = examined.handbook is None
    chosen = [diagnostic for diagnostic in examined.diagnostics if unread or selection.takes(diagnostic)]
    if form == "text":
        out.print(text.render(chosen), end="", soft_wrap=True)
    else:
        out.out(_as(form, chosen), highlight=False)
    return exits.FAULTS if has_errors(chosen) else exits.CLEAN


def explain(code: str, out: Console) -> int:
    """Print a rule's documentation."""
    found = next((check for check in CHECKS if code in (check.rule.code, check.rule.name)), None)
    if found is None:
        known = ", ".join(check.rule.code for check in CHECKS)
        out.print(f"`{code}` is not a rule. The rules are: {known}", soft_wrap=True)
        return exits.USAGE
    out.print(f"{found.rule.code} {found.rule.name}\n\n{found.doc.strip()}", markup=False, soft_wrap=True)
    return exits.CLEAN


def _as(form: str, diagnostics: Sequence[Diagnostic]) -> str:
    if form == "json":
        return machine.as_json(diagnostics)
    if form == "github":
        return machine.as_github(diagnostics)
    if form == "gitlab":
        return machine.as_gitlab(diagnostics)
    rules = {check.rule.code: (check.rule.name, check.summary) for check in CHECKS}
    return machine.as_sarif(diagnostics, rules, __version__)
