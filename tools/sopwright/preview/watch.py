"""Watching the handbook's files."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from watchfiles import Change, awatch

FOLDERS = ("registers", "templates", "approvals")
"""What is watched besides the books' folders."""
DEBOUNCE = 200
"""The longest that changes are collected, in milliseconds."""
STEP = 15
"""How long it must be quiet before changes are told, in milliseconds: editors write, rename and touch in one go."""


def watched(root: Path, books: tuple[str, ...]) -> tuple[Path, ...]:
    """The folders to watch: the top of each book's folder, and the shared ones, as far as they are there."""
    names = dict.fromkeys((*(folder.partition("/")[0] for folder in books), *FOLDERS))
    return tuple(root / name for name in names if (root / name).is_dir() and not (root / name).is_symlink())


async def changes(root: Path, folders: tuple[Path, ...], stop: asyncio.Event) -> AsyncIterator[frozenset[str]]:
    """The paths below the root that have changed, as often as some have.

    Args:
        root: The handbook's folder, without symbolic links.
        folders: The folders to watch, with all below them.
        stop: Ends the watching when it is set.
    """
    async for found in awatch(*folders, watch_filter=_wanted, debounce=DEBOUNCE, step=STEP, stop_event=stop):
        yield frozenset(Path(path).relative_to(root).as_posix() for _, path in found)


def _wanted(_change: Change, path: str) -> bool:
    """Whether a file counts: what editors put beside the files they change does not."""
    name = path.rpartition("/")[2]
    return not name.startswith((".", "#", "~")) and not name.endswith(("~", ".swp", ".swx", ".tmp", ".bak"))
