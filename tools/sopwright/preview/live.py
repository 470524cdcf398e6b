"""What the preview knows at any time: the files as they are, what is wrong with them, and who waits for news."""

import asyncio
from collections.abc import Awaitable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Protocol

from sopwright.diagnostics import Diagnostic
from sopwright.preview.faults import Found
from sopwright.preview.pages import HTML, Address, Name, Pages, Shown
from sopwright.preview.panel import Panel, tag_of
from sopwright.preview.search import Searches
from sopwright.preview.working import Working, again

FIRST = 2.0
"""The longest that the first check waits for the first page, in seconds."""
BEHIND = 0.3
"""How long a check waits behind a change, in seconds, so that pages come first."""
_LOOKS = ("templates/site/", "templates/fonts/")
"""Files whose change makes every page another one, though the handbook stays."""


class Told(Protocol):
    """Who is told what happens, besides those who look at pages."""

    def faults(self, before: tuple[Diagnostic, ...], now: tuple[Diagnostic, ...]) -> None:
        """A check has ended; the one before it had found other faults."""

    def crash(self, error: Exception) -> None:
        """Something went wrong that nobody expected."""


class Work(Protocol):
    """What takes long and is done in another process."""

    def check(self) -> Awaitable[tuple[Diagnostic, ...]]:
        """Check the whole handbook."""

    def search(self, name: Name) -> Awaitable[Mapping[str, str] | None]:
        """Make the files of an edition's search; nothing where the handbook's faults do not let it."""


@dataclass(frozen=True)
class Answer:
    """What is sent for an address."""

    status: int
    shown: Shown


class Live:
    """A handbook, followed while it is being written."""

    def __init__(self, working: Working, pages: Pages, panel: Panel, work: Work, told: Told) -> None:
        """Take the handbook as it was read first, and what makes pages, checks, and tells of faults."""
        self.working = working
        self.revision = 0
        self.found = Found(reading=working.found)
        self.searches = Searches(work.search)
        self._pages = pages
        self._panel = panel
        self._work = work
        self.told = told
        self._news = asyncio.Event()
        self._unchecked = asyncio.Event()
        self._unchecked.set()
        self._looked_at = asyncio.Event()
        self.closing = False

    def news(self) -> asyncio.Event:
        """An event that is set when anything has changed after this call."""
        return self._news

    def _tell(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    def close(self) -> None:
        """Let everybody who waits for news go."""
        self.closing = True
        self._tell()

    async def changed(self, paths: Collection[str]) -> None:
        """Take in that files have changed, by their paths below the root."""
        if any(path.startswith(_LOOKS) for path in paths):
            self._pages.forget_templates()
        try:
            self.working = await asyncio.to_thread(again, self.working, paths)
        except Exception as error:  # the handbook stays as it was; the next change is read again
            self.told.crash(error)
        self.revision += 1
        self.found = replace(self.found, reading=self.working.found, current=False)
        self._tell()
        self._unchecked.set()

    async def check_always(self) -> None:
        """Check the handbook now, and again after every change; changes during a check wait for the next."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._looked_at.wait(), FIRST)
        while True:
            await self._unchecked.wait()
            await asyncio.sleep(BEHIND)
            self._unchecked.clear()
            revision, reading, old = self.revision, self.working.found, self.found.checked
            try:
                checked = await self._work.check()
            except Exception as error:  # the pages say that they are still being checked, never that all is well
                self.told.crash(error)
                continue
            self.found = replace(self.found, checked=checked, before=reading, current=revision == self.revision)
            self.told.faults(old, checked)
            self._tell()

    def looked_at(self) -> None:
        """Somebody has got a page: now there is time for the first check."""
        self._looked_at.set()

    def answer(self, address: Address) -> Answer:
        """The page, picture or script at an address, or a page that tells why there is none."""
        working = self.working
        try:
            shown = self._pages.show(working, address)
        except Exception as error:  # nothing was ever shown there: say what happened, and go on
            trouble = f"{type(error).__name__}: {error}"
            return Answer(500, Shown(self._panel.page(working, address, "broken", trouble), HTML, trouble=trouble))
        if shown is not None:
            return Answer(200, shown)
        kind = "missing" if working.handbook is not None else "broken"
        return Answer(404 if kind == "missing" else 500, Shown(self._panel.page(working, address, kind)))

    def panel(self, address: Address) -> str:
        """The bar and the faults of the page at an address."""
        shown = self.answer(address).shown
        return self._panel.panel(self.working, address, shown.folder, self.found, shown.trouble)

    def state(self, address: Address) -> Mapping[str, str]:
        """What tells the state of a page and of its panel from every other."""
        return {"page": self.answer(address).shown.tag, "panel": tag_of(self.panel(address))}
