"""Faults as values: where something is wrong, what, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum


class Severity(IntEnum):
    """How bad a fault is; only an error makes a run fail."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The severity's name in lower case, as reports print it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file; line and column count from 1, columns in code points."""

    path: str
    """The file's path below the repository's root, with forward slashes."""
    line: int = 1
    column: int = 1

    def __post_init__(self) -> None:
        if not self.path or self.line < 1 or self.column < 1:
            raise ValueError(f"not a place in a file: {self.path!r}:{self.line}:{self.column}")

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    def __reduce__(self) -> tuple[type["Span"], tuple[str, int, int]]:
        """How it is pickled: thousands are remembered, and this is read several times sooner than the usual way."""
        return (Span, (self.path, self.line, self.column))


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault; it cannot be built without a code, a message and a place."""

    code: str
    """Stable, ``SW`` and three digits."""
    name: str
    """The rule's name in words, ``author-approves``."""
    severity: Severity
    message: str
    """Names the fault with the actual values."""
    span: Span
    hints: tuple[str, ...] = ()
    """What to do about it."""
    related: tuple[tuple[Span, str], ...] = ()
    """Other places that belong to the fault, each with its meaning."""
    note: str = ""
    """Why the severity is not the rule's own, if it is not."""

    def __post_init__(self) -> None:
        if not self.code or not self.message:
            raise ValueError("a diagnostic needs a code and a message")

    @property
    def order(self) -> tuple[Span, str, str]:
        """The key that sorts diagnostics by place, then code."""
        return (self.span, self.code, self.message)

    def lowered(self, severity: Severity, reason: str) -> "Diagnostic":
        """Return the same fault with another severity and the reason for it."""
        return replace(self, severity=severity, note=reason)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a fault of one code is called and how bad it is."""

    code: str
    name: str
    severity: Severity = Severity.ERROR

    def at(
        self,
        span: Span,
        message: str,
        *hints: str,
        related: Iterable[tuple[Span, str]] = (),
        severity: Severity | None = None,
    ) -> Diagnostic:
        """Build this rule's diagnostic at a place."""
        return Diagnostic(self.code, self.name, severity or self.severity, message, span, hints, tuple(related))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of the faults is an error."""
    return any(d.severity is Severity.ERROR for d in diagnostics)
