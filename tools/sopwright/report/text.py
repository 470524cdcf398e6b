"""Diagnostics for people, in the shape compilers use."""

from collections.abc import Sequence

from rich.text import Text

from sopwright.diagnostics import Diagnostic, Severity

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}


def render(diagnostics: Sequence[Diagnostic], of: Sequence[Diagnostic] | None = None) -> Text:
    """All faults, each with its place and what to do, and a count at the end.

    Args:
        diagnostics: The faults.
        of: All faults that there are, to be counted, where these are only some of them.
    """
    text = Text()
    for diagnostic in diagnostics:
        _one(text, diagnostic)
    text.append(summary(diagnostics if of is None else of) + "\n")
    return text


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """How many faults there are: ``2 errors, 1 warning``."""
    counts: list[str] = []
    for severity in sorted(Severity, reverse=True):
        number = sum(diagnostic.severity is severity for diagnostic in diagnostics)
        if number:
            counts.append(f"{number} {severity.label}{'s' if number > 1 else ''}")
    return ", ".join(counts) or "no faults"


def _one(text: Text, diagnostic: Diagnostic) -> None:
    text.append(f"{diagnostic.severity.label}[{diagnostic.code}]", style=_STYLES[diagnostic.severity])
    text.append(f" {diagnostic.message}\n", style="bold")
    text.append(f"  --> {diagnostic.span}\n")
    for span, meaning in diagnostic.related:
        text.append(f"  see {span}: {meaning}\n")
    for hint in diagnostic.hints:
        text.append("  hint: ", style="green")
        text.append(f"{hint}\n")
    if diagnostic.note:
        text.append(f"  note: {diagnostic.note}\n")
    text.append("\n")
