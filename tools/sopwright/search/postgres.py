"""The search in PostgreSQL: one table of postings for all audiences, of which each reader's role sees its own rows.

The tables belong to an owner who loads them. Readers connect as another role, which owns nothing; row-level security,
forced on the owner as well, shows a connection the rows of the one audience that the server has set for it. A condition
such as ``term = any (...)`` is leakproof, so that the index is used below the policy; full-text operators are not, and
would read the whole table. Statistics are per audience already: a posting says what the term tells among the audience's
own units.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any, Protocol

from sopwright.search.engine import Engine, Hit, hit_of
from sopwright.search.files import as_index, data_of
from sopwright.search.index import Index
from sopwright.search.lexicon import Lexicon, Terms
from sopwright.search.query import Planner

AUDIENCE = "sopwright.audience"
"""The setting that says whose rows a connection sees; only the server may set it, never the reader."""

TABLES = ("handbook_index", "handbook_postings")

SCHEMA = """\
create table if not exists handbook_index (
  audience text not null,
  language text not null,
  data jsonb not null,
  primary key (audience, language)
);
create table if not exists handbook_postings (
  audience text not null,
  language text not null,
  term integer not null,
  unit integer not null,
  impact integer not null,
  primary key (audience, language, term, unit) include (impact)
);
create index if not exists handbook_postings_best
  on handbook_postings (audience, language, term, impact desc, unit);
"""

SECURITY = "".join(
    f"""\
alter table {table} enable row level security;
alter table {table} force row level security;
drop policy if exists of_the_audience on {table};
create policy of_the_audience on {table}
  using (audience = current_setting('{AUDIENCE}', true))
  with check (audience = current_setting('{AUDIENCE}', true));
"""
    for table in TABLES
)

_OF_INDEX = "p.audience = %(audience)s and p.language = %(language)s and p.term = w.term"

HEADS = f"""\
select w.place, p.unit, p.impact
from unnest(%(places)s::int[], %(terms)s::int[]) as w (place, term)
cross join lateral (
  select p.unit, p.impact from handbook_postings p
  where {_OF_INDEX} order by p.impact desc, p.unit limit %(depth)s
) p
"""  # noqa: S608  # our own words
"""Of each term the units that it tells most about."""

REST = f"""\
select w.place, p.unit, p.impact
from unnest(%(places)s::int[], %(terms)s::int[]) as w (place, term)
cross join lateral (
  select p.unit, p.impact from handbook_postings p where {_OF_INDEX} and p.unit = any(%(units)s::int[])
) p
"""  # noqa: S608  # our own words
"""What terms tell about given units."""

DEPTH, DEEPER = 256, 8
"""So many units of each term are read first; so many times more if that does not settle the order."""


class Cursor(Protocol):
    """What a query returns, as DB-API drivers for PostgreSQL have it."""

    def fetchall(self) -> Sequence[Sequence[Any]]:
        """All rows."""

    def fetchone(self) -> Sequence[Any] | None:
        """The first row, if there is one."""


class Connection(Protocol):
    """A connection as psycopg 3 has it; no driver is imported here."""

    def execute(self, query: Any, params: Any = None) -> Cursor:
        """Run a statement."""


def grants(role: str) -> str:
    """What a reader's role may do: read.

    Raises:
        ValueError: The name is not a plain one.
    """
    if not role.replace("_", "").isalnum() or not role.isascii():
        raise ValueError(f"{role!r} is no plain name of a role")
    return "".join(f'grant select on {table} to "{role}";\n' for table in TABLES)


def store(connection: Connection, index: Index) -> None:
    """Put an index in the place of the audience's old one; the caller commits."""
    names = (index.audience, index.language)
    _see(connection, index.audience)
    for table in TABLES:
        connection.execute(f"delete from {table} where audience = %s and language = %s", names)  # noqa: S608
    data = data_of(index) | {"postings": []}
    statement = "insert into handbook_index (audience, language, data) values (%s, %s, %s)"
    connection.execute(statement, (*names, json.dumps(data, ensure_ascii=False)))
    statement = (
        "insert into handbook_postings (audience, language, term, unit, impact)"
        " select %s, %s, %s, unit, impact from unnest(%s::int[], %s::int[]) as p (unit, impact)"
    )
    for term, found, impacts in _rows(index):
        connection.execute(statement, (*names, term, found, impacts))


