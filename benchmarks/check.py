"""How long `sopwright check` takes over 60 documents in six languages.

    .venv/bin/python -m benchmarks.check [--runs 5]

The handbook's own twelve documents are copied five times under other numbers, so that every copy is whole and clean.
Each run is a process of its own; CPU seconds (user and system, as the kernel accounts them) are what counts on a
shared machine.
"""

import argparse
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
NUMBER = re.compile(r"\b(MGT|SVC|POL)-0(\d\d)\b")
TODAY = "2026-11-22"


def multiply(target: Path, copies: int) -> int:
    """Copy the handbook with each document `copies` times; return how many documents there are."""
    for name in ("registers", "templates"):
        shutil.copytree(ROOT / name, target / name)
    documents = 0
    for folder in _folders():
        for copy in range(copies):
            _copy(folder, target, copy)
            documents += 1
    return documents


def _folders() -> Iterator[Path]:
    for metadata in sorted([*ROOT.glob("handbook/*/*/procedure.yml"), *ROOT.glob("policies/*/policy.yml")]):
        yield metadata.parent


def _copy(folder: Path, target: Path, copy: int) -> None:
    place = target / folder.relative_to(ROOT).parent / (folder.name + (f"-{copy}" if copy else ""))
    place.mkdir(parents=True)
    for file in folder.iterdir():
        if file.suffix not in (".md", ".yml"):
            shutil.copyfile(file, place / file.name)
            continue
        text = NUMBER.sub(rf"\g<1>-{copy}\g<2>", file.read_text(encoding="utf-8"))
        if copy and file.suffix == ".md":
            title, _, rest = text.partition("\n")
            text = f"{title} {copy}\n{rest}"
        (place / file.name).write_text(text, encoding="utf-8")


def run(folder: Path) -> tuple[float, float, int]:
    """CPU seconds, wall seconds and the exit code of one run."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [sys.executable, "-m", "sopwright", "check", "--root", str(folder), "--today", TODAY]
    done = subprocess.run(command, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return cpu, time.monotonic() - start, done.returncode


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        documents = multiply(Path(folder), 5)
        run(Path(folder))
        results = [run(Path(folder)) for _ in range(runs)]
    cpu, wall = (statistics.median(result[index] for result in results) for index in (0, 1))
    codes = sorted({result[2] for result in results})
    print(f"{documents} documents x 6 languages: median {cpu:.2f} CPU s, {wall:.2f} s wall, exit codes {codes}")


if __name__ == "__main__":
    main()
