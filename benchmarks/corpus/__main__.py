"""A handbook to measure with: `python -m benchmarks.corpus DIR --procedures 1000`.

The same call writes the same bytes, whatever the day. The handbook has six languages, five audiences, policies beside
the procedures, and translations that are all up to date.
"""

import argparse
from pathlib import Path

from benchmarks.corpus.write import SEED, write_handbook


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="a folder that does not exist yet, or is empty")
    parser.add_argument("--procedures", type=int, default=1_000, help="1 to 9000 (default: 1000)")
    parser.add_argument("--seed", type=int, default=SEED, help="another one makes another handbook")
    options = parser.parse_args()
    if not 1 <= options.procedures <= 9_000:
        parser.error(f"--procedures {options.procedures}: 1 to 9000 is possible")
    if options.folder.exists() and (not options.folder.is_dir() or any(options.folder.iterdir())):
        parser.error(f"{options.folder} is not empty: name a new folder")
    documents = write_handbook(options.folder, options.procedures, options.seed)
    print(f"{documents} documents in six languages: {options.folder}")


if __name__ == "__main__":
    main()
