"""What was read and found before, by the digest of what it was made of: below ``build/.cache``.

An entry is a pickle that can hold plain values and a few records of ours, nothing else: reading one runs no code. An
entry that is damaged, or that another version wrote, is no entry. Entries are written aside and renamed, so several
runs may share the folder, be killed, or have it deleted under them at any time.

Whoever can write the folder can hide faults. So it is ours alone (mode 0700), or it is not used at all.
"""

import io
import os
import pickle
import shutil
import stat
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sopwright.diagnostics import Diagnostic, Severity, Span
from sopwright.load.version import version

FOLDER = Path("build", ".cache", "reading")
"""Below the root; it may be deleted at any time."""

SPARE = 2_000
"""How many entries may lie there unused before they are deleted."""

_RECORDS = {(one.__module__, one.__qualname__): one for one in (date, Diagnostic, Severity, Span)}
_SUM = 4
"""Bytes of the checksum (CRC-32) before each entry: it tells of damage, not of malice."""


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """The few records that an entry may hold.

        Raises:
            pickle.UnpicklingError: It is none of them.
        """
        if (module, name) not in _RECORDS:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in a memory")
        return _RECORDS[module, name]


def packed(value: object) -> bytes:
    """A value as bytes."""
    return pickle.dumps(value, protocol=5)


def unpacked(data: bytes) -> Any:
    """The value of bytes that `packed` made.

    Raises:
        pickle.UnpicklingError: They hold what they must not hold.
    """
    return _Reader(io.BytesIO(data)).load()


@dataclass
class Memory:
    """The folder of what is remembered; without a folder nothing is."""

    folder: Path | None = None
    _used: set[str] = field(default_factory=set)
    _written: int = 0

    def get(self, key: str) -> Any:
        """The value of a key, or nothing."""
        if self.folder is None:
            return None
        try:
            with open(os.path.join(self.folder, key), "rb", buffering=0) as file:  # noqa: PTH118, PTH123  # thousands
                data = file.read()
            if zlib.crc32(data[_SUM:]) != int.from_bytes(data[:_SUM], "big"):
                return None
            value = unpacked(data[_SUM:])
        except (OSError, ValueError, EOFError, TypeError, pickle.UnpicklingError):
            return None
        self._used.add(key)
        return value

    def put(self, key: str, value: object) -> None:
        """Remember a value; that it cannot be written is no fault."""
        if self.folder is None:
            return
        data = packed(value)
        aside = self.folder / f".new-{os.getpid()}-{key}"
        with suppress(OSError):
            with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:  # noqa: PTH123
                file.write(zlib.crc32(data).to_bytes(_SUM, "big") + data)
            aside.replace(self.folder / key)
            self._used.add(key)
            self._written += 1

    def files(self) -> list[Path]:
        """The files of all entries."""
        return sorted(self.folder.iterdir()) if self.folder is not None else []

    def tidy(self) -> None:
        """Delete what has not been used for long, once there is much of it."""
        if self.folder is None or not self._written:
            return
        with suppress(OSError):
            unused = [file for file in self.files() if file.name not in self._used]
            for file in unused if len(unused) > SPARE + len(self._used) else ():
                file.unlink(missing_ok=True)


NOTHING = Memory()
"""Remembers nothing."""


def memory_of(root: Path) -> Memory:
    """The memory of a repository for this version of sopwright; an empty one where it cannot be trusted."""
    home = root / FOLDER
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(home):
            return Memory()
        for other in home.iterdir():
            if other.name != version():
                shutil.rmtree(other, ignore_errors=True)
        folder = home / version()
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return Memory()
    return Memory(folder)


def _is_ours(folder: Path) -> bool:
    """Whether a folder belongs to us and nobody else may even look into it."""
    status = folder.lstat()
    private = stat.S_ISDIR(status.st_mode) and not status.st_mode & 0o077
    return private and hasattr(os, "geteuid") and status.st_uid == os.geteuid()
