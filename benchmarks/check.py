"""How long `sopwright check` takes: without a memory, with one, and after an edit.

    .venv/bin/python -m benchmarks.check [--procedures 200 1000 3000] [--runs 3]

The handbooks are those of `benchmarks.corpus`, in six languages. Each run is a process of its own; CPU seconds (user
and system, of it and of the processes that it starts) are what counts on a shared machine.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus.write import SEED, write_handbook

TODAY = "2026-11-22"


@dataclass(frozen=True)
class Took:
    """What one run took."""

    cpu: float
    """Seconds."""
    wall: float
    """Seconds."""
    peak: float
    """Memory of the largest process, in MB."""


def run(folder: Path) -> Took:
    """Check a handbook.

    Raises:
        RuntimeError: It is not clean, or the check did not end.
    """
    start = time.monotonic()
    command = [sys.executable, "-m", "sopwright", "check", "--root", str(folder), "--today", TODAY]
    process = os.posix_spawn(sys.executable, command, os.environ, file_actions=[(os.POSIX_SPAWN_CLOSE, 1)])
    _, status, used = os.wait4(process, 0)
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"the check of {folder} ended with {os.waitstatus_to_exitcode(status)}")
    return Took(used.ru_utime + used.ru_stime, time.monotonic() - start, used.ru_maxrss / 1024)


def forget(folder: Path) -> None:
    """Delete what is remembered."""
    shutil.rmtree(folder / "build", ignore_errors=True)


def edit(folder: Path) -> None:
    """Write one more sentence into one text of one document, in the source language."""
    text = next(iter(sorted(folder.glob("handbook/*/*/en.md"))))
    text.write_text(text.read_text(encoding="utf-8") + "\nKeep the list.\n", encoding="utf-8")


def unchanged(_folder: Path) -> None:
    """Leave all as it is."""


CASES: dict[str, Callable[[Path], None]] = {"cold": forget, "warm": unchanged, "one edit": edit}


def rows(procedures: int, runs: int) -> Iterator[str]:
    """Lines of the table for a handbook of that many procedures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "handbook")
        documents = write_handbook(folder, procedures, SEED)
        for case, prepare in CASES.items():
            took: list[Took] = []
            for _ in range(runs):
                prepare(folder)
                took.append(run(folder))
            cpu, wall, peak = (statistics.median(values) for values in zip(*map(_numbers, took), strict=True))
            yield f"| {documents:,} | {case} | {cpu:.2f} | {wall:.2f} | {peak:.0f} |"


def _numbers(took: Took) -> tuple[float, float, float]:
    return took.cpu, took.wall, took.peak


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--procedures", type=int, nargs="+", default=[200, 1_000, 3_000])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    print("| documents | | CPU s | wall s | peak MB |\n|---|---|---|---|---|")
    for procedures in options.procedures:
        for row in rows(procedures, options.runs):
            print(row, flush=True)


if __name__ == "__main__":
    main()
