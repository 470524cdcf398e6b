"""The build that is served now, and the way from one build to the next without a gap."""

import asyncio
import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sopwright.serve.gate.trees import BESIDE, SITE, File, Trees, read_trees

PATIENCE: Final = 3.0
"""Seconds that a request waits for a build that is just being put in place."""
PAUSE: Final = 0.02
GLANCE: Final = 0.5
"""Seconds between two looks for a new build."""
LOG: Final = logging.getLogger(__name__)
_OLD: Final = ".old-"
"""How the build calls a folder that gives way, until the new one is in its place."""
_TRIES: Final = 10

Marks = frozenset[tuple[str, int, int]]


@dataclass
class Build:
    """The folder ``build/``, in which whole outputs, audiences or languages are swapped while readers read."""

    folder: Path
    renewed: Callable[[], None]
    """Called in a thread after another build was taken up."""
    trees: Trees = field(default_factory=Trees)
    _seen: Marks = frozenset()
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def read(self) -> None:
        """List the files of the build that stands there; again if it was put in place meanwhile."""
        for _ in range(_TRIES):
            seen = _marks(self.folder)
            trees = read_trees(self.folder)
            if seen is not None and seen == _marks(self.folder):
                break
        self.trees, self._seen = trees, seen or frozenset()

    def is_there(self) -> bool:
        """Whether there is a build at all."""
        return any(self.trees.files.values())

    async def renew(self) -> bool:
        """Take up the build that stands there if it is another one than before."""
        async with self._lock:
            marks = _marks(self.folder)
            if marks is None or marks == self._seen:
                return False
            await asyncio.to_thread(self.read)
            return True

    async def watch(self) -> None:
        """Look for a new build, again and again."""
        known = self._seen
        while True:
            await asyncio.sleep(GLANCE)
            try:
                await self.renew()
                if self._seen != known:
                    known = self._seen
                    await asyncio.to_thread(self.renewed)
            except Exception as error:  # the boundary: what stood before is served on, and the next build is looked for
                LOG.error("a new build cannot be taken up", exc_info=error)

    async def open(self, audience: str, address: str, choose: Callable[[File], str]) -> tuple[File, int] | None:
        """Open a file of an audience.

        While a build is put in place a file may be missing for a moment; then this waits.

        Args:
            audience: Whose tree.
            address: What is asked for.
            choose: Which of the file's places to open, below ``build/``.

        Returns:
            The file and its descriptor, or nothing where the audience has no such file.
        """
        waited = 0.0
        while True:
            file = self.trees.find(audience, address)
            if file is None:
                return None
            try:
                return file, os.open(self.folder / choose(file), os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
            except OSError:
                if not await self.renew():
                    if waited >= PATIENCE:
                        return None
                    await asyncio.sleep(PAUSE)
                    waited += PAUSE


def _marks(build: Path) -> Marks | None:
    """What changes when a build is put in place: the folders of outputs, audiences and languages.

    Returns:
        Nothing between two builds, when the old folder is away and the new one not yet there.
    """
    marks: list[tuple[str, int, int]] = []
    try:
        for folder in _places(build):
            found = folder.stat()
            marks.append((str(folder), found.st_ino, found.st_mtime_ns))
    except (FileNotFoundError, NotADirectoryError):
        return None
    return frozenset(marks)


def _places(build: Path) -> Iterator[Path]:
    """The folders that are swapped as a whole, and those that stand for them while they are away."""
    names = _standing(build)
    for output in (SITE, *BESIDE):
        if output in names:
            yield build / output
            for audience in _standing(build / output):
                yield build / output / audience
                yield from (build / output / audience / language for language in _standing(build / output / audience))


def _standing(folder: Path) -> set[str]:
    """The names of a folder's folders; one that is just being replaced is among them."""
    found = [entry.name for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False)]
    return {name.removeprefix(_OLD) for name in found if name.startswith(_OLD) or not name.startswith(".")}
