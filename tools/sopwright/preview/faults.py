"""Faults as a page shows them: with the line of the file where each stands."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sopwright.diagnostics import Diagnostic, Severity
from sopwright.source.tree import Tree

AROUND = 1
"""Lines shown before and after the line of a fault."""
LONGEST = 400
"""The most characters of a line that are shown."""
_WORD = re.compile(r"\{[^{}]*\}|\w+(?:[-.]\w+)*|.")
"""What is marked at the place of a fault: a reference, a word or name, or one sign."""


@dataclass(frozen=True)
class Line:
    """A line of a file; the fault stands at what is marked."""

    number: int
    before: str
    marked: str = ""
    after: str = ""


@dataclass(frozen=True)
class FaultView:
    """A fault with its place and the lines there."""

    severity: str
    code: str
    message: str
    file: str
    line: int
    column: int
    hints: tuple[str, ...]
    excerpt: tuple[Line, ...]
    language: str
    """The language of the lines, as far as the file's name tells; empty otherwise."""


@dataclass(frozen=True)
class Found:
    """All that is wrong with a handbook, as far as it is known."""

    reading: tuple[Diagnostic, ...] = ()
    """Faults of reading the files as they are now."""
    checked: tuple[Diagnostic, ...] = ()
    """All faults that the last check found."""
    before: tuple[Diagnostic, ...] = ()
    """The faults of reading that were known when the last check began."""
    current: bool = False
    """Whether the last check saw the files as they are now."""

    @property
    def all(self) -> tuple[Diagnostic, ...]:
        """Every fault once, by place: of those that the last check found, what reading can tell is told by reading."""
        if self.current:
            return self.checked
        mended = set(self.before) - set(self.reading)
        found = dict.fromkeys((*self.reading, *(one for one in self.checked if one not in mended)))
        return tuple(sorted(found, key=lambda one: one.order))


def of_folder(faults: Iterable[Diagnostic], folder: str) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The faults in a document's folder, and all others; errors first."""
    ordered = sorted(faults, key=lambda one: (-one.severity, one.order))
    here = [one for one in ordered if folder and _is_in(one, folder)]
    return here, [one for one in ordered if not folder or not _is_in(one, folder)]


def worst(faults: Iterable[Diagnostic]) -> str:
    """The worst severity among faults."""
    return max((one.severity for one in faults), default=Severity.NOTE).label


def view(tree: Tree, fault: Diagnostic) -> FaultView:
    """A fault for a page."""
    span = fault.span
    name = span.path.rpartition("/")[2]
    return FaultView(
        fault.severity.label,
        fault.code,
        fault.message,
        span.path,
        span.line,
        span.column,
        fault.hints,
        tuple(_excerpt(tree, span.path, span.line, span.column)),
        name.partition(".")[0] if name.endswith(".md") else "",
    )


def _is_in(fault: Diagnostic, folder: str) -> bool:
    return fault.span.path == folder or fault.span.path.startswith(f"{folder}/")


def _excerpt(tree: Tree, path: str, line: int, column: int) -> Iterator[Line]:
    """The lines around a place, as far as they can be read."""
    try:
        text = tree.read(path).decode("utf-8", errors="replace")
    except OSError:
        return
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number in range(max(line - AROUND, 1), min(line + AROUND, len(lines)) + 1):
        words = lines[number - 1]
        yield _marked(number, words, column - 1) if number == line else Line(number, words[:LONGEST])


def _marked(number: int, words: str, start: int) -> Line:
    """A line with the word or sign at a place marked; of a long line the part around it."""
    first = max(start - LONGEST // 2, 0)
    match = _WORD.match(words, start)
    end = match.end() if match else start
    return Line(number, words[first:start], words[start:end], words[end : first + LONGEST])