def _rows(index: Index) -> Iterator[tuple[int, list[int], list[int]]]:
    engine = Engine(index)
    for term in range(len(index.forms) + len(index.stems)):
        impacts = engine.impacts(term)
        yield term, [unit for unit, _ in impacts], [impact for _, impact in impacts]


def script(indexes: Iterable[Index]) -> Iterator[str]:
    """The tables and their rows as a script for ``psql``; what stood there of the same indexes is replaced.

    Rows are copied into tables beside and inserted from there: PostgreSQL copies nothing into a table with policies.
    """
    yield f"set client_min_messages = warning;\nbegin;\n{SCHEMA}{SECURITY}"
    for table in TABLES:
        yield f"create temporary table new_{table} (like {table}) on commit drop;\n"
    for index in indexes:
        names = (index.audience, index.language)
        yield f"set local {AUDIENCE} = {_quoted(index.audience)};\n"
        yield "copy new_handbook_index (audience, language, data) from stdin;\n"
        yield _copied(*names, json.dumps(data_of(index) | {"postings": []}, ensure_ascii=False)) + "\\.\n"
        yield "copy new_handbook_postings (audience, language, term, unit, impact) from stdin;\n"
        for term, found, impacts in _rows(index):
            lines = (_copied(*names, str(term), str(u), str(i)) for u, i in zip(found, impacts, strict=True))
            yield "".join(lines)
        yield "\\.\n"
        where = f"audience = {_quoted(names[0])} and language = {_quoted(names[1])}"
        for table in TABLES:
            yield f"delete from {table} where {where};\n"  # noqa: S608  # quoted in the lines above
            yield f"insert into {table} select * from new_{table};\n"  # noqa: S608  # our own names
            yield f"truncate new_{table};\n"
    yield "commit;\nanalyze handbook_postings;\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _copied(*values: str) -> str:
    escaped = (
        value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r") for value in values
    )
    return "\t".join(escaped) + "\n"


def _see(connection: Connection, audience: str) -> None:
    connection.execute("select set_config(%s, %s, true)", (AUDIENCE, audience))


@dataclass(frozen=True)
class PostgresSearch:
    """One audience's search in one language; it keeps the words, the database keeps where they stand."""

    index: Index
    """Without its postings."""
    planner: Planner

    def search(self, connection: Connection, query: str, limit: int = 10) -> tuple[Hit, ...]:
        """The best units, as ``Engine.search`` finds them in the files."""
        ranked = self.rank(connection, self.planner.plan(query), limit)
        return tuple(hit_of(self.index, unit, score) for unit, score in ranked)

    def rank(self, connection: Connection, plan: Sequence[Terms], limit: int) -> list[tuple[int, int]]:
        """The best units, each with its score, in the order of ``Engine.rank``.

        Of each term only the units that it tells most about are read, and then all about these. What was not read can
        at most reach a bound; where that is not below the last of the best, more is read. This is the threshold
        algorithm of Fagin, Lotem and Naor (2003).
        """
        ways = [Way(number, term, weight) for number, terms in enumerate(plan) for term, weight in terms.items()]
        ranking = Ranking(sum(bool(terms) for terms in plan))
        depth = DEPTH
        _see(connection, self.index.audience)
        while True:
            opened = self._heads(connection, ranking, ways, depth)
            if len({way.slot for way in ways}) > 1:  # of a single word, the best of each term say all
                self._rest(connection, ranking, opened, ranking.promising(limit))
            best = ranking.best(limit)
            if ranking.settled(best, limit):
                return best
            depth *= DEEPER

    def _heads(self, connection: Connection, ranking: "Ranking", ways: Sequence["Way"], depth: int) -> list["Way"]:
        """Read the best units of each term; return the terms that have more."""
        values = self._values(ways) | {"depth": depth}
        ranking.open_slots.clear()
        counts, lowest = [0] * len(ways), [0] * len(ways)
        for place, unit, impact in connection.execute(HEADS, values).fetchall():
            ranking.add(ways[place], unit, impact)
            counts[place] += 1
            lowest[place] = impact if counts[place] == 1 else min(lowest[place], impact)
        opened = [place for place, count in enumerate(counts) if count == depth]
        for place in opened:
            ranking.leave_open(ways[place], lowest[place])
        return [ways[place] for place in opened]

    def _rest(
        self, connection: Connection, ranking: "Ranking", opened: Sequence["Way"], promising: Sequence[int]
    ) -> None:
        """Read what the terms that have more tell about units that may be among the best."""
        if not opened or not promising:
            return
        values = self._values(opened) | {"units": promising}
        for place, unit, impact in connection.execute(REST, values).fetchall():
            ranking.add(opened[place], unit, impact)

    def _values(self, ways: Sequence["Way"]) -> dict[str, Any]:
        return {
            "audience": self.index.audience,
            "language": self.index.language,
            "places": list(range(len(ways))),
            "terms": [way.term for way in ways],
        }


