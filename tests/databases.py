"""A new, empty database for each test: a file of SQLite, and a database of a PostgreSQL of its own."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine

from sopwright.records import database
from tests.postgres import Cluster, cluster

_NUMBERS = count()
BOTH = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """One server for all tests of a process."""
    with cluster() as running:
        yield running


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'records.db'}"
    running: Cluster = request.getfixturevalue("postgres")
    return fresh(running)


def fresh(running: Cluster) -> str:
    """The address of a new database of a server."""
    name = f"records_{next(_NUMBERS)}"
    connection = running.connect("boss")
    connection.autocommit = True
    with connection:
        connection.execute(f"create database {name} template template0".encode())
    return f"postgresql://boss@127.0.0.1:{running.port}/{name}"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """The database, opened."""
    opened = database.open(database_url)
    yield opened
    opened.dispose()
