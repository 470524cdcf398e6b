"""What a command takes: processor time and memory of all its processes, wall time; and what it writes."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Self, TypeVar

T = TypeVar("T")
_BETWEEN_SAMPLES = 0.1
_PROC = Path("/proc")


class CommandFailedError(Exception):
    """A command ended badly."""


@dataclass(frozen=True)
class Took:
    """What a command took, or several, one after the other."""

    cpu: float
    """Seconds of all processors, user and system, of the command and all processes that it waited for."""
    wall: float
    """Seconds."""
    peak: float
    """Megabytes of all its processes at once, shared pages shared out (PSS), looked at ten times a second."""

    def __add__(self, other: "Took") -> "Took":
        """One after the other."""
        return Took(self.cpu + other.cpu, self.wall + other.wall, max(self.peak, other.peak))


NOTHING = Took(0, 0, 0)


@dataclass(frozen=True)
class Size:
    """What stands in a folder."""

    files: int
    stored: int
    """Bytes, each file counted once however many names it has."""
    apparent: int
    """Bytes of all names."""


def run(command: Sequence[str], folder: Path, more: Mapping[str, str] | None = None) -> Took:
    """Run a command to its end.

    Args:
        command: The program and its arguments.
        folder: Where it runs.
        more: What its environment has besides ours.

    Raises:
        CommandFailedError: Its exit code is not 0; the last lines that it wrote are named.
    """
    start = time.monotonic()
    with subprocess.Popen(
        list(command),
        cwd=folder,
        env=os.environ | dict(more or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    ) as process:
        with _Watch(process.pid) as watch:
            said = process.stdout.read() if process.stdout else ""
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        last = "\n".join(said.splitlines()[-15:])
        raise CommandFailedError(f"`{' '.join(command)}` ended with {process.returncode}:\n{last}")
    return Took(usage.ru_utime + usage.ru_stime, time.monotonic() - start, watch.peak / 1e6)


class _Watch:
    """Looks at the memory of a process and all below it until it is closed."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        self._pid = pid
        self._over = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while True:
            self.peak = max(self.peak, sum(map(memory, tree(self._pid))))
            if self._over.wait(_BETWEEN_SAMPLES):
                return


def tree(pid: int) -> Iterator[int]:
    """A process and all below it, as far as they live."""
    yield pid
    for task in _read(_PROC / str(pid) / "task", lambda path: list(path.iterdir())) or []:
        for child in (_read(task / "children", Path.read_text) or "").split():
            yield from tree(int(child))


def memory(pid: int) -> int:
    """The bytes that a process holds; pages that several hold are shared out."""
    lines = (_read(_PROC / str(pid) / "smaps_rollup", Path.read_text) or "").splitlines()
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _read(path: Path, reader: Callable[[Path], T]) -> T | None:
    """What a file of a process says, unless the process is over."""
    try:
        return reader(path)
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return None


def size(folder: Path) -> Size:
    """Measure a folder."""
    found = [file.stat() for file in folder.rglob("*") if file.is_file() and not file.is_symlink()]
    once = {(status.st_dev, status.st_ino): status.st_size for status in found}
    return Size(len(found), sum(once.values()), sum(status.st_size for status in found))
