"""``sopwright redline``: what changed in a document, in words, on one page to read and sign."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.console import Console

from sopwright.approval.digest import digest
from sopwright.approval.side import Side
from sopwright.approval.ssh_keygen import SigningError
from sopwright.commands import exits
from sopwright.commands.desk import Desk, RefusedError, open_desk
from sopwright.history.contents import Contents
from sopwright.history.git import HistoryError
from sopwright.history.past import past_of
from sopwright.history.repository import Repository
from sopwright.redline.html import html
from sopwright.redline.make import redline as make
from sopwright.redline.pdf import pdf
from sopwright.redline.records import Redline
from sopwright.redline.terminal import terminal

SHORT = 8
"""Characters of a commit's id that stand on a page."""

MOST_DIGITS = 6
"""Digits that a revision's number can have; a longer one is the name of a commit."""

WRITERS: Mapping[str, Callable[[Path, Redline], bytes]] = {
    "html": lambda root, shown: html(root, shown).encode(),
    "pdf": pdf,
    "text": lambda _root, shown: terminal(shown).plain.encode(),
}
FORMATS = tuple(WRITERS)
ENDINGS = {"html": "html", "pdf": "pdf", "text": "txt"}


@dataclass(frozen=True)
class Asked:
    """What somebody wants to see."""

    language: str = ""
    """Empty for each document's source language."""
    form: str = ""
    """One of ``FORMATS``; empty for the terminal, or for what the output's name says."""
    output: Path | None = None


def redline(root: Path, document: str, since: str, asked: Asked, now: datetime, out: Console, messages: Console) -> int:
    """Show what changed in a document.

    Args:
        root: The handbook's folder.
        document: Its number.
        since: A revision's number or a commit; empty for the content approved before, else the last commit.
        asked: How to show it.
        now: The time.
        out: Where the page goes if no file is asked for.
        messages: Where messages go.
    """
    try:
        desk = open_desk(root, now)
        new, language = open_sides(desk, document, asked.language)
        before = _before(root, desk, new, since)
        shown = make(before.side, new, language, now.date(), (before.commit, ""), unapproved=before.unapproved)
    except (RefusedError, HistoryError, SigningError, ValueError) as error:
        messages.print(f"Nothing was written: {error}.", soft_wrap=True)
        return exits.USAGE if isinstance(error, RefusedError) else exits.FAULTS
    if asked.output is None and asked.form in ("", "text"):
        out.print(terminal(shown), soft_wrap=True, end="")
        return exits.CLEAN
    place = asked.output or Path(f"{document}-redline.{ENDINGS[asked.form]}")
    write(place, WRITERS[asked.form or form_of(place)](root, shown))
    messages.print(f"Wrote {place}.", soft_wrap=True)
    return exits.CLEAN


def form_of(place: Path) -> str:
    """The form that a file's name asks for; HTML for any other name."""
    return next((form for form, ending in ENDINGS.items() if place.suffix == f".{ending}"), "html")


def open_sides(desk: Desk, number: str, language: str) -> tuple[Side, str]:
    """A document as it stands, and the language to show it in.

    Raises:
        RefusedError: There is no such document or language.
    """
    new = Side(desk.handbook, desk.document(number))
    return new, known_language(desk, language) or new.source


def known_language(desk: Desk, language: str) -> str:
    """The language that somebody asks for.

    Raises:
        RefusedError: The handbook does not have it.
    """
    known = desk.handbook.language_keys
    if language and language not in known:
        raise RefusedError(f"`{language}` is not a language of this handbook; it has {', '.join(known)}")
    return language


@dataclass(frozen=True)
class _Before:
    """What a document is compared with."""

    side: Side | None
    """Nothing for a first issue."""
    commit: str = ""
    unapproved: bool = False
    """Whether nobody approved it, so that the whole chain decides whatever differs."""


def _before(root: Path, desk: Desk, new: Side, since: str) -> _Before:
    """What a document is compared with.

    Raises:
        HistoryError: There is no repository, or nothing of that name in it.
    """
    if not since:
        return _approved(root, desk, new)
    repository = Repository.find(root)
    contents = Contents(repository)
    if since.isascii() and since.isdecimal() and len(since) <= MOST_DIGITS:
        found = contents.with_revision(new.document, int(since))
        if found is None:
            hint = f"; {repository.hint}" if repository.hint else ""
            raise HistoryError(f"the history holds no revision {since} of {new.document.id}{hint}")
        return _Before(found)
    commit = repository.resolve(since)
    return _Before(contents.at(new.document.id, commit), commit[:SHORT])


def _approved(root: Path, desk: Desk, new: Side) -> _Before:
    """The content that was approved before the one that stands; else the newest commit with another one."""
    past = past_of(root, desk.handbook)
    if past is None:
        return _Before(None)
    standing = desk.standing(new.document, new.source)
    if standing.subject.previous:
        found = past.contents.with_digest(new.document, new.source, standing.subject.previous)
        if found is not None:
            return _Before(found)
    own = digest(desk.handbook, new.document, new.source)
    other = past.contents.other_than(new.document, new.source, own)
    return _Before(other, unapproved=other is not None)


def write(place: Path, data: bytes) -> None:
    """Write a file, whole or not at all."""
    aside = place.with_name(f".{place.name}.new")
    aside.write_bytes(data)
    aside.replace(place)
