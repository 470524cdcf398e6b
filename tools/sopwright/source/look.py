"""A look at some folders that remembers what it saw, so that a later one can tell whether anything has changed.

A file whose inode, size and times are the same has the same bytes, unless it was written twice within one tick of the
file system's clock. So stamps tell only of files that nobody had touched for some time when they were read.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sopwright.source.tree import Entry, Tree

QUIET = 2_000_000_000
"""How long a file must have been left alone, in nanoseconds: the slowest clock in use, that of FAT, ticks so."""


@dataclass(frozen=True)
class Look(Tree):
    """The folder that holds a handbook; each of its folders is listed once, each file read once."""

    listed: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    """The folders that were listed."""
    taken: dict[str, bytes] = field(default_factory=dict)
    """The files that were read, and their bytes."""

    def entries(self, path: str) -> tuple[Entry, ...]:
        """What stands directly in a folder."""
        if path not in self.listed:
            self.listed[path] = super().entries(path)
        return self.listed[path]

    def read(self, path: str) -> bytes:
        """A file's bytes.

        Raises:
            FileNotFoundError: There is no regular file of that path, or a part of the path is a symbolic link.
        """
        if path not in self.taken:
            self.entries(path.rpartition("/")[0])  # its stamp is older than its bytes, never younger
            self.taken[path] = super().read(path)
        return self.taken[path]

    def is_file(self, path: str) -> bool:
        """Whether a path names a regular file, reached through no symbolic link."""
        folder, _, name = path.rpartition("/")
        known = any(entry.name == name and entry.kind == "file" for entry in self.entries(folder))
        return known and super().is_file(path)

    def sight(self, moment: int) -> "Sight":
        """What was seen, to be compared with later.

        Args:
            moment: When the look began, by `moment`.
        """
        newest = max((max(entry.stamp[2:], default=0) for seen in self.listed.values() for entry in seen), default=0)
        return Sight(dict(self.listed), tuple(self.taken), self._digest(), newest + QUIET < moment)

    def _digest(self) -> str:
        names = [(folder, [entry[:2] for entry in seen]) for folder, seen in sorted(self.listed.items())]
        sums = [(path, hashlib.sha256(data).hexdigest()) for path, data in sorted(self.taken.items())]
        return hashlib.sha256(repr((names, sums)).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Sight:
    """What a look saw."""

    listed: dict[str, tuple[Entry, ...]]
    files: tuple[str, ...]
    """The files that were read."""
    digest: str
    """SHA-256 of the names in the folders and the bytes of the files, in hexadecimal."""
    quiet: bool
    """Whether all of it had been left alone for some time."""

    def plain(self) -> tuple[Any, ...]:
        """All of it as plain values."""
        listed = {folder: tuple(map(tuple, seen)) for folder, seen in self.listed.items()}
        return (listed, self.files, self.digest, self.quiet)

    @classmethod
    def of(cls, plain: tuple[Any, ...]) -> "Sight":
        """The sight of these plain values."""
        listed, *rest = plain
        return cls({folder: tuple(map(Entry._make, seen)) for folder, seen in listed.items()}, *rest)

    def again(self, root: Path, moment: int) -> "Sight | None":
        """What is seen now, if names and bytes are still the same; files that nobody touched are not read.

        Args:
            root: The folder that holds the handbook.
            moment: When this look began, by `moment`.
        """
        tree = Tree(root)
        if self.quiet and all(tree.entries(folder) == seen for folder, seen in self.listed.items()):
            return self
        look = Look(root)
        try:
            take(look, self.listed, self.files)
        except OSError:
            return None
        sight = look.sight(moment)
        return sight if sight.digest == self.digest else None


def take(look: Look, folders: Iterable[str], files: Iterable[str]) -> None:
    """Look at folders and files for what they hold.

    Raises:
        OSError: A file is no longer there, or cannot be read.
    """
    for folder in folders:
        look.entries(folder)
    for path in files:
        look.read(path)


def moment() -> int:
    """The file system's time in nanoseconds; to be compared with stamps of files, and with nothing else."""
    with tempfile.TemporaryFile() as file:
        return os.fstat(file.fileno()).st_ctime_ns
