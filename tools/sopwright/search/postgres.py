"""The search in PostgreSQL: one table of postings for all audiences, of which each reader's role sees its own rows.

The tables belong to an owner who loads them. Readers connect as another role, which owns nothing; row-level security,
forced on the owner as well, shows a connection the rows of the one audience that the server has set for it. A condition
such as ``term = any (...)`` is leakproof, so that the index is used below the policy; full-text operators are not, and
would read the whole table. Statistics are per audience already: a posting says what the term tells among the audience's
own units.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sopwright.search.engine import Engine, Hit, hit_of
from sopwright.search.files import as_index, data_of
from sopwright.search.index import Index
from sopwright.search.lexicon import Lexicon
from sopwright.search.query import Planner, Slot

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
  units integer[] not null,
  impacts integer[] not null,
  primary key (audience, language, term)
);
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

RANK = """\
with wanted as (
  select * from unnest(%(slots)s::int[], %(terms)s::int[], %(weights)s::bigint[], %(telling)s::int[])
    as w (slot, term, weight, telling)
), scored as (
  select w.slot, w.telling, p.unit, max(w.weight * p.impact) as best
  from wanted w
  join handbook_postings t on t.audience = %(audience)s and t.language = %(language)s and t.term = w.term
  cross join lateral unnest(t.units, t.impacts) as p (unit, impact)
  group by w.slot, w.telling, p.unit
)
select unit, (sum(best) * (%(all)s + sum(telling)))::bigint as score
from scored group by unit order by score desc, unit limit %(limit)s
"""
"""The ranking of ``Engine.rank``: of each word the best term, then the sum, more for each word that is met."""


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
    statement = "insert into handbook_postings (audience, language, term, units, impacts) values (%s, %s, %s, %s, %s)"
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
        yield "copy new_handbook_postings (audience, language, term, units, impacts) from stdin;\n"
        for term, found, impacts in _rows(index):
            yield _copied(*names, str(term), _array(found), _array(impacts))
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


def _array(numbers: list[int]) -> str:
    return "{" + ",".join(map(str, numbers)) + "}"


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
        ranked = self.rank(connection, self.planner.slots(query), limit)
        return tuple(hit_of(self.index, unit, score) for unit, score in ranked)

    def rank(self, connection: Connection, plan: Sequence[Slot], limit: int) -> list[tuple[int, int]]:
        """The best units, each with its score."""
        rows = [(number, *pair, int(slot.telling)) for number, slot in enumerate(plan) for pair in slot.terms.items()]
        if not rows:
            return []
        _see(connection, self.index.audience)
        slots, terms, weights, telling = (list(column) for column in zip(*rows, strict=True))
        values = {
            "slots": slots,
            "terms": terms,
            "weights": weights,
            "telling": telling,
            "audience": self.index.audience,
            "language": self.index.language,
            "all": sum(slot.telling for slot in plan if slot.terms),
            "limit": limit,
        }
        return [(unit, score) for unit, score in connection.execute(RANK, values).fetchall()]


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
