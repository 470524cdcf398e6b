"""``sopwright records reminders``: the day's reminders as files."""

from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from sopwright.commands import exits
from sopwright.commands.shelves import open_desk, read_shelves
from sopwright.edition.reader import catalogue
from sopwright.records.database import open as open_database
from sopwright.records.reminders import Sender
from sopwright.records.reminders import reminders as made


def reminders(url: str, messages: Console, root: Path, folder: Path, address: str, now: datetime) -> int:
    """Write a message for each person who has something to confirm soon.

    Args:
        url: The database.
        messages: Where messages go.
        root: The handbook's folder.
        folder: Where the files are written; files of the same names give way.
        address: The server's address, for links.
        now: The time.
    """
    shelves = read_shelves(root, lambda: now)
    if shelves is None:
        messages.print("The handbook cannot be read: `sopwright check` tells why.")
        return exits.FAULTS
    try:
        engine = open_database(url)
    except (ValueError, SQLAlchemyError) as error:
        messages.print(f"The database cannot be opened: {str(error).splitlines()[0]}.", soft_wrap=True)
        return exits.USAGE
    registers, library = shelves.library.registers, shelves.library
    day = now.astimezone(ZoneInfo(registers.organisation.time_zone)).date()
    desk = open_desk(root, engine, library, lambda: now)
    sender = Sender(address.rstrip("/"), registers.organisation.email)
    found = desk.assigned_to(registers.people.rows, day)
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for person, message in made(library, found, partial(catalogue, shelves.handbook), sender, now, day):
        (folder / f"{day}-{person}.eml").write_bytes(message.as_bytes())
        count += 1
    engine.dispose()
    messages.print(f"Wrote {count} reminders to {folder}.", soft_wrap=True)
    return exits.CLEAN
