"""Our build beside other programs that make the same pages of the same words.

    .venv/bin/python -m benchmarks.run --work DIR --peers DIR --procedures 200 --audiences agents --with mkdocs,hugo

Handbooks and projects are made in the folder of `--work` and stay there; the other programs are installed in that of
`--peers`. Contestants run in turn, one at a time. The figures are medians: processor seconds of all processes of a
command, wall seconds, and the most memory that they held at once.

It fails if a page, a word or a link of 50 pages differs between our sites and another program's.
"""

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.contestants import PACKAGES, Contestant, Ours, installed, peer, version, write_projects
from benchmarks.corpus.registers import AUDIENCES
from benchmarks.corpus.write import FEWEST, write_handbook
from benchmarks.preview_latency import preview
from benchmarks.scenarios import Bench, Result, exponent

SCENARIOS = ("cold", "warm", "edit", "check", "preview")
_COLUMNS = "scenario, name, procedures, audiences, runs, CPU s, wall s, peak MB, pages, files, stored MB, all names MB"


def main() -> None:
    options = _options()
    bench, versions = _bench(options, options.procedures)
    results: list[Result] = []
    faults: list[str] = []
    print(" | ".join(_COLUMNS.split(", ")))
    for scenario in options.scenarios:
        for result in _scenario(bench, scenario):
            results.append(result)
            print(_row(result), flush=True)
        if scenario == "cold" and not options.skip_ours:
            faults = list(bench.different(options.seed))
    growth = _growth(options) if options.growth else {}
    if options.json:
        machine = {"machine": platform.platform(), "python": platform.python_version(), "processors": os.cpu_count()}
        load = {"load": os.getloadavg()}
        written = {"results": [result.row() for result in results], "growth": growth, "differences": faults}
        text = json.dumps({**machine, **load, "versions": versions, **written}, indent=2)
        options.json.write_text(text + "\n", encoding="utf-8")
    for fault in faults[:20]:
        print(fault, file=sys.stderr)
    if faults:
        raise SystemExit(f"{len(faults)} differences: these are not the same sites.")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add = parser.add_argument
    add("--work", type=Path, required=True, help="a folder for handbooks and projects, outside the repository")
    add("--peers", type=Path, required=True, help="a folder for the other programs, outside the repository")
    add("--procedures", type=int, default=200)
    add("--audiences", type=_Names(AUDIENCES), default=["agents"], help=f"of {','.join(AUDIENCES)}")
    add("--with", dest="others", type=_Names(tuple(PACKAGES)), default=[], help=f"of {','.join(PACKAGES)}")
    add("--scenarios", type=_Names(SCENARIOS), default=["cold", "warm", "edit"], help=f"of {','.join(SCENARIOS)}")
    add("--growth", type=_numbers, default=[], help="two sizes, `200,3000`: our cold builds of these as well")
    add("--repeats", type=int, default=3)
    add("--workers", type=int, default=2, help="processes of our build")
    add("--skip-ours", action="store_true", help="measure the others only; nothing is compared")
    add("--seed", type=int, default=1, help="which pages are compared")
    add("--json", type=Path, help="a file for all figures")
    return parser.parse_args()


class _Names:
    """Reads names with commas between them."""

    def __init__(self, known: Sequence[str]) -> None:
        self._known = known

    def __call__(self, text: str) -> list[str]:
        names = [name for name in text.split(",") if name]
        for name in names:
            if name not in self._known:
                raise argparse.ArgumentTypeError(f"`{name}` is none of {', '.join(self._known)}")
        return names


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def _bench(options: argparse.Namespace, procedures: int, *, alone: bool = False) -> tuple[Bench, dict[str, str]]:
    if procedures < FEWEST:
        raise SystemExit(f"{procedures} procedures are too few: {FEWEST} at least.")
    root = options.work.resolve() / f"handbook-{procedures}"
    if not root.exists():
        write_handbook(root, procedures)
    contestants: list[Contestant] = [] if options.skip_ours else [Ours("sopwright", root, options.workers)]
    versions: dict[str, str] = {}
    for name in [] if alone else options.others:
        program = installed(name, options.peers.resolve())
        if program is not None:
            home = options.work.resolve() / f"projects-{procedures}"
            write_projects(root, home, [name], options.audiences)
            contestants.append(peer(name, home / name, program))
            versions[name] = version(name, program)
    return Bench(contestants, procedures, options.audiences, options.repeats), versions


def _scenario(bench: Bench, name: str) -> Iterator[Result]:
    if name == "preview":
        return preview(bench)
    return {"cold": bench.cold, "warm": bench.warm, "edit": bench.edit, "check": bench.check}[name]()


def _growth(options: argparse.Namespace) -> dict[str, float]:
    small, large = (next(_bench(options, size, alone=True)[0].cold()) for size in options.growth)
    power = exponent(small, large)
    for result in (small, large):
        print(_row(result))
    print(f"growth from {small.procedures} to {large.procedures}: P^{power:.2f}")
    return {"from": small.procedures, "to": large.procedures, "exponent": power, "cpu": large.cpu}


def _row(result: Result) -> str:
    size = result.size
    cells = [result.scenario, result.name, result.procedures, result.audiences, result.runs]
    figures = [f"{result.cpu:.2f}", f"{result.wall:.2f}", f"{result.peak:.0f}"]
    written = [result.pages, size.files, f"{size.stored / 1e6:.0f}", f"{size.apparent / 1e6:.0f}"] if size else []
    return " | ".join(map(str, [*cells, *figures, *written]))


if __name__ == "__main__":
    main()
