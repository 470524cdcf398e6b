"""Writing outputs: every edition beside the last good one, swapped in only when all are whole."""

import shutil
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from enum import Enum
from multiprocessing import get_context
from pathlib import Path

from sopwright.edition.records import Edition
from sopwright.outputs.output import Output


class Replaces(Enum):
    """What a run replaces: everything an output wrote before, or only the audiences or languages it was asked for."""

    OUTPUT = "output"
    AUDIENCE = "audience"
    LANGUAGE = "language"


@dataclass(frozen=True)
class Job:
    """One edition to be written by one output."""

    output: Output
    edition: Edition

    def folder(self, aside: Path) -> Path:
        """Where the edition is written."""
        return aside / self.output.name / self.edition.audience / self.edition.language


def write_all(
    outputs: Iterable[Output],
    editions: Iterable[Edition],
    target: Path,
    workers: int,
    done: Callable[[Job], None],
    replaces: Replaces = Replaces.OUTPUT,
) -> None:
    """Write editions with outputs below a folder.

    Everything is written aside first. A failure leaves what stood there before untouched.

    Args:
        outputs: The outputs to write.
        editions: The editions; those of one audience share their audience's folder.
        target: The folder, ``build/``; each output has a folder of its own in it.
        workers: How many processes write at once.
        done: Called after each edition.
        replaces: Which folders the new ones take the place of; what else stands there is kept.
    """
    chosen, projected = tuple(outputs), tuple(editions)
    jobs = [Job(output, edition) for output in chosen for edition in projected]
    target.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".new-", dir=target))
    try:
        _run(jobs, aside, workers, done)
        for output in chosen:
            for audience in dict.fromkeys(edition.audience for edition in projected):
                of_audience = [edition for edition in projected if edition.audience == audience]
                output.finish(of_audience, aside / output.name / audience)
        for output in chosen:
            for place in _places(aside / output.name, target / output.name, replaces):
                swap(aside / place, target / place)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


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


def _run(jobs: list[Job], aside: Path, workers: int, done: Callable[[Job], None]) -> None:
    if workers <= 1:
        for job in jobs:
            _write(job, aside)
            done(job)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting = {pool.submit(_write, job, aside): job for job in jobs}
        try:
            for future in as_completed(waiting):
                future.result()
                done(waiting[future])
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _write(job: Job, aside: Path) -> None:
    folder = job.folder(aside)
    folder.mkdir(parents=True)
    job.output.write(job.edition, folder)
