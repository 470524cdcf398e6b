"""How long `sopwright translations status` takes over 1,000 procedures in six languages.

    .venv/bin/python -m benchmarks.translations [--runs 3] [--procedures 1000]

The first run reads everything; the following ones find all but nothing changed (warm). A document is then changed, and
the run after that is measured, too. CPU seconds (user and system, as the kernel accounts them) are what counts on a
shared machine.
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.contestants import Ours
from benchmarks.corpus.write import write_handbook
from benchmarks.measure import run
from benchmarks.scenarios import Edit

MOST = 3.0
"""CPU seconds, warm."""


def status(root: Path) -> float:
    """The CPU seconds of one run, which must end well."""
    return run([sys.executable, "-m", "sopwright", "translations", "status", "--root", str(root)], root).cpu


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--procedures", type=int, default=1000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        documents = write_handbook(root, arguments.procedures)
        cold = status(root)
        warm = statistics.median(status(root) for _ in range(arguments.runs))
        Edit(Ours("sopwright", root).edited("")).do()
        changed = status(root)
    verdict = "within" if warm <= MOST else "ABOVE"
    print(f"{documents} documents x 6 languages, CPU seconds: first {cold:.1f}, one changed {changed:.2f},")
    print(f"warm {warm:.2f}, {verdict} the bound of {MOST:.0f}")


if __name__ == "__main__":
    main()