@dataclass(frozen=True)
class Way:
    """A term that a word of a query may stand for."""

    slot: int
    term: int
    weight: int


class Ranking:
    """Units and what is known of their scores."""

    def __init__(self, wanted: int) -> None:
        self._wanted = wanted
        self._scores: defaultdict[int, dict[int, int]] = defaultdict(dict)
        self.open_slots: dict[int, int] = {}
        """The words of which not all was read, each with the most that an unread unit can have by it."""

        self._read: set[int] = set()
        """The units of which all is known."""

    def add(self, way: Way, unit: int, impact: int) -> None:
        """Take in what a term tells about a unit."""
        slots = self._scores[unit]
        slots[way.slot] = max(slots.get(way.slot, 0), impact * way.weight)

    def leave_open(self, way: Way, impact: int) -> None:
        """Remember that a term has more units, of which it tells no more than this."""
        self.open_slots[way.slot] = max(self.open_slots.get(way.slot, 0), impact * way.weight)

    def best(self, limit: int) -> list[tuple[int, int]]:
        """The best known units, each with its score."""
        ranked = ((-self._score(slots), unit) for unit, slots in self._scores.items())
        return [(unit, -score) for score, unit in nsmallest(limit, ranked)]

    def promising(self, limit: int) -> list[int]:
        """The units that may be among the best once all is known of them; it is taken to be known from then on."""
        best = self.best(limit)
        least = best[-1][1] if len(best) == limit else 0
        found = [
            unit
            for unit, slots in self._scores.items()
            if unit not in self._read and self._score(self._at_most(slots)) >= least
        ]
        self._read.update(found)
        return found

    def settled(self, best: Sequence[tuple[int, int]], limit: int) -> bool:
        """Whether no unread unit can be among the best."""
        return not self.open_slots or (len(best) == limit and best[-1][1] > self._score(self.open_slots))

    def _score(self, slots: Mapping[int, int]) -> int:
        return sum(slots.values()) * (self._wanted + len(slots))

    def _at_most(self, slots: Mapping[int, int]) -> Mapping[int, int]:
        """The most that a unit can have, of each word."""
        return {**slots, **{slot: max(most, slots.get(slot, 0)) for slot, most in self.open_slots.items()}}


def open_search(connection: Connection, audience: str, language: str) -> PostgresSearch:
    """Read what queries need of an audience's index; to be kept while the index stands.

    Raises:
        LookupError: The database has no such index, or none that this role may see.
    """
    _see(connection, audience)
    statement = "select data from handbook_index where audience = %s and language = %s"
    row = connection.execute(statement, (audience, language)).fetchone()
    if row is None:
        raise LookupError(f"no index of `{audience}` in `{language}`")
    index = as_index(row[0])
    return PostgresSearch(index, Planner(index, Lexicon(index)))
