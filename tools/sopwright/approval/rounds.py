"""The contents of a subject that were approved, one after the other: what each change is counted from."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sopwright.approval.judged import Judged
from sopwright.approval.result import Result
from sopwright.model.approval import Change

FORWARD = frozenset({"approve", "consult"})


@dataclass(frozen=True)
class Round:
    """The decisions for one content, counted from one other."""

    digest: str
    source: str
    """For a translation, the digest of the source's content behind it."""
    baseline: str
    """The content that they were counted from; empty for a first issue."""
    records: tuple[Judged, ...]

    @property
    def revision(self) -> int:
        """The revision that was signed last."""
        return self.records[-1].predicate.revision

    @property
    def claims(self) -> frozenset[Change]:
        """The change classes that its records name."""
        return frozenset(judged.predicate.change for judged in self.records)


def rounds_of(records: Iterable[Judged]) -> tuple[Round, ...]:
    """The rounds that well-signed records belong to, in order of their first record."""
    found: dict[tuple[str, str, str], list[Judged]] = {}
    for judged in records:
        if judged.verdict.valid and judged.predicate.decision in FORWARD:
            behind = judged.record.statement.subject[1:]
            source = behind[0].digest.sha256 if behind else ""
            found.setdefault((judged.digest, source, judged.predicate.from_digest or ""), []).append(judged)
    return tuple(Round(*key, tuple(members)) for key, members in found.items())


@dataclass(frozen=True)
class Line:
    """The rounds that were completed, each counted from the one before, oldest first."""

    completed: tuple[tuple[Round, Result], ...] = ()

    def without_last(self, digest: str, source: str) -> "Line":
        """The line before a content, if that stands at its end."""
        rounds = list(self.completed)
        while rounds and (rounds[-1][0].digest, rounds[-1][0].source) == (digest, source):
            rounds.pop()
        return Line(tuple(rounds))

    def baselines(self) -> tuple[str, ...]:
        """The contents that a new one may be counted from, newest first.

        That is the newest one; where it was withdrawn, the one before it too.
        """
        return tuple(self._baselines())

    def last(self) -> Result | None:
        """The newest content that is approved still."""
        return next((result for _, result in reversed(self.completed) if result.approved), None)

    def revision(self, digest: str) -> int:
        """The revision of a content in this line; 0 where it is not in it."""
        return next((one.revision for one, _ in reversed(self.completed) if one.digest == digest), 0)

    def _baselines(self) -> Iterator[str]:
        for one, result in reversed(self.completed):
            yield one.digest
            if result.approved:
                return
        yield ""


def line_of(rounds: Sequence[Round], judge: Callable[[Round], Result]) -> Line:
    """Put completed rounds in order, and leave out each that was not counted from the one before it."""
    line = Line()
    judged = [(one, judge(one)) for one in rounds]
    done = [(result.completed, one, result) for one, result in judged if result.completed is not None]
    for _, one, result in sorted(done, key=lambda entry: entry[0]):
        if one.baseline in line.baselines():
            line = Line((*line.completed, (one, result)))
    return line
