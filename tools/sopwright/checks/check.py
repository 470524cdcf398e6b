"""What a check is, and what it is given."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from typing import Any, TypeVar

from sopwright.approval.signing import Verdict
from sopwright.checks.notes import Notes
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.approvals import Approvals
from sopwright.model.handbook import Document, Handbook

T = TypeVar("T")


@dataclass(frozen=True)
class Context:
    """All that a check may look at."""

    handbook: Handbook
    day: date | None = None
    codes: frozenset[str] = frozenset()
    """The codes of all rules there are."""
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    """Whether the signature of each record of approval counts, by the record's name."""
    unverified: str = ""
    """Why no signature could be verified; empty where all were."""
    notes: Mapping[str, Notes] = field(default_factory=dict)
    """What was found in each document alone, by its number."""
    _shared: "Context | None" = None
    _made: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def today(self) -> date:
        """The day that dates are judged by.

        Raises:
            LookupError: A rule that looks at one document alone asks: what it finds is kept for other days.
        """
        if self.day is None:
            raise LookupError("what a rule finds in one document alone must not depend on the day")
        return self.day

    @property
    def shared(self) -> "Context":
        """The same without documents: what is made of it is the same for every document."""
        return self._shared or self

    def once(self, make: Callable[["Context"], T]) -> T:
        """What a function makes of this context, computed for the first rule that asks and kept for the others."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    def without_documents(self) -> "Context":
        """The registers, templates and words, and nothing that changes with documents or days."""
        handbook = replace(self.handbook, documents={}, duplicates=(), broken=frozenset(), approvals=Approvals())
        return Context(handbook, codes=self.codes)

    def alone(self, document: Document) -> "Context":
        """The context without documents, and this one document in it."""
        handbook = replace(self.shared.handbook, documents={document.id: document})
        return Context(handbook, codes=self.codes, _shared=self.shared)

    def each(self, make: Callable[["Context"], T]) -> Mapping[str, T]:
        """What a function makes of each document alone, by the document's number; what was made before is kept.

        Args:
            make: It is given a context whose handbook holds one document. It returns plain values and places.
        """
        shared = self.once(Context.without_documents)
        return {
            number: self.notes.get(number, Notes()).of(make, partial(_of_one, make, shared, document))
            for number, document in self.handbook.documents.items()
        }


def _of_one(make: Callable[[Context], T], shared: Context, document: Document) -> T:
    return make(shared.alone(document))


Find = Callable[[Context], Iterator[Diagnostic]]


@dataclass(frozen=True)
class Check:
    """A rule with the functions that find its faults, and its documentation."""

    rule: Rule
    doc: str
    """The module's docstring: a summary line, then Markdown sections."""
    find: Find | None = None
    """Looks at the whole handbook, once."""
    each: Find | None = None
    """Looks at one document: the handbook it is given holds no other, and no day. So what it finds can be kept.

    A fault of reading has neither function: it is found while the files are read.
    """

    facts: tuple[Callable[[Context], object], ...] = ()
    """What `find` asks of each document alone; plain values, kept in the same way."""

    @cached_property
    def alone(self) -> tuple[Callable[[Context], object], ...]:
        """All that is made of each document alone."""
        return (*self.facts, *((self.each,) if self.each is not None else ()))

    @property
    def summary(self) -> str:
        """The first line of the documentation."""
        return self.doc.strip().splitlines()[0]


def note_all(alone: Context, notes: Notes, checks: Sequence[Check]) -> None:
    """Let all checks look at one document."""
    for check in checks:
        for function in check.alone:
            notes.of(function, partial(function, alone))
