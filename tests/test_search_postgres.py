"""The search in PostgreSQL finds what the files find, and shows no audience another's rows."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import psycopg
import pytest
from psycopg import sql

from sopwright.search.engine import Engine
from sopwright.search.postgres import AUDIENCE, SCHEMA, SECURITY, TABLES, grants, script, store
from sopwright.search.postgres_search import POSTINGS, ReplacedIndexError, open_search
from tests.postgres import OWNER, READER, Cluster, cluster, programs
from tests.searching import HOSTILE, engine, index, queries

AUDIENCES = ("managers", "public")
LANGUAGES = ("en", "zh-Hant", "ru")
MANY = 250

Connection = psycopg.Connection[tuple[object, ...]]


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    """A server with the indexes of two audiences in three languages."""
    with cluster() as running:
        with running.connect(OWNER) as connection:
            connection.execute(SCHEMA + SECURITY + grants(READER))
            for audience, language in product(AUDIENCES, LANGUAGES):
                store(connection, index(language, audience))
        yield running


@pytest.fixture
def reader(server: Cluster) -> Iterator[Connection]:
    """A connection as the reader's role."""
    with server.connect(READER) as connection:
        yield connection


@pytest.mark.parametrize(("audience", "language"), [*product(AUDIENCES, LANGUAGES)])
def test_it_finds_exactly_what_the_files_find(audience: str, language: str, reader: Connection) -> None:
    search = open_search(reader, audience, language)
    files = Engine(index(language, audience))
    asked = [*queries(language, MANY), *HOSTILE]
    differ = [
        query
        for query in asked
        if [(hit.unit, hit.score, hit.path) for hit in search.search(reader, query)]
        != [(hit.unit, hit.score, hit.path) for hit in files.search(query).hits]
    ]
    assert differ == []


@pytest.mark.parametrize("limit", [1, 3, 30, 1_000])
def test_however_many_are_asked_for_the_order_is_the_same(limit: int, reader: Connection) -> None:
    """Several frequent words, and equal scores, too."""
    search = open_search(reader, "managers", "en")
    asked = [*queries("en", 60), "call the customer back", "how long may I hold", "team lead call", "call"]
    differ = [
        query
        for query in asked
        if [(hit.unit, hit.score) for hit in search.search(reader, query, limit)]
        != [(hit.unit, hit.score) for hit in engine("en").search(query, limit).hits]
    ]
    assert differ == []


def test_an_index_that_was_replaced_is_not_asked_with_the_old_words(server: Cluster) -> None:
    """Its terms have other numbers by now; the search is opened again."""
    with server.connect(OWNER) as connection:
        store(connection, index("lt", "public"))
        search = open_search(connection, "public", "lt")
        assert search.search(connection, "lankytojas")
        store(connection, replace(index("lt"), audience="public"))
        with pytest.raises(ReplacedIndexError, match="the index of `public` in `lt` was replaced"):
            search.search(connection, "lankytojas")
        assert open_search(connection, "public", "lt").search(connection, "lankytojas")
        connection.execute("delete from handbook_index where language = 'lt'")
        with pytest.raises(ReplacedIndexError):
            search.search(connection, "")
        connection.rollback()


def _count(connection: Connection, table: str) -> object:
    row = connection.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(table))).fetchone()
    assert row is not None
    return row[0]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("role", [READER, OWNER])
def test_without_an_audience_nothing_is_seen(table: str, role: str, server: Cluster) -> None:
    """Not even by the owner: the policies are forced."""
    with server.connect(role) as connection:
        assert _count(connection, table) == 0


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_each_audience_sees_its_own_rows_only(table: str, audience: str, reader: Connection) -> None:
    reader.execute("select set_config(%s, %s, true)", (AUDIENCE, audience))
    statement = sql.SQL("select distinct audience from {}").format(sql.Identifier(table))
    seen = reader.execute(statement).fetchall()
    assert seen == [(audience,)]


