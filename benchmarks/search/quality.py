"""How well the search answers the judged queries, by language and kind, beside other engines.

    .venv/bin/python -m benchmarks.search.quality [--missed] [--peers] [--pagefind PROGRAM]

The judged queries stand in `benchmarks/search/queries`. A query counts by the place of its first right answer among
ten. `--missed` names the queries whose first answer is wrong. `--peers` asks Material's search and SQLite too, and
Pagefind where its program is given; they need Chromium.
"""

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from benchmarks.search import peers
from benchmarks.search.judged import LANGUAGES, Ask, Judged, by_kind, edition, judged, missed, score
from sopwright.outputs.site.search import PLACES
from sopwright.search import sources
from sopwright.search.engine import Engine
from sopwright.search.index import build
from sopwright.search.synonyms import NONE
from sopwright.search.units import Unit, units

Rows = list[tuple[int, int]]
Batch = Callable[[Sequence[Unit], Sequence[str], str], list[list[int]]]


def ours(language: str, *, with_synonyms: bool) -> Ask:
    """The search itself."""
    projected = edition(language)
    engine = Engine(build(projected, PLACES, sources.synonyms(projected) if with_synonyms else NONE))
    return lambda query: [hit.unit for hit in engine.search(query).hits]


def batched(run: Batch, found: Sequence[Unit], queries: Sequence[Judged], language: str) -> Ask:
    """An engine that answers all queries at once."""
    asked = [query.query for query in queries]
    answers = dict(zip(asked, run(found, asked, language), strict=True))
    return lambda query: answers[query]


def engines(program: Path | None) -> Mapping[str, Batch]:
    """The other engines by name."""

    def in_folder(run: Callable[[Sequence[Unit], Sequence[str], str, Path], list[list[int]]]) -> Batch:
        def inner(found: Sequence[Unit], asked: Sequence[str], language: str) -> list[list[int]]:
            with tempfile.TemporaryDirectory() as folder:
                return run(found, asked, language, Path(folder))

        return inner

    chosen: dict[str, Batch] = {
        "Material (lunr)": in_folder(peers.lunr),
        "SQLite FTS5 trigram": lambda found, asked, _: peers.trigrams(found, asked),
    }
    if program is not None:
        chosen["Pagefind"] = in_folder(partial(peers.pagefind, program))
    return chosen


def line(name: str, rows: Rows) -> str:
    """One row of the table."""
    found = score(rows)
    return f"| {name} | {found.queries} | {found.mrr:.2f} | {found.recall:.2f} | {found.empty:.1%} |"


def report(name: str, asks: Mapping[str, Ask], *, kinds: bool) -> None:
    """Print an engine's figures."""
    of_kind: defaultdict[str, Rows] = defaultdict(list)
    everything: Rows = []
    print(f"\n{name}\n\n| | queries | MRR@10 | recall@5 | nothing found |\n|---|---|---|---|---|")
    for language, ask in asks.items():
        rows: Rows = []
        for kind, found in by_kind(judged(language), tuple(units(edition(language))), ask):
            of_kind[kind] += found
            rows += found
        everything += rows
        print(line(language, rows))
    print(line("all", everything))
    if kinds:
        print("\n".join(line(kind, rows) for kind, rows in sorted(of_kind.items())))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--pagefind", type=Path, metavar="PROGRAM")
    options = parser.parse_args()
    mine = {language: ours(language, with_synonyms=True) for language in LANGUAGES}
    report("sopwright", mine, kinds=True)
    if options.missed:
        for language, ask in mine.items():
            for query, why in missed(judged(language), tuple(units(edition(language))), ask).items():
                print(f"{language} {query}: {why}")
    report("sopwright without the synonyms", {key: ours(key, with_synonyms=False) for key in LANGUAGES}, kinds=False)
    if options.peers:
        for name, run in engines(options.pagefind).items():
            asks = {
                language: batched(run, tuple(units(edition(language))), judged(language), language)
                for language in LANGUAGES
            }
            report(name, asks, kinds=True)


if __name__ == "__main__":
    main()
