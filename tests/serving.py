"""A server over the small handbook, asked in this process."""

import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from httpx2 import Client, Response
from sqlalchemy import Engine
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from sopwright.load.handbook import load
from sopwright.model.handbook import Handbook
from sopwright.records import database
from sopwright.records.desk import Desk
from sopwright.records.library import library_of
from sopwright.serve.app import app_of, assemble
from sopwright.serve.run import server
from sopwright.serve.service import Service
from sopwright.serve.settings import Settings
from tests.editions import Edit
from tests.repositories import PROJECT, copy, copy_words

START = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)
PAGE = b"<!doctype html><title>Answering</title><h1>Answering a call</h1>"
TREES = ("public", "agents", "leads")


@dataclass
class Clock:
    """A time that stands still until somebody moves it."""

    moment: datetime = START

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **by: float) -> None:
        self.moment += timedelta(**by)


@dataclass
class Serving:
    """A server and what it stands on."""

    root: Path
    handbook: Handbook
    engine: Engine
    clock: Clock
    settings: Settings
    desk: Desk
    reread: Callable[[], Handbook | None] = lambda: None

    @cached_property
    def app(self) -> ASGIApp:
        """The server itself."""
        return app_of(self.service)

    @cached_property
    def service(self) -> Service:
        """Its parts."""
        return assemble(self.settings, self.root, self.handbook, self.engine, self.clock, self.desk, self.reread)

    def browser(self) -> TestClient:
        """A new browser; it follows no redirects, so that a test sees them."""
        accepts = {"Accept": "text/html,*/*;q=0.1"}
        return TestClient(self.app, self.settings.address, headers=accepts, follow_redirects=False)

    def signed_in(self, person: str) -> TestClient:
        """A browser in which somebody has signed in."""
        browser = self.browser()
        assert sign_in(browser, person).status_code == 303
        return browser


@contextmanager
def in_thread(app: ASGIApp, listening: socket.socket) -> Iterator[None]:
    """An application that listens, beside the test."""
    running = server(app)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]})
    thread.start()
    while not running.started and thread.is_alive():
        time.sleep(0.01)
    yield
    running.should_exit = True
    thread.join()


@contextmanager
def started(root: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], Client]]:
    """A server in a process of its own."""
    command = [sys.executable, "-m", "sopwright", "serve", "--root", str(root), "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            found = next(iter(re.findall(r"http://127\.0\.0\.1:\d+", process.stderr.readline())), "")
            assert found, process.stderr.read()
            with Client(base_url=found, headers={"Accept": "text/html"}) as client:
                yield process, client
        finally:
            process.terminate()
            process.wait(20)


def sign_in(browser: Client, person: str, **more: str) -> Response:
    """Choose a person at the development sign-in."""
    return send(browser, "/sign-in", "/sign-in", person=person, **more)


def send(browser: Client, page: str, to: str, **fields: str) -> Response:
    """Open a page and send a form of it."""
    return browser.post(to, data={"form_token": token_of(browser.get(page)), **fields})


def token_of(page: Response) -> str:
    """The token of a page's forms."""
    found = re.search(r'name="form_token" value="([0-9a-f]{64})"', page.text)
    assert found, page.text
    return found[1]


@contextmanager
def serving(
    folder: Path,
    *,
    url: str = "",
    edits: Iterable[Edit] = (),
    reread: Callable[[], Handbook | None] = lambda: None,
    **settings: Any,
) -> Iterator[Serving]:
    """A server with settings; by default with the development sign-in."""
    root = prepare(folder, edits)
    engine = database.open(url or f"sqlite:///{folder / 'records.db'}")
    handbook, clock = loaded(root), Clock()
    desk = Desk(engine, clock, library_of(handbook, {}))
    yield Serving(root, handbook, engine, clock, Settings(**settings), desk, reread)
    desk.writer.close()
    engine.dispose()


def prepare(folder: Path, edits: Iterable[Edit] = ()) -> Path:
    """The small handbook with what a server needs, as if it had been built."""
    root = copy(folder / "root", edits)
    copy_words(root)
    shutil.copytree(PROJECT / "templates" / "serve", root / "templates" / "serve")
    build(root)
    return root


def loaded(root: Path) -> Handbook:
    """A handbook, read."""
    handbook, _faults = load(root)
    assert handbook is not None
    return handbook


def build(root: Path, files: Mapping[str, bytes] | None = None) -> None:
    """What a build would have written, in small; ``files`` are more of them, below ``build/``."""
    made = {f"site/{tree}/{language}/index.html": PAGE for tree in TREES for language in ("en", "bg")}
    for path, data in {**made, **(files or {})}.items():
        place = root / "build" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
