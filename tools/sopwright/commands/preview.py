"""``sopwright preview``: the handbook in a browser while it is being written."""

import asyncio
import gc
import multiprocessing
import os
import signal
import socket
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from types import FrameType
from typing import ParamSpec, TypeVar

import uvicorn
from rich.console import Console
from rich.traceback import Traceback

from sopwright.checks.approval.not_approved import RULE as NOT_APPROVED
from sopwright.checks.run import examine
from sopwright.commands import exits
from sopwright.commands.published import When, draft_issue
from sopwright.diagnostics import Diagnostic
from sopwright.edition.project import project
from sopwright.load.handbook import load
from sopwright.load.memory import memory_of
from sopwright.outputs.site.search import search_files
from sopwright.preview.app import create_app
from sopwright.preview.live import Live
from sopwright.preview.pages import Address, Name, Pages
from sopwright.preview.panel import Panel
from sopwright.preview.working import Working, begin
from sopwright.report import text

HOST = "127.0.0.1"
CALM = 5
"""How much the process that checks steps back behind the one that shows pages."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Wanted:
    """What is shown first, and where."""

    audience: str = ""
    """The first of the register by default."""
    language: str = ""
    """The first of the register by default."""
    port: int = 8000


class Aside:
    """Work in another process, which is made anew should it die."""

    def __init__(self, root: Path, day: date, pool: Callable[[], Executor]) -> None:
        """Take the handbook's folder, the day it is judged by, and what makes a pool of one process."""
        self._root = root
        self._day = day
        self._make = pool
        self._pool = pool()

    async def check(self) -> tuple[Diagnostic, ...]:
        """Check the whole handbook."""
        return await self._do(check, self._root, self._day)

    async def search(self, name: Name) -> Mapping[str, str] | None:
        """Make the files of an edition's search; nothing where the handbook's faults do not let it."""
        return await self._do(search, self._root, self._day, name)

    async def _do(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        call = partial(function, *args, **kwargs)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, call)
        except BrokenProcessPool:
            self._pool = self._make()
            return await asyncio.get_running_loop().run_in_executor(self._pool, call)


class Terminal:
    """Tells the faults in the terminal."""

    def __init__(self, out: Console) -> None:
        self._out = out
        self._first = True

    def faults(self, before: tuple[Diagnostic, ...], now: tuple[Diagnostic, ...]) -> None:
        """Print the faults that are new, and how many there are."""
        if self._first or set(before) != set(now):
            fresh = [fault for fault in now if fault not in set(before)]
            self._out.print(text.render(fresh, of=now), end="", soft_wrap=True)
        self._first = False

    def crash(self, error: Exception) -> None:
        """Print a defect's traceback."""
        self._out.print("The preview goes on, but this should not have happened:")
        self._out.print(Traceback.from_exception(type(error), error, error.__traceback__))


class Server(uvicorn.Server):
    """A server that lets pages go that wait for news when it is asked to stop."""

    def __init__(self, config: uvicorn.Config, live: Live) -> None:
        super().__init__(config)
        self._live = live
        self.interrupted = False

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop at a signal."""
        self.interrupted = self.interrupted or sig == signal.SIGINT
        self.stop()
        super().handle_exit(sig, frame)

    def stop(self) -> None:
        """Stop soon; may be called by another thread."""
        self.should_exit = True
        self._live.close()


def preview(root: Path, when: When, wanted: Wanted, out: Console) -> int:
    """Serve the handbook to this machine, and follow its files, until interrupted.

    Args:
        root: The handbook's folder.
        when: The day that the handbook is judged by.
        wanted: What is shown first, and where.
        out: Where messages go.
    """
    working = begin(root, partial(draft_issue, root, when))
    unknown = _unknown(working, wanted)
    if unknown:
        out.print(unknown, soft_wrap=True)
        return exits.USAGE
    try:
        listening = socket.create_server((HOST, wanted.port))
    except OSError as error:
        out.print(f"Port {wanted.port} cannot be used: {error.strerror}. Choose another with --port.", soft_wrap=True)
        return exits.USAGE
    with listening:
        server = serving(root, when.today, working, wanted, pool, out)
        out.print(f"Preview at http://{HOST}:{listening.getsockname()[1]}/ - stop with Ctrl+C.", soft_wrap=True)
        gc.freeze()  # what was read stays: looking through all of it again and again takes longer than a page
        try:
            server.run(sockets=[listening])
        finally:
            for child in multiprocessing.active_children():
                child.terminate()
    # A process in the background ignores interrupts until the server listens to them, and is not interrupted after it.
    return exits.INTERRUPTED if server.interrupted else exits.CLEAN


def serving(
    root: Path, day: date, working: Working, wanted: Wanted, pool: Callable[[], Executor], out: Console
) -> Server:
    """Make the server of a handbook."""
    live = Live(working, Pages(root, day, memory_of(root)), Panel(root), Aside(root, day, pool), Terminal(out))
    app = create_app(root, live, _start(working, wanted))
    # Python's own loop: with uvloop an interrupt would end as if the preview had ended by itself.
    return Server(uvicorn.Config(app, loop="asyncio", log_level="warning", access_log=False, server_header=False), live)


def pool() -> ProcessPoolExecutor:
    """A pool of one process, which leaves the terminal's interrupt to this one and steps back behind it."""
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=_calm)


def _calm() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(CALM)


def check(root: Path, day: date) -> tuple[Diagnostic, ...]:
    """All faults of a handbook, but for what is not approved: the preview shows drafts."""
    return tuple(
        fault for fault in examine(root, day, memory=memory_of(root)).diagnostics if fault.code != NOT_APPROVED.code
    )


def search(root: Path, day: date, name: Name) -> Mapping[str, str] | None:
    """The files of an edition's search; nothing where the handbook cannot be projected."""
    handbook, _ = load(root, memory_of(root))
    try:
        return search_files(project(handbook, *name, day, drafts=True)) if handbook is not None else None
    except Exception:  # a handbook with errors may be beyond what is shown: they are told where pages are
        return None


def _unknown(working: Working, wanted: Wanted) -> str:
    registers = working.shared.registers
    if registers is None:
        return ""
    for kind, name, rows in (
        ("an audience", wanted.audience, registers.audiences.rows),
        ("a language", wanted.language, registers.languages.rows),
    ):
        if name and name not in rows:
            return f"`{name}` is not {kind} of this handbook; it has {', '.join(rows)}."
    return ""


def _start(working: Working, wanted: Wanted) -> Address:
    """The page that is shown first; a handbook whose registers cannot be read has only pages that say so."""
    registers = working.shared.registers
    audiences = tuple(registers.audiences.rows) if registers is not None else ()
    languages = tuple(registers.languages.rows) if registers is not None else ()
    audience = wanted.audience or next(iter(audiences), "handbook")
    return Address(audience, wanted.language or next(iter(languages), "en"), "index.html")
