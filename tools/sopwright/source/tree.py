"""Listing a repository's content files, without ever following a symbolic link."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from sopwright.diagnostics import Diagnostic, Span
from sopwright.source import faults
from sopwright.source.text import Source, decode
from sopwright.source.yaml import YamlFile, parse


@dataclass(frozen=True)
class Names:
    """Which names files or folders may have, and how that is said to somebody who chose another one."""

    pattern: re.Pattern[str]
    allowed: str


FOLDERS = Names(re.compile(r"[a-z0-9][a-z0-9-]{0,62}\Z"), "lower case letters, digits and hyphens")
_FILES = Names(re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,126}\Z"), "letters, digits, `.`, `_` and `-`")


class Entry(NamedTuple):
    """What stands in a folder under one name."""

    name: str
    kind: Literal["file", "folder", "link", "other"]
    stamp: tuple[int, ...]
    """Inode, size, and when the content and the inode were last changed, in nanoseconds: a changed file has another."""


@dataclass(frozen=True)
class Tree:
    """The folder that holds a handbook."""

    root: Path

    def entries(self, path: str) -> tuple[Entry, ...]:
        """What stands directly in a folder, by name, but for what is hidden; nothing in a symbolic link."""
        place = os.path.join(self.root, path)  # noqa: PTH118  # a thousand folders are listed at every edit
        try:
            if stat.S_ISLNK(os.lstat(place).st_mode):
                return ()
            with os.scandir(place) as entries:
                return tuple(sorted([_entry(entry) for entry in entries if entry.name[0] != "."]))
        except (FileNotFoundError, NotADirectoryError):
            return ()

    def folders(self, path: str, names: Names = FOLDERS) -> tuple[list[str], list[Diagnostic]]:
        """The folders directly below a path, by name, and faults of their names."""
        return self._list(path, names, want_folders=True)

    def files(self, path: str) -> tuple[list[str], list[Diagnostic]]:
        """The files directly in a folder, by name, and faults of their names."""
        return self._list(path, _FILES, want_folders=False)

    def read(self, path: str) -> bytes:
        """A file's bytes.

        Raises:
            FileNotFoundError: There is no regular file of that path, or a part of the path is a symbolic link.
        """
        if not self.is_file(path):
            raise FileNotFoundError(path)
        return (self.root / path).read_bytes()

    def is_file(self, path: str) -> bool:
        """Whether a path names a regular file, reached through no symbolic link."""
        place, mode = str(self.root), 0
        for part in path.split("/"):
            place = f"{place}/{part}"
            try:
                mode = os.lstat(place).st_mode
            except (OSError, ValueError):  # there is nothing, or no file can have this name
                return False
            if stat.S_ISLNK(mode):
                return False
        return stat.S_ISREG(mode)

    def text(self, path: str) -> tuple[Source | None, list[Diagnostic]]:
        """A file's text, and the faults of its encoding."""
        return decode(path, self.read(path))

    def yaml(self, path: str) -> tuple[YamlFile | None, list[Diagnostic]]:
        """A YAML file's values, and the faults of reading it."""
        source, found = self.text(path)
        if source is None:
            return None, found
        file, more = parse(source)
        return file, found + more

    def _list(self, path: str, allowed: Names, *, want_folders: bool) -> tuple[list[str], list[Diagnostic]]:
        names: list[str] = []
        found: list[Diagnostic] = []
        for entry in self.entries(path):
            if (entry.kind == "folder") != want_folders and entry.kind != "link":
                continue
            fault = _fault_of(path, entry, allowed, folder=want_folders)
            if fault is not None:
                found.append(fault)
            elif entry.kind != "link":
                names.append(entry.name)
        found.extend(_case_collisions(path, names))
        return names, found


def _entry(entry: os.DirEntry[str]) -> Entry:
    if entry.is_dir(follow_symlinks=False):
        return Entry(entry.name, "folder", ())
    status = entry.stat(follow_symlinks=False)
    stamp = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    if stat.S_ISREG(status.st_mode):
        return Entry(entry.name, "file", stamp)
    return Entry(entry.name, "link" if stat.S_ISLNK(status.st_mode) else "other", stamp)


def _fault_of(path: str, entry: Entry, allowed: Names, *, folder: bool) -> Diagnostic | None:
    shown = entry.name.encode("utf-8", "backslashreplace").decode("utf-8")
    span = Span(f"{path}/{shown}")
    if entry.kind == "link" and folder:
        return None  # reported once, with the files of the folder it stands in
    if entry.kind == "link":
        message = f"`{shown}` is a symbolic link, which is not followed"
        return faults.SYMBOLIC_LINK.at(span, message, "put the file itself here")
    if allowed.pattern.match(entry.name):
        return None
    return faults.FILE_NAME.at(span, f"the name `{shown!a}` has other characters than {allowed.allowed}", "rename it")


def _case_collisions(path: str, names: list[str]) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    for name in names:
        first = seen.setdefault(name.casefold(), name)
        if first != name:
            message = f"`{name}` and `{first}` differ only in case; Windows and macOS keep one of them"
            yield faults.FILE_NAME.at(Span(f"{path}/{name}"), message, "rename one of them")
