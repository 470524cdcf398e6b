"""Writing outputs: every edition beside the last good one, swapped in only when all are whole."""

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from sopwright.edition.facts import Facts
from sopwright.edition.plan import Plan
from sopwright.outputs.alone import alone
from sopwright.outputs.output import Output, folder
from sopwright.outputs.parts import take
from sopwright.outputs.workers import work_on

_ASIDE = ".new-"


class Replaces(Enum):
    """What a run replaces: everything an output wrote before, or only the audiences or languages it was asked for."""

    OUTPUT = "output"
    AUDIENCE = "audience"
    LANGUAGE = "language"


@dataclass(frozen=True)
class Written:
    """The editions of one language that one output has written."""

    output: str
    language: str
    facts: tuple[Facts, ...]
    documents: int
    """How many documents these editions hold in all."""


@dataclass(frozen=True)
class _Work:
    """What is done for a language: its editions are projected once, and given to each output."""

    outputs: tuple[Output, ...]
    plan: Plan
    aside: Path

    def __call__(self, language: str) -> list[Written]:
        editions = self.plan.editions(language)
        facts = tuple(Facts.of(edition) for edition in editions)
        documents = sum(len(edition.documents) for edition in editions)
        for output in self.outputs:
            for edition in editions:
                folder(self.aside / output.name, edition).mkdir(parents=True)
            output.write(editions, self.aside / output.name)
        return [Written(output.name, language, facts, documents) for output in self.outputs]


def write_all(
    outputs: Sequence[Output],
    plan: Plan,
    target: Path,
    workers: int,
    done: Callable[[Written], None],
    replaces: Replaces = Replaces.OUTPUT,
    settled: Callable[[], None] = lambda: None,
    *,
    finish: bool = True,
) -> None:
    """Write editions with outputs below a folder.

    Everything is written aside first. A failure leaves what stood there before untouched.

    Args:
        outputs: The outputs to write.
        plan: The editions; those of one audience share their audience's folder.
        target: The folder, ``build/``; each output has a folder of its own in it.
        workers: How many processes write at once; each takes one language after another.
        done: Called after each language, for each output.
        replaces: Which folders the new ones take the place of; what else stands there is kept.
        settled: Called when the new output stands in its place, before another build may write there.
        finish: Whether what an audience's languages share is written, too; a part of a build leaves it out.
    """

    def write(aside: Path, lock: int) -> None:
        _write_aside(_Work(tuple(outputs), plan, aside), workers, done, lock, finish=finish)

    _replace([output.name for output in outputs], target, replaces, write, settled)


def join(outputs: Sequence[Output], facts: Sequence[Facts], parts: Mapping[str, Path], target: Path) -> None:
    """Put together what several runs have written, in the place of what stands below a folder.

    Args:
        outputs: The outputs.
        facts: All editions.
        parts: By language, the folder that holds its editions as `write_all` leaves them.
        target: The folder, ``build/``.
    """

    def write(aside: Path, _lock: int) -> None:
        for output in outputs:
            for one in facts:
                take(folder(parts[one.language] / output.name, one), folder(aside / output.name, one))
            for audience in dict.fromkeys(one.audience for one in facts):
                output.finish([one for one in facts if one.audience == audience], aside / output.name / audience)

    _replace([output.name for output in outputs], target, Replaces.OUTPUT, write, lambda: None)


def _replace(
    names: Sequence[str],
    target: Path,
    replaces: Replaces,
    write: Callable[[Path, int], None],
    settled: Callable[[], None],
) -> None:
    """Let outputs be written aside, and put them in their places when all of it is there."""
    target.mkdir(parents=True, exist_ok=True)
    with alone(target) as lock:
        for left in target.glob(f"{_ASIDE}*"):  # by a run that was killed
            shutil.rmtree(left, ignore_errors=True)
        aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=target))
        try:
            write(aside, lock)
            for name in names:
                for place in _places(aside / name, target / name, replaces):
                    swap(aside / place, target / place)
            settled()
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def _write_aside(work: _Work, workers: int, done: Callable[[Written], None], lock: int, *, finish: bool) -> None:
    facts: dict[tuple[str, str], Facts] = {}

    def note(all_written: list[Written]) -> None:
        for written in all_written:
            facts.update({(one.audience, one.language): one for one in written.facts})
            done(written)

    work_on(work.plan.languages, work, workers, note, [lock])
    for output in work.outputs if finish else ():
        for audience in work.plan.audiences:
            own = [facts[audience, key] for key in work.plan.languages if (audience, key) in facts]
            output.finish(own, work.aside / output.name / audience)


def _places(new: Path, old: Path, replaces: Replaces) -> list[Path]:
    """The folders to be put in place, below the output's parent; an audience that is new comes as a whole."""
    base = Path(new.name)
    if replaces is Replaces.OUTPUT or not old.exists():
        return [base]
    places: list[Path] = []
    for audience in sorted(new.iterdir()):
        if replaces is Replaces.AUDIENCE or not (old / audience.name).exists():
            places.append(base / audience.name)
        else:
            places.extend(base / audience.name / part.name for part in sorted(audience.iterdir()) if part.is_dir())
    return places


def swap(new: Path, place: Path) -> None:
    """Put a folder in another's place; where that fails, the old one is put back."""
    new.chmod(0o755)
    old = place.with_name(f".old-{place.name}")
    if place.exists():
        shutil.rmtree(old, ignore_errors=True)
        place.rename(old)
    try:
        new.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)
