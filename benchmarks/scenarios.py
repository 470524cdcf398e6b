"""What is done to each contestant, and how often."""

import math
import re
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.compare import differences
from benchmarks.contestants import Contestant, Ours
from benchmarks.measure import Size, Took

_FIRST_SENTENCE = re.compile(r"(?<=\{#purpose\}\n\n)")


@dataclass(frozen=True)
class Result:
    """The median of some runs."""

    scenario: str
    name: str
    procedures: int
    audiences: int
    runs: int
    cpu: float
    wall: float
    peak: float
    pages: int = 0
    size: Size | None = None

    def row(self) -> dict[str, object]:
        """For JSON."""
        return asdict(self)


def median(takes: Sequence[Took]) -> Took:
    """The median of each figure by itself."""
    return Took(*(statistics.median(getattr(took, name) for took in takes) for name in ("cpu", "wall", "peak")))


@dataclass(frozen=True)
class Bench:
    """Measures some contestants on one handbook."""

    contestants: Sequence[Contestant]
    procedures: int
    audiences: Sequence[str]
    repeats: int

    @property
    def ours(self) -> Ours:
        """Our own build.

        Raises:
            ValueError: It is not among the contestants.
        """
        for contestant in self.contestants:
            if isinstance(contestant, Ours):
                return contestant
        raise ValueError("this measures our own program, which was left out")

    def cold(self) -> Iterator[Result]:
        """From nothing."""
        yield from self._measured("cold", lambda contestant: contestant.clear())

    def warm(self) -> Iterator[Result]:
        """Nothing has changed since the last build."""
        yield from self._measured("warm", lambda _contestant: None)

    def edit(self) -> Iterator[Result]:
        """The English words of one document have changed since the last build."""
        changed: list[Edit] = []

        def change(contestant: Contestant) -> None:
            changed.extend(Edit(contestant.edited(audience)) for audience in self.audiences)
            for edit in changed[-len(self.audiences) :]:
                edit.do()

        try:
            yield from self._measured("edit", change)
        finally:
            for edit in reversed(changed):
                edit.undo()

    def different(self, seed: int) -> Iterator[str]:
        """What differs between our sites and those of the others, as they were built last."""
        ours, *others = self.contestants
        for other in others:
            for audience in self.audiences:
                for difference in differences(ours.site(audience), other.site(audience), seed):
                    yield f"{audience}: {difference}"

    def _measured(self, scenario: str, before: Callable[[Contestant], None]) -> Iterator[Result]:
        """Runs in turn, forwards and backwards, so that no contestant always has the quieter machine."""
        takes: dict[str, list[Took]] = {contestant.name: [] for contestant in self.contestants}
        for number in range(self.repeats):
            for contestant in self.contestants[:: -1 if number % 2 else 1]:
                before(contestant)
                takes[contestant.name].append(contestant.build_all(self.audiences))
        for contestant in self.contestants:
            pages = sum(
                len(site.pages(language)) for site in map(contestant.site, self.audiences) for language in site.folders
            )
            yield self._result(
                scenario, contestant.name, takes[contestant.name], pages, contestant.size(self.audiences)
            )

    def _result(
        self, scenario: str, name: str, takes: Sequence[Took], pages: int = 0, size: Size | None = None
    ) -> Result:
        took = median(takes)
        figures = (len(takes), took.cpu, took.wall, took.peak)
        return Result(scenario, name, self.procedures, len(self.audiences), *figures, pages, size)

    def check(self) -> Iterator[Result]:
        """`sopwright check` from nothing, again, and after one edit."""
        ours = self.ours
        cold, again, edited = [], [], []
        edit = Edit(ours.edited(""))
        for _ in range(self.repeats):
            ours.clear()
            cold.append(ours.command("check"))
            again.append(ours.command("check"))
            edit.do()
            edited.append(ours.command("check"))
            edit.undo()
        for scenario, takes in (("check cold", cold), ("check warm", again), ("check after an edit", edited)):
            yield self._result(scenario, ours.name, takes)


class Edit:
    """A word more in a document, another one each time."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._before = file.read_text(encoding="utf-8")
        self._number = 0

    def do(self) -> str:
        """Change the file; return the word that is new in it."""
        self._number += 1
        word = f"Edited{self._number}"
        self._file.write_text(_FIRST_SENTENCE.sub(f"{word}. ", self._before, count=1), encoding="utf-8")
        return word

    def undo(self) -> None:
        """Put back what stood there."""
        self._file.write_text(self._before, encoding="utf-8")


def exponent(small: Result, large: Result) -> float:
    """The power of the number of procedures that processor time grows with."""
    return math.log(large.cpu / small.cpu) / math.log(large.procedures / small.procedures)
