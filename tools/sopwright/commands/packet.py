"""``sopwright redline --all``: what a change does to the whole handbook, for those who must approve it."""

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import track

from sopwright.approval.digest import digest
from sopwright.approval.side import Side, side_of
from sopwright.approval.ssh_keygen import SigningError
from sopwright.commands import exits
from sopwright.commands.desk import Desk, RefusedError, open_desk
from sopwright.commands.redline import ENDINGS, SHORT, WRITERS, Asked, known_language
from sopwright.history.contents import Contents
from sopwright.history.git import HistoryError
from sopwright.history.repository import Repository
from sopwright.model.handbook import Handbook
from sopwright.redline.html import index
from sopwright.redline.make import redline
from sopwright.redline.records import Redline
from sopwright.redline.view import reviewer

INDEX = "index.html"
Page = Callable[[Mapping[str, Redline]], str]
"""Makes the first page of the redlines by their file."""

_OURS = re.compile(r"(index|[A-Z][A-Z0-9]+-[0-9]+)\.(html|pdf|txt)")
"""What a folder may hold that a packet replaces."""


def packet(root: Path, base: str, asked: Asked, now: datetime, messages: Console) -> int:
    """Write the redlines of all documents that differ from a commit, and a first page that leads to them.

    Args:
        root: The handbook's folder.
        base: The commit.
        asked: How to show them; its output is a folder, which may hold an earlier packet.
        now: The time.
        messages: Where messages go.
    """
    folder = asked.output or Path("redline")
    if folder.exists() and not _is_ours(folder):
        messages.print(f"Nothing was written: {folder} holds other things than a packet.", soft_wrap=True)
        return exits.USAGE
    try:
        desk = open_desk(root, now)
        language = known_language(desk, asked.language)
        repository = Repository.find(root)
        commit = repository.resolve(base)
        before = Contents(repository).handbook_at(commit, today=True)
    except (RefusedError, HistoryError, SigningError) as error:
        messages.print(f"Nothing was written: {error}.", soft_wrap=True)
        return exits.USAGE if isinstance(error, RefusedError) else exits.FAULTS
    redlines = _redlines(desk, before, language, commit, now.date())
    t = reviewer(desk.handbook, language or desk.handbook.language_keys[0], now.date()).catalogue()
    page = partial(index, root, withdrawn=_withdrawn(desk.handbook, before), t=t)
    count = _write(root, folder, redlines, page, asked.form or "html", messages)
    messages.print(f"Wrote {count} {'redline' if count == 1 else 'redlines'} and {folder / INDEX}.", soft_wrap=True)
    return exits.CLEAN


def _redlines(desk: Desk, before: Handbook, language: str, commit: str, day: date) -> Iterator[Redline]:
    """A redline of each document that is new or has other content in any of its languages."""
    for number, document in desk.handbook.documents.items():
        old, new = side_of(before, number), Side(desk.handbook, document)
        if document.source_text is not None and (old is None or _digests(old) != _digests(new)):
            yield redline(old, new, language or new.source, day, (commit[:SHORT], ""))


def _digests(side: Side) -> dict[str, str]:
    return {language: digest(side.handbook, side.document, language) for language in side.document.texts}


def _withdrawn(handbook: Handbook, before: Handbook) -> dict[str, str]:
    """The titles of documents that are no longer there, by number."""
    gone = sorted(before.documents.keys() - handbook.documents.keys() - handbook.broken)
    documents = [before.documents[number] for number in gone]
    return {document.id: document.title(document.metadata.languages.source) for document in documents}


def _is_ours(folder: Path) -> bool:
    """Whether a folder holds nothing but an earlier packet."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    return all(_OURS.fullmatch(place.name) for place in folder.iterdir())


def _write(root: Path, folder: Path, redlines: Iterator[Redline], page: Page, form: str, messages: Console) -> int:
    """Write the packet beside its folder, and put it in the folder's place when it is whole."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".redline-") as temporary:
        aside = Path(temporary) / "packet"
        aside.mkdir()
        files: dict[str, Redline] = {}
        for shown in track(redlines, "redlines", console=messages, disable=not messages.is_terminal, transient=True):
            name = f"{shown.document}.{ENDINGS[form]}"
            (aside / name).write_bytes(WRITERS[form](root, shown))
            files[name] = shown
        (aside / INDEX).write_text(page(files), encoding="utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        aside.replace(folder)
    return len(files)
