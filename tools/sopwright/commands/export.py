"""``sopwright export``: files for other programs."""

from datetime import date
from pathlib import Path

from rich.console import Console

from sopwright.checks.approval.not_approved import RULE as NOT_APPROVED
from sopwright.checks.run import examine
from sopwright.commands import exits
from sopwright.diagnostics import has_errors
from sopwright.forge.codeowners import FORMS, codeowners
from sopwright.report import text

FORGES = tuple(FORMS)
EXPORTS = ("codeowners",)


def export(root: Path, today: date, forge: str, output: Path | None, out: Console, faults: Console) -> int:
    """Write CODEOWNERS, to a file or to the terminal."""
    examined = examine(root, today)
    if examined.handbook is None or has_errors(d for d in examined.diagnostics if d.code != NOT_APPROVED.code):
        faults.print(text.render(examined.diagnostics), end="", soft_wrap=True)
        return exits.FAULTS
    written = codeowners(examined.handbook, today, forge)
    if output is None:
        out.out(written, end="", highlight=False)
        return exits.CLEAN
    output.write_text(written, encoding="utf-8", newline="\n")
    faults.print(f"Wrote {output}.", soft_wrap=True)
    return exits.CLEAN
