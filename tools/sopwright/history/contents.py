"""Earlier contents: a document, or a whole handbook, as it stood at a commit."""

import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sopwright.approval.digest import digest as digest_of
from sopwright.approval.side import Side, side_of
from sopwright.history.git import HistoryError
from sopwright.history.repository import HEAD, Repository
from sopwright.load.documents import KINDS
from sopwright.load.handbook import load
from sopwright.load.registers import load_registers
from sopwright.model.form import DOCUMENT_ID
from sopwright.model.handbook import Document, Handbook, Registers
from sopwright.source.tree import Tree

REGISTERS = "registers"
TEMPLATES = "templates"
APPROVALS = "approvals"
_HEAVY = ("fonts", "site", "book")
"""Templates that say how things look; no content comes from them."""

_GOVERNING = tuple(f"{REGISTERS}/{name}.yml" for name in ("approval", "checks", "people"))
"""Registers that say who decides and how it is judged; nothing that a reader sees comes from them."""

_METADATA = frozenset(f"{kind}.yml" for kind in KINDS)
_NUMBER = re.compile(rb"^id:[ ]*[\"']?(" + DOCUMENT_ID.encode() + rb")\b", re.MULTILINE)


@dataclass
class Contents:
    """Reads earlier contents, each once."""

    repository: Repository
    _sides: dict[tuple[str, ...], Side | None] = field(default_factory=dict)
    _handbooks: dict[tuple[str, bool], Handbook] = field(default_factory=dict)

    def with_digest(self, document: Document, language: str, digest: str, until: str = HEAD) -> Side | None:
        """The newest content of a document that has a digest; nothing where the history holds none.

        Args:
            document: The document as it stands; its folder may have had another name.
            language: The language of the subject.
            digest: The digest of its content, in hexadecimal.
            until: The newest commit to look at.
        """
        return self._newest(document, until, lambda side: _digest(side, language) == digest)[1]

    def commit_with(self, document: Document, language: str, digest: str, until: str = HEAD) -> str:
        """The id of the newest commit in which a document has a digest; empty where the history holds none."""
        return self._newest(document, until, lambda side: _digest(side, language) == digest)[0]

    def with_revision(self, document: Document, number: int, until: str = HEAD) -> Side | None:
        """The newest content of a document whose newest revision has a number."""
        return self._newest(document, until, lambda side: side.document.metadata.revision.number == number)[1]

    def other_than(self, document: Document, language: str, digest: str, until: str = HEAD) -> Side | None:
        """The newest content of a document in a language that has another digest."""
        return self._newest(document, until, lambda side: _digest(side, language) not in ("", digest))[1]

    def at(self, document: str, commit: str) -> Side | None:
        """A document at a commit; nothing where it was not there, or could not be read.

        Raises:
            HistoryError: There is no such commit.
        """
        name = self.repository.resolve(commit)
        folder = self._folder(document, name)
        return self._side(document, folder, name) if folder else None

    def handbook_at(self, commit: str, *, today: bool = False) -> Handbook:
        """The whole handbook of a commit, with its own rules and records.

        Args:
            commit: The commit.
            today: Whether the registers that hold no content are those of now: then an older form of them does no harm.

        Raises:
            HistoryError: There is no such commit, or what it holds cannot be read.
        """
        name = self.repository.resolve(commit)
        if (name, today) not in self._handbooks:
            paths = [REGISTERS, *self._templates(name), APPROVALS]
            handbook = self._load(name, paths, books=True, today=today)
            if handbook is None:
                raise HistoryError(f"the handbook of the commit {name[:12]} cannot be read: its registers have errors")
            self._handbooks[name, today] = handbook
        return self._handbooks[name, today]

    def registers_at(self, commit: str) -> Registers:
        """The registers of a commit: its rules, people and posts, without its documents.

        Raises:
            HistoryError: There is no such commit, or one of its registers cannot be read.
        """
        name = self.repository.resolve(commit)
        with tempfile.TemporaryDirectory(prefix="sopwright-") as temporary:
            self.repository.snapshot(name, [REGISTERS], Path(temporary))
            registers = load_registers(Tree(Path(temporary))).registers
        if registers is None:
            raise HistoryError(f"the registers of the commit {name[:12]} cannot be read: they have errors")
        return registers

    def _newest(self, document: Document, until: str, is_it: Callable[[Side], bool]) -> tuple[str, Side | None]:
        for commit, folder in self._walk(document, until):
            side = self._side(document.id, folder, commit)
            if side is not None and is_it(side):
                return commit, side
        return "", None

    def _walk(self, document: Document, until: str) -> Iterator[tuple[str, str]]:
        """The commits that changed a document or the registers, with its folder then, newest first."""
        folder, start = document.folder, until
        while folder:
            here, folder, first = folder, "", ""
            for commit in self.repository.commits([here, REGISTERS], start):
                yield commit.id, here
                if commit.added & {f"{here}/{name}" for name in _METADATA}:
                    first = commit.id
                    break
            start = f"{first}~1"
            folder = self._folder(document.id, start) if first else ""

    def _folder(self, document: str, commit: str) -> str:
        """Where a document stood at a commit; an empty text where it was not there yet."""
        try:
            names = self.repository.paths(commit)
        except HistoryError:
            return ""  # the first commit has none before it
        files = [path for path in names if path.rpartition("/")[2] in _METADATA and not path.startswith(TEMPLATES)]
        for path, data in self.repository.files(commit, files).items():
            match = _NUMBER.search(data)
            if match is not None and match[1].decode() == document:
                return path.rpartition("/")[0]
        return ""

    def _side(self, document: str, folder: str, commit: str) -> Side | None:
        places = [folder, REGISTERS, TEMPLATES]
        key = (document, *self.repository.ids(commit, places))
        if key not in self._sides:
            handbook = self._load(commit, [folder, REGISTERS, *self._templates(commit)], today=True)
            self._sides[key] = side_of(handbook, document) if handbook is not None else None
        return self._sides[key]

    def _load(self, commit: str, paths: list[str], *, books: bool = False, today: bool = False) -> Handbook | None:
        """Read some folders of a commit.

        Args:
            commit: The commit's id.
            paths: The folders.
            books: Whether all documents are read as well.
            today: Whether the registers that hold no content are those of now.
        """
        with tempfile.TemporaryDirectory(prefix="sopwright-") as temporary:
            root = Path(temporary)
            self.repository.snapshot(commit, paths, root)
            if books:
                self.repository.snapshot(commit, load_registers(Tree(root)).folders, root)
            for name in _GOVERNING if today else ():
                place = self.repository.root / name
                if place.is_file() and not place.is_symlink():
                    (root / name).write_bytes(place.read_bytes())
            return load(root)[0]

    def _templates(self, commit: str) -> list[str]:
        """The folders of templates that a handbook is read with."""
        names = self.repository.names(commit, TEMPLATES)
        return [f"{TEMPLATES}/{name}" for name in names if name not in _HEAVY]


def _digest(side: Side, language: str) -> str:
    """The digest of a content; empty where it has no words in the language."""
    return digest_of(side.handbook, side.document, language) if side.text(language) is not None else ""
