"""How many flowcharts are drawn in a CPU second.

    .venv/bin/python -m benchmarks.charts [--runs 5]

Near-linear procedures are laid out on a spine, really branching ones by Graphviz; both are the handbook's own, in six
languages, on screen. Also measured: what takes most work, charts cut to the pages of a book. The fonts are read
before: that is done once in a build. The CPU seconds are those of this process and of those it starts.
"""

import argparse
import resource
import statistics
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sopwright.edition.project import project
from sopwright.edition.records import DocumentView
from sopwright.edition.words import Catalogue
from sopwright.load.handbook import load
from sopwright.outputs.chart.branching import is_branching
from sopwright.outputs.chart.draw import draw
from sopwright.outputs.chart.fonts import FontSet
from sopwright.outputs.chart.graph import graph

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)
PAGE = (482.0, 640.0)
LEAST = {"spine": 50, "branching": 15}
"""Charts a CPU second that are asked for."""

Work = list[tuple[DocumentView, Catalogue]]


def procedures() -> dict[str, Work]:
    """The handbook's procedures by how they are laid out."""
    handbook, _ = load(ROOT)
    if handbook is None:
        raise SystemExit("the handbook cannot be read")
    found: dict[str, Work] = {"spine": [], "branching": []}
    for language in handbook.language_keys:
        edition = project(handbook, "managers", language, TODAY)
        for document in edition.documents.values():
            if document.steps:
                kind = "branching" if is_branching(graph(document, edition.words)) else "spine"
                found[kind].append((document, edition.words))
    return found


def screen(work: Work, fonts: FontSet) -> int:
    """Draw for the screen; return how many charts."""
    return sum(len(draw(document, words, fonts, link=lambda step: f"#{step}", page=None)) for document, words in work)


def pages(work: Work, fonts: FontSet) -> int:
    """Draw for the pages of a book; return how many procedures."""
    for document, words in work:
        draw(document, words, fonts, link=None, page=PAGE)
    return len(work)


def rate(way: Callable[[Work, FontSet], int], work: Work, fonts: FontSet) -> float:
    """Charts a CPU second."""
    before = cpu()
    drawn = way(work, fonts)
    return drawn / (cpu() - before)


def cpu() -> float:
    """CPU seconds of this process and of those that it started and that ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    start = cpu()
    fonts = FontSet(ROOT / "templates" / "fonts")
    for character in ("A", "字"):
        for bold in (False, True):
            fonts.width(character, 1, bold=bold)
    print(f"fonts read in {cpu() - start:.2f} CPU s")
    for kind, work in procedures().items():
        for name, way in (("screen", screen), ("pages", pages)):
            median = statistics.median(rate(way, work, fonts) for _ in range(runs))
            print(f"{kind}, {name}: {len(work)} procedures, {median:.0f} a CPU second (asked for: {LEAST[kind]})")


if __name__ == "__main__":
    main()
