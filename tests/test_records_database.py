"""The database of the records: durable, migrated, never losing what was confirmed."""

import sys

import pytest
from sqlalchemy import Engine, UniqueConstraint, inspect, text
from sqlalchemy.exc import DBAPIError

from sopwright.records import database
from sopwright.records.tables import METADATA

ROW = {
    "seq": 1, "id": "a", "document": "SVC-004", "language": "en", "content": "c", "material": "m", "revision": 1,
    "person": "p", "cycle": 0, "at": "2026-06-01T08:00:00Z", "statement": "read", "build": "b", "prev": "", "hash": "h",
}  # fmt: skip


def test_migrations_make_the_tables_that_the_model_names(engine: Engine) -> None:
    found = inspect(engine)
    for table in METADATA.sorted_tables:
        columns = {column["name"]: column["nullable"] for column in found.get_columns(table.name)}
        assert columns == {column.name: column.nullable for column in table.columns}
        unique = {tuple(one["column_names"]) for one in found.get_unique_constraints(table.name)}
        wanted = [one for one in table.constraints if isinstance(one, UniqueConstraint)]
        assert {tuple(one.columns.keys()) for one in wanted} == unique
        indexes = {one["name"] for one in found.get_indexes(table.name) if not one["unique"]}
        assert {one.name for one in table.indexes} == indexes


def test_opening_again_changes_nothing(engine: Engine, database_url: str) -> None:
    with database.writing(engine) as connection:
        connection.execute(METADATA.tables["acknowledgements"].insert(), ROW)
    again = database.open(database_url)
    with database.reading(again) as connection:
        assert connection.execute(text("select count(*) from acknowledgements")).scalar() == 1
    again.dispose()


@pytest.mark.parametrize(
    "statement",
    [
        "update acknowledgements set person = 'somebody'",
        "delete from acknowledgements",
    ],
)
def test_a_confirmation_cannot_be_changed(engine: Engine, statement: str) -> None:
    with database.writing(engine) as connection:
        connection.execute(METADATA.tables["acknowledgements"].insert(), ROW)
    with pytest.raises(DBAPIError, match="never changed"), database.writing(engine) as connection:
        connection.execute(text(statement))
    with database.reading(engine) as connection:
        assert connection.execute(text("select person from acknowledgements")).scalar() == "p"


def test_a_confirmation_cannot_be_replaced_or_truncated(engine: Engine) -> None:
    with database.writing(engine) as connection:
        connection.execute(METADATA.tables["acknowledgements"].insert(), ROW)
    replace = {
        "sqlite": "replace into acknowledgements select seq, id, document, language, content, material, revision, "
        "'somebody', cycle, at, statement, build, prev, hash from acknowledgements",
        "postgresql": "truncate acknowledgements",
    }
    with pytest.raises(DBAPIError, match="never changed"), database.writing(engine) as connection:
        connection.execute(text(replace[engine.dialect.name]))


def test_a_commit_waits_for_the_disk(engine: Engine) -> None:
    asked = {"sqlite": ("pragma synchronous", 2), "postgresql": ("show synchronous_commit", "on")}
    statement, expected = asked[engine.dialect.name]
    with database.reading(engine) as connection:
        assert connection.exec_driver_sql(statement).scalar() == expected


def test_a_reader_sees_one_state_while_others_write(engine: Engine) -> None:
    table = METADATA.tables["acknowledgements"]
    count = text("select count(*) from acknowledgements")
    with database.reading(engine) as reader:
        assert reader.execute(count).scalar() == 0
        with database.writing(engine) as writer:
            writer.execute(table.insert(), ROW)
        assert reader.execute(count).scalar() == 0
    with database.reading(engine) as reader:
        assert reader.execute(count).scalar() == 1


@pytest.mark.parametrize("url", ["", "records.db", "mysql://localhost/x", "sqlite://", "sqlite:///:memory:"])
def test_other_addresses_are_refused_in_plain_words(url: str) -> None:
    with pytest.raises(ValueError, match=r"database (must|in memory)|address of the database"):
        database.open(url)


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ValueError, match="needs its driver"):
        database.open("postgresql://localhost/x")


def test_a_refused_address_does_not_show_its_password() -> None:
    with pytest.raises(ValueError, match="address") as refused:
        database.open("mysql://root:geheim@localhost/x")
    assert "geheim" not in str(refused.value)
