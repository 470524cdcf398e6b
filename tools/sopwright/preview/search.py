"""The search's files: made for an edition when somebody first asks, then anew behind the scenes when texts change."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from sopwright.preview.pages import Name

Make = Callable[[Name], Awaitable[Mapping[str, str] | None]]
"""Makes the files of an edition by name; nothing where the handbook's faults do not let it."""


@dataclass
class _Kept:
    """The files of one edition as they were made last."""

    revision: int = -1
    files: Mapping[str, str] = field(default_factory=dict)
    making: "asyncio.Task[None] | None" = None


class Searches:
    """Keeps the search's files of the editions that somebody searches."""

    def __init__(self, make: Make) -> None:
        self._make = make
        self._kept: dict[Name, _Kept] = {}

    async def file(self, name: Name, path: str, revision: int) -> str | None:
        """A file of an edition's search, or nothing where there is none of that name.

        The first time it is waited for. Later the last state is given at once, and a new one made for the next time.

        Args:
            name: The edition.
            path: The file's name, such as ``search/index.js``.
            revision: The state of the handbook.
        """
        kept = self._kept.setdefault(name, _Kept())
        if kept.revision != revision and kept.making is None:
            kept.making = asyncio.create_task(self._renew(name, kept, revision))
        if kept.revision < 0 and kept.making is not None:
            await kept.making
        return kept.files.get(path)

    async def _renew(self, name: Name, kept: _Kept, revision: int) -> None:
        try:
            made = await self._make(name)
            kept.files = made if made is not None else kept.files
            kept.revision = revision
        finally:
            kept.making = None
