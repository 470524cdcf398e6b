"""``sopwright records``: verify, export, back up, restore and erase what readers confirmed."""

import json
from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec

from rich.console import Console
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from sopwright.approval.ssh_keygen import SigningError
from sopwright.commands import exits
from sopwright.load.handbook import load
from sopwright.model.handbook import Handbook
from sopwright.records import backup as backups
from sopwright.records import checkpoint as checkpoints
from sopwright.records.chain import Broken
from sopwright.records.chain import verify as broken_in
from sopwright.records.confirm import all_rows, head
from sopwright.records.database import open as open_database
from sopwright.records.database import reading, writing
from sopwright.records.erase import Erased
from sopwright.records.erase import erase as erase_person
from sopwright.records.export import export as exported
from sopwright.records.people import people
from sopwright.records.retention import expired

P = ParamSpec("P")


class NoHandbookError(Exception):
    """The registers cannot be read; the words say what to do."""


def _on(
    command: Callable[Concatenate[Engine, Console, P], int],
) -> Callable[Concatenate[str, Console, P], int]:
    """Open the database for a command, and say in plain words what the world refuses."""

    @wraps(command)
    def run(url: str, messages: Console, /, *arguments: P.args, **options: P.kwargs) -> int:
        try:
            engine = open_database(url)
        except (ValueError, SQLAlchemyError, OSError) as error:
            messages.print(f"The database cannot be opened: {_plain(error)}.", soft_wrap=True)
            return exits.USAGE
        try:
            return command(engine, messages, *arguments, **options)
        except (SigningError, NoHandbookError, backups.RefusedError, OSError) as error:
            messages.print(f"Nothing was done: {_plain(error)}.", soft_wrap=True)
            return exits.FAULTS
        finally:
            engine.dispose()

    return run


@_on
def verify(
    engine: Engine, messages: Console, root: Path, folder: Path | None, signer: Path | None, as_json: bool, out: Console
) -> int:
    """Check the whole chain, against checkpoints where they are given."""
    good: list[checkpoints.Checkpoint] = []
    refused: list[checkpoints.Refused] = []
    if folder is not None and signer is not None:
        company = _handbook(root).registers.organisation.id
        good, refused = checkpoints.read(folder, company, signer.read_text(encoding="ascii"))
    with reading(engine) as connection:
        broken = list(broken_in(all_rows(connection), [one.head for one in good]))
        last = head(connection)
    if as_json:
        faults = [{"seq": one.seq, "why": one.why} for one in broken]
        others = [{"checkpoint": one.path.name, "why": one.why} for one in refused]
        said = {"rows": last.seq, "hash": last.hash, "checkpoints": len(good), "broken": faults, "refused": others}
        out.out(json.dumps(said, ensure_ascii=False), highlight=False)
    else:
        _say(messages, broken, refused)
        checked = f", {len(good)} checkpoints agree" if good and not broken else ""
        state = "does not hold" if broken or refused else "holds"
        messages.print(f"The chain of {last.seq} confirmations {state}{checked}.", soft_wrap=True)
        if not good:
            messages.print("Without checkpoints nobody can tell whether the newest rows were taken away.")
    return exits.FAULTS if broken or refused else exits.CLEAN


def _say(messages: Console, broken: list[Broken], refused: list[checkpoints.Refused]) -> None:
    for one in broken:
        messages.print(f"number {one.seq}: {one.why}", soft_wrap=True)
    for other in refused:
        messages.print(f"{other.path.name} does not count: {other.why}", soft_wrap=True)


@_on
def checkpoint(engine: Engine, messages: Console, root: Path, folder: Path, key: Path, now: datetime) -> int:
    """Sign where the chain stands."""
    company = _handbook(root).registers.organisation.id
    with reading(engine) as connection:
        stands = head(connection)
    place = checkpoints.write(folder, company, stands, now, key)
    messages.print(f"Wrote {place}: {stands.seq} confirmations.", soft_wrap=True)
    return exits.CLEAN


@_on
def export(engine: Engine, messages: Console, root: Path, form: str, place: Path, names: bool, today: date) -> int:
    """Write all confirmations to a file; with names only where that is asked for."""
    company = _handbook(root).registers.organisation.name
    with reading(engine) as connection:
        known = {ref: person for person, ref in people(connection).items()} if names else None
        rows = list(all_rows(connection))
    aside = place.with_name(f".{place.name}.new")
    aside.write_bytes(exported(rows, form, known, company, today))
    aside.replace(place)
    messages.print(f"Wrote {len(rows)} confirmations to {place}.", soft_wrap=True)
    return exits.CLEAN


@_on
def backup(engine: Engine, messages: Console, place: Path) -> int:
    """Write a backup."""
    rows = backups.backup(engine, place)
    messages.print(f"Wrote {rows} rows to {place}.", soft_wrap=True)
    return exits.CLEAN


@_on
def restore(engine: Engine, messages: Console, place: Path) -> int:
    """Fill an empty database."""
    rows = backups.restore(engine, place)
    messages.print(f"Restored {rows} rows; the chain holds. Erase again whoever was erased since.", soft_wrap=True)
    return exits.CLEAN


@_on
def erase(engine: Engine, messages: Console, person: str) -> int:
    """Take a person's name from the records."""
    with writing(engine) as connection:
        done = erase_person(connection, person)
    if not done.mapping:
        messages.print(f"Nobody called `{person}` has records.", soft_wrap=True)
        return exits.FAULTS
    messages.print(_erased(person, done), soft_wrap=True)
    return exits.CLEAN


@_on
def erase_expired(engine: Engine, messages: Console, root: Path, today: date) -> int:
    """Take the names of those who left long enough ago."""
    registers = _handbook(root).registers
    with writing(engine) as connection:
        found = list(expired(registers, frozenset(people(connection)), today))
        for person in found:
            messages.print(_erased(person, erase_person(connection, person)), soft_wrap=True)
    messages.print(f"{len(found)} people were erased, by `keep` in registers/training.yml.", soft_wrap=True)
    return exits.CLEAN


def _erased(person: str, done: Erased) -> str:
    return f"`{person}` is erased: the confirmations stay without a name, and {done.feedback} remarks without a sender."


def _handbook(root: Path) -> Handbook:
    handbook, _ = load(root)
    if handbook is None:
        raise NoHandbookError("the registers have errors; `sopwright check` shows them")
    return handbook


def _plain(error: Exception) -> str:
    """An error's first line; what a database says after it would show its address."""
    if isinstance(error, FileExistsError):
        return f"there is a file `{error.filename or error}` already"
    return (str(error).splitlines() or [type(error).__name__])[0]
