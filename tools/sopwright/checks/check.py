"""What a check is, and what it is given."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.handbook import Handbook


@dataclass(frozen=True)
class Context:
    """All that a check may look at."""

    handbook: Handbook
    today: date


@dataclass(frozen=True)
class Check:
    """A rule with the function that finds its faults and its documentation."""

    rule: Rule
    doc: str
    """The module's docstring: a summary line, then Markdown sections."""
    find: Callable[[Context], Iterator[Diagnostic]] | None = None
    """Nothing for a fault of reading, which is found while the files are read."""

    @property
    def summary(self) -> str:
        """The first line of the documentation."""
        return self.doc.strip().splitlines()[0]
