"""What a check is, and what it is given."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from sopwright.approval.signing import Verdict
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.handbook import Handbook

T = TypeVar("T")


@dataclass(frozen=True)
class Context:
    """All that a check may look at."""

    handbook: Handbook
    today: date
    codes: frozenset[str] = frozenset()
    """The codes of all rules there are."""
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    """Whether the signature of each record of approval counts, by the record's name."""
    unverified: str = ""
    """Why no signature could be verified; empty where all were."""
    _made: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, make: Callable[["Context"], T]) -> T:
        """What a function makes of this context, computed for the first rule that asks and kept for the others."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made


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
