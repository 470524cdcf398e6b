"""The handbook as the server needs it: in the contents that are in force, with what of it is to be confirmed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock

from sqlalchemy import Engine

from sopwright.approval.signing import Verdict, verify_all
from sopwright.approval.ssh_keygen import SigningError
from sopwright.checks.run import SIGNATURES
from sopwright.commands.published import When, contents_of, published
from sopwright.history.git import HistoryError
from sopwright.history.repository import HEAD
from sopwright.load.handbook import load
from sopwright.model.handbook import Handbook
from sopwright.records.changes import Past
from sopwright.records.desk import Desk
from sopwright.records.library import Library, library_of

Now = Callable[[], datetime]


@dataclass(frozen=True)
class Shelves:
    """A handbook, and what of it is to be confirmed."""

    handbook: Handbook
    library: Library


def read_shelves(root: Path, now: Now) -> Shelves | None:
    """The handbook in the contents that are in force; nothing where it cannot be read."""
    handbook, _faults = load(root)
    if handbook is None:
        return None
    verdicts, moment = _verdicts(root, handbook), now()
    today = When(moment.date(), moment)
    in_force = published(root, handbook, verdicts, today).handbook
    return Shelves(in_force, library_of(in_force, verdicts, _build(root)))


def open_desk(root: Path, engine: Engine, library: Library, now: Now) -> Desk:
    """The records of a server."""
    return Desk(engine, now, library, Past(contents_of(root), Lock()))


def reread(root: Path, now: Now, desk: Desk) -> Handbook | None:
    """Read the handbook again for a new build; the desk gets what is to be confirmed of it."""
    found = read_shelves(root, now)
    if found is None:
        return None
    desk.library = found.library
    return found.handbook


def _verdicts(root: Path, handbook: Handbook) -> Mapping[str, Verdict]:
    people, cache = handbook.registers.people.rows, root / SIGNATURES
    try:
        return verify_all(handbook.approvals.all, people, at=lambda record: record.predicate.time, cache=cache)
    except SigningError:
        return {}


def _build(root: Path) -> str:
    """The commit that the handbook stands at; empty outside a repository."""
    contents = contents_of(root)
    try:
        return contents.repository.resolve(HEAD) if contents is not None else ""
    except HistoryError:
        return ""
