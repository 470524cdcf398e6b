"""Opening the database: durable, migrated, the same on SQLite and PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

MIGRATIONS = Path(__file__).parent / "migrations"

SQLITE, POSTGRESQL = "sqlite", "postgresql"

_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 10000",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA recursive_triggers = ON",  # REPLACE fires the trigger against DELETE
)
"""With WAL and FULL a commit returns after fsync (sqlite.org/pragma.html#pragma_synchronous)."""

_READING = "sopwright_reading"
_CHAIN_LOCK = 7_367_511
"""The key of PostgreSQL's advisory lock that puts writers and migrations in a row."""


def open(url: str) -> Engine:  # noqa: A001  # one opens a database
    """Open a database and bring its tables to the newest form.

    Args:
        url: ``sqlite:////var/lib/sopwright/records.db`` or ``postgresql://user@host/database``.

    Raises:
        ValueError: The address is of neither kind, or names a SQLite database that is kept in memory.
    """
    engine = connect(url)
    with writing(engine) as connection:
        migrate(connection)
    return engine


def connect(url: str) -> Engine:
    """Open a database as it is.

    Raises:
        ValueError: See :func:`open`.
    """
    parsed = _parsed(url)
    try:
        engine = create_engine(parsed)
    except ImportError as error:
        raise ValueError("PostgreSQL needs its driver: pip install 'sopwright[postgresql]'") from error
    sqlite = parsed.get_backend_name() == SQLITE

    @event.listens_for(engine, "connect")
    def settings(connection: Any, _record: object) -> None:
        if sqlite:
            connection.isolation_level = None  # else the driver begins transactions by itself, and late
        cursor = connection.cursor()
        for line in _PRAGMAS if sqlite else ("SET synchronous_commit TO on", "SET client_encoding TO 'UTF8'"):
            cursor.execute(line)
        cursor.close()
        if not sqlite:
            connection.commit()

    if sqlite:

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            reads = connection.get_execution_options().get(_READING, False)
            connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the database and waits for nobody."""
    with engine.connect() as connection:
        options: dict[str, Any] = {_READING: True}
        if engine.dialect.name == POSTGRESQL:
            options["isolation_level"] = "REPEATABLE READ"
        with connection.execution_options(**options).begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction of the only writer; it is on disk when the block ends."""
    with engine.begin() as connection:
        if engine.dialect.name == POSTGRESQL:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CHAIN_LOCK})
        yield connection


def migrate(connection: Connection, revision: str = "head") -> None:
    """Bring the tables to a form; the newest by default."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    backend = parsed.get_backend_name() if parsed is not None else ""
    if parsed is None or backend not in (SQLITE, POSTGRESQL):
        wanted = "`sqlite:///records.db` or `postgresql://user@host/database`"
        raise ValueError(f"the address of the database must look like {wanted}")  # it may hold a password: not shown
    if backend == SQLITE and parsed.database in (None, "", ":memory:"):
        raise ValueError("the SQLite database must be a file; one in memory would forget what people confirmed")
    return parsed if backend == SQLITE else parsed.set(drivername="postgresql+psycopg")