def test_the_words_of_others_are_not_seen(reader: Connection) -> None:
    """Neither among the words, nor in what is offered for a misspelt one, nor by their numbers."""
    secret = set(index("en").forms) - set(index("en", "public").forms)
    reader.execute("select set_config(%s, %s, true)", (AUDIENCE, "public"))
    rows = reader.execute("select data from handbook_index").fetchall()
    seen = {word for (data,) in rows for word in data["forms"].split(" ")}  # type: ignore[index]
    assert len(secret) > 500
    assert secret & seen - set(index("ru", "public").forms) == set()
    search = open_search(reader, "public", "en")
    for query in ("approving leave MGT-003", "adherance", "stnad-in", "transferring"):
        assert {hit.document for hit in search.search(reader, query)} <= {"MGT-001"}


def test_postings_of_others_cannot_be_asked_for(reader: Connection) -> None:
    """The very statement of a search, with another audience's name: it is the connection's audience that counts."""
    theirs = open_search(reader, "managers", "en")
    terms = list(range(len(theirs.index.forms)))
    names = {"audience": "managers", "language": "en", "terms": terms}
    assert len(reader.execute(POSTINGS, names).fetchall()) > 1_000
    reader.execute("select set_config(%s, %s, true)", (AUDIENCE, "public"))
    assert reader.execute(POSTINGS, names).fetchall() == []
    rows = reader.execute(POSTINGS, names | {"audience": "public"}, binary=True).fetchall()
    found = {unit for _, _, units, _ in rows if units for unit in np.frombuffer(units, "<u4")}  # type: ignore[call-overload]
    assert len(found) == len(index("en", "public").units)


def test_an_audience_that_is_not_set_up_is_refused(reader: Connection) -> None:
    with pytest.raises(LookupError, match="no index of `nobody` in `en`"):
        open_search(reader, "nobody", "en")


@pytest.mark.parametrize(
    "statement",
    [
        "delete from handbook_postings",
        "update handbook_index set audience = 'public'",
        "insert into handbook_postings values ('public', 'en', 1, '', '')",
        "alter table handbook_index disable row level security",
        "drop policy of_the_audience on handbook_postings",
    ],
)
def test_a_reader_may_only_read(statement: str, reader: Connection) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        reader.execute(statement)


def test_without_the_policies_it_would_leak(server: Cluster) -> None:
    """The counter-test: were a policy missing, a reader would see all rows."""
    with server.connect("boss") as boss:
        boss.execute("alter table handbook_postings disable row level security")
        boss.execute(f"set role {READER}")
        seen = boss.execute("select distinct audience from handbook_postings order by 1").fetchall()
        boss.rollback()
    assert seen == [("managers",), ("public",)]


def test_a_term_is_found_by_the_index(server: Cluster) -> None:
    with server.connect(READER) as connection:
        connection.execute("select set_config(%s, %s, true)", (AUDIENCE, "managers"))
        connection.execute("set local enable_seqscan = off")
        plan = connection.execute(
            f"explain {POSTINGS}", {"audience": "managers", "language": "en", "terms": [1, 2]}
        ).fetchall()
    text = "\n".join(str(line) for (line,) in plan)
    assert "Index Cond" in text
    assert "term = ANY" in text


def test_names_of_roles_are_plain() -> None:
    with pytest.raises(ValueError, match="no plain name"):
        grants('reader"; drop table handbook_index; --')


def test_a_script_loads_the_same(server: Cluster, tmp_path: Path) -> None:
    """What `psql` is given, twice: the second run takes the place of the first."""
    file = tmp_path / "handbook.sql"
    file.write_text("".join(script([index("zh-Hant"), index("en", "public")])), encoding="utf-8")
    with server.connect("boss") as boss:
        boss.autocommit = True
        boss.execute(f"create database loaded owner {OWNER}")
    for _ in range(2):
        where = ("-h", "127.0.0.1", "-p", str(server.port), "-U", OWNER, "-d", "loaded")
        command = (str(programs() / "psql"), *where, "-q", "-v", "ON_ERROR_STOP=1", "-f", str(file))
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")
    with server.connect(OWNER, "loaded") as connection:
        search = open_search(connection, "managers", "zh-Hant")
        found = search.search(connection, "轉接來電")
    assert [hit.score for hit in found] == [hit.score for hit in Engine(index("zh-Hant")).search("轉接來電").hits]
