"""The judged queries, and what an engine makes of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sopwright.edition.project import project
from sopwright.edition.records import Edition
from sopwright.load.handbook import load
from sopwright.search.units import Unit

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
TODAY = date(2026, 11, 22)
AUDIENCE = "managers"
LANGUAGES = ("en", "bg", "zh-Hant", "ms", "lt", "ru")
TOP = 10

Ask = Callable[[str], Sequence[int]]
"""A query to the places of the best units."""


@dataclass(frozen=True)
class Judged:
    """A query with the places that answer it."""

    kind: str
    query: str
    answers: tuple[str, ...]
    """``SVC-007#warm``, ``SVC-007`` for the document itself, ``SVC-007#*`` for any place in it."""

    def wants(self, unit: Unit) -> bool:
        """Whether a unit answers the query."""
        place = f"{unit.document}#{unit.anchor}" if unit.anchor else unit.document
        return place in self.answers or f"{unit.document}#*" in self.answers


@dataclass(frozen=True)
class Score:
    """How well an engine answered some queries."""

    queries: int
    mrr: float
    """The mean of one divided by the place of the first right answer among ten."""
    recall: float
    """The share of queries with a right answer among five."""
    empty: float
    """The share of queries without any answer."""


def judged(language: str) -> list[Judged]:
    """The judged queries of a language."""
    rows = (HERE / "queries" / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    cut = (row.split("\t") for row in rows if row)
    return [Judged(kind, query, tuple(answers.split())) for kind, query, answers in cut]


def edition(language: str) -> Edition:
    """The handbook as its managers read it."""
    handbook, _ = load(ROOT)
    if handbook is None:
        raise SystemExit("the handbook cannot be read")
    return project(handbook, AUDIENCE, language, TODAY)


def place_of(query: Judged, units: Sequence[Unit], found: Sequence[int]) -> int:
    """The place of the first right answer, from 1; 0 where there is none among ten."""
    return next((place for place, unit in enumerate(found[:TOP], 1) if query.wants(units[unit])), 0)


def score(places: Iterable[tuple[int, int]]) -> Score:
    """The score of queries, each with the place of its first right answer and how many answers it got."""
    rows = list(places)
    total = max(len(rows), 1)
    return Score(
        queries=len(rows),
        mrr=sum(1 / place for place, _ in rows if place) / total,
        recall=sum(0 < place <= 5 for place, _ in rows) / total,
        empty=sum(not answers for _, answers in rows) / total,
    )


def by_kind(queries: Sequence[Judged], units: Sequence[Unit], ask: Ask) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The rows of each kind of query."""
    rows: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for query in queries:
        found = ask(query.query)
        rows[query.kind].append((place_of(query, units, found), len(found)))
    yield from sorted(rows.items())


def missed(queries: Sequence[Judged], units: Sequence[Unit], ask: Ask) -> Mapping[str, str]:
    """The queries whose first answer is wrong, each with what came first."""
    wrong: dict[str, str] = {}
    for query in queries:
        found = ask(query.query)
        place = place_of(query, units, found)
        if place != 1:
            first = units[found[0]] if found else None
            shown = f"{first.document}#{first.anchor} {first.title}" if first else "nothing"
            wrong[f"{query.kind}: {query.query}"] = f"right answer at {place or '-'}; first is {shown}"
    return wrong
