"""The search in PostgreSQL: one table of postings for all audiences, of which each reader's role sees its own rows.

The tables belong to an owner who loads them. Readers connect as another role, which owns nothing; row-level security,
forced on the owner as well, shows a connection the rows of the one audience that the server has set for it. A condition
such as ``term = any (...)`` is leakproof, so that the index is used below the policy; full-text operators are not, and
would read the whole table. Statistics are per audience already: a posting says what the term tells among the audience's
own units. ``postgres_search`` asks the tables.
"""

import hashlib
import json
import struct
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from sopwright.search.engine import Engine
from sopwright.search.files import data_of
from sopwright.search.index import Index

AUDIENCE = "sopwright.audience"
"""The setting that says whose rows a connection sees; only the server may set it, never the reader."""

TABLES = ("handbook_index", "handbook_postings")

SCHEMA = """\
create table if not exists handbook_index (
  audience text not null,
  language text not null,
  version text not null,
  data jsonb not null,
  primary key (audience, language)
);
create table if not exists handbook_postings (
  audience text not null,
  language text not null,
  term integer not null,
  units bytea not null,
  impacts bytea not null,
  primary key (audience, language, term)
);
alter table handbook_postings alter units set storage external, alter impacts set storage external;
"""
"""A row for each term: its units in order as four bytes each, what it tells about each as two, the lowest byte first.
They are not compressed, since unpacking would take longer than reading."""

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


class Cursor(Protocol):
    """What a query returns, as DB-API drivers for PostgreSQL have it."""

    def fetchall(self) -> Sequence[Sequence[Any]]:
        """All rows."""

    def fetchone(self) -> Sequence[Any] | None:
        """The first row, if there is one."""


class Connection(Protocol):
    """A connection as psycopg 3 has it; no driver is imported here."""

    def execute(self, query: Any, params: Any = None, *, binary: bool = False) -> Cursor:
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
    see(connection, index.audience)
    for table in TABLES:
        connection.execute(f"delete from {table} where audience = %s and language = %s", names)  # noqa: S608
    statement = "insert into handbook_index (audience, language, version, data) values (%s, %s, %s, %s)"
    connection.execute(statement, (*names, *_described(index)))
    statement = "insert into handbook_postings (audience, language, term, units, impacts) values (%s, %s, %s, %s, %s)"
    for term, units, impacts in _rows(index):
        connection.execute(statement, (*names, term, units, impacts))


def see(connection: Connection, audience: str) -> None:
    """Show a connection an audience's rows until its transaction ends."""
    connection.execute("select set_config(%s, %s, true)", (AUDIENCE, audience))


def _described(index: Index) -> tuple[str, str]:
    """An index's version, which tells it from any other, and what is kept of it beside the postings."""
    data = data_of(index)
    whole = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return hashlib.sha256(whole).hexdigest(), json.dumps(data | {"postings": []}, ensure_ascii=False)


def _rows(index: Index) -> Iterator[tuple[int, bytes, bytes]]:
    """Each term that tells anything, with its units and what it tells about them."""
    engine = Engine(index)
    for term in range(len(index.forms) + len(index.stems)):
        found = sorted(engine.impacts(term))
        if found:
            units, impacts = zip(*found, strict=True)
            yield term, struct.pack(f"<{len(units)}I", *units), struct.pack(f"<{len(impacts)}H", *impacts)


def script(indexes: Iterable[Index]) -> Iterator[str]:
    """The tables and their rows as a script for ``psql``; what stood there of the same indexes is replaced.

    Rows are copied into tables beside and inserted from there: PostgreSQL copies nothing into a table with policies.
    """
    yield f"set client_min_messages = warning;\nbegin;\n{SCHEMA}{SECURITY}"
    for table in TABLES:
        yield f"create temporary table new_{table} (like {table} including storage) on commit drop;\n"
    for index in indexes:
        names = (index.audience, index.language)
        yield f"set local {AUDIENCE} = {_quoted(index.audience)};\n"
        yield "copy new_handbook_index (audience, language, version, data) from stdin;\n"
        yield _copied(*names, *_described(index)) + "\\.\n"
        yield "copy new_handbook_postings (audience, language, term, units, impacts) from stdin;\n"
        for term, units, impacts in _rows(index):
            yield _copied(*names, str(term), rf"\x{units.hex()}", rf"\x{impacts.hex()}")
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
