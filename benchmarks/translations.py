"""How long `sopwright translations status` takes over 1,000 documents in six languages.

    .venv/bin/python -m benchmarks.translations [--runs 3] [--documents 1000]

The handbook's own twelve documents are copied under other numbers, with their pins. The first run reads everything; the
following ones find all but nothing changed (warm). A document is then changed, and the run after that is measured, too.
CPU seconds (user and system, as the kernel accounts them) are what counts on a shared machine.
"""

import argparse
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
NUMBER = re.compile(r"\b(MGT|SVC|POL)-0(\d\d)\b")
MOST = 3.0
"""CPU seconds, warm."""


def multiply(target: Path, documents: int) -> None:
    """Copy the handbook's documents until there are so many."""
    for name in ("registers", "templates"):
        shutil.copytree(ROOT / name, target / name)
    folders = list(_folders())
    for number in range(documents):
        folder, copy = folders[number % len(folders)], number // len(folders)
        place = target / folder.relative_to(ROOT).parent / f"{folder.name}-{copy}"
        place.mkdir(parents=True)
        for file in folder.iterdir():
            if file.name in ("procedure.yml", "policy.yml"):
                text = file.read_text(encoding="utf-8")
                (place / file.name).write_text(NUMBER.sub(rf"\g<1>-{copy:02}\g<2>", text), encoding="utf-8")
            else:
                shutil.copyfile(file, place / file.name)


def _folders() -> Iterator[Path]:
    for metadata in sorted([*ROOT.glob("handbook/*/*/procedure.yml"), *ROOT.glob("policies/*/policy.yml")]):
        yield metadata.parent


def run(folder: Path) -> float:
    """The CPU seconds of one run, which must end well."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "sopwright", "translations", "status", "--root", str(folder)]
    subprocess.run(command, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--documents", type=int, default=1000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        multiply(root, arguments.documents)
        cold = run(root)
        warm = statistics.median(run(root) for _ in range(arguments.runs))
        place = next(root.glob("handbook/service/*/en.md"))
        place.write_text(place.read_text(encoding="utf-8").replace("the", "this", 1), encoding="utf-8")
        changed = run(root)
    verdict = "within" if warm <= MOST else "ABOVE"
    print(f"{arguments.documents} documents x 6 languages, CPU seconds: first {cold:.1f}, one changed {changed:.2f},")
    print(f"warm {warm:.2f}, {verdict} the bound of {MOST:.0f}")


if __name__ == "__main__":
    main()
