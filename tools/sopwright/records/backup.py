"""Backup and restore: one file for both databases, made while the server writes on.

The file is JSON Lines, compressed by gzip: a head, a line a row, and a last line with the SHA-256 of all before it.
What was backed up from SQLite can be restored to PostgreSQL, and the other way round. Sessions are left out: people
sign in again.
"""

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, insert, select

from sopwright.records.chain import verify
from sopwright.records.confirm import all_rows
from sopwright.records.database import reading, writing
from sopwright.records.tables import ACKNOWLEDGEMENTS, ANSWERS, FEEDBACK, MISSES, PEOPLE

FORM = "sopwright-records/1"
TABLES: Mapping[str, Table] = {table.name: table for table in (PEOPLE, ACKNOWLEDGEMENTS, FEEDBACK, ANSWERS, MISSES)}
_AT_ONCE = 500


class RefusedError(Exception):
    """The backup cannot be restored; the words say why. Nothing was written."""


def backup(engine: Engine, place: Path) -> int:
    """Write a backup of one state of the database; whole or not at all.

    Returns:
        How many rows it holds.

    Raises:
        FileExistsError: There is such a file.
    """
    if place.exists():
        raise FileExistsError(place)
    aside = place.with_name(f".{place.name}.new")
    digest, rows = hashlib.sha256(), 0
    with reading(engine) as connection, gzip.open(aside, "wb") as file:
        for line in _lines(connection):
            digest.update(line)
            file.write(line)
            rows += 1
        file.write(_line({"sha256": digest.hexdigest()}))
    aside.replace(place)
    return rows - 1


def restore(engine: Engine, place: Path) -> int:
    """Fill an empty database from a backup; whole or not at all.

    Returns:
        How many rows it holds.

    Raises:
        RefusedError: The file is damaged, its chain does not hold, or the database is not empty.
    """
    rows = _checked(place)
    with writing(engine) as connection:
        if any(connection.execute(select(func.count()).select_from(table)).scalar() for table in TABLES.values()):
            raise RefusedError("the database is not empty; restore into a new one")
        for name, table in TABLES.items():
            own = [row for kind, row in rows if kind == name]
            for start in range(0, len(own), _AT_ONCE):
                connection.execute(insert(table), own[start : start + _AT_ONCE])
        broken = next(verify(all_rows(connection)), None)
        if broken is not None:
            raise RefusedError(f"its chain does not hold at number {broken.seq}: {broken.why}")
    return len(rows)


def _lines(connection: Connection) -> Iterator[bytes]:
    yield _line({"form": FORM})
    for name, table in TABLES.items():
        for row in connection.execute(select(table).order_by(*table.primary_key)):
            yield _line({"table": name, "row": row._asdict()})


def _line(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _checked(place: Path) -> Sequence[tuple[str, Mapping[str, Any]]]:
    """The rows of a backup, once all of it was seen to be as it was written."""
    try:
        with gzip.open(place, "rb") as file:
            *lines, last = file.read().splitlines(keepends=True)
        head, *rows = [json.loads(line) for line in lines]
        whole = json.loads(last) == {"sha256": hashlib.sha256(b"".join(lines)).hexdigest()}
        if not whole or head != {"form": FORM}:
            raise RefusedError("it is damaged, or no backup of records: its digest does not fit")
        return [(row["table"], row["row"]) for row in rows]
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise RefusedError("it is damaged, or no backup of records") from error
