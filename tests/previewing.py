"""What the tests of the preview share: a preview that is being served in this process, and requests to it."""

import json
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection, HTTPResponse
from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console

from sopwright.commands.preview import HOST, Wanted, serving
from sopwright.commands.published import When, draft_issue
from sopwright.preview.working import begin
from tests.conftest import TODAY

PATIENCE = 60
"""Seconds after which a test that waits for the preview gives up."""


@dataclass
class Preview:
    """A preview that is served."""

    port: int
    printed: StringIO = field(default_factory=StringIO)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def ask(
        self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET"
    ) -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection(HOST, self.port, timeout=PATIENCE)
        connection.request(method, path, headers=dict(headers or {}))
        response = connection.getresponse()
        data = response.read()
        connection.close()
        return response, data

    def get(self, path: str) -> str:
        return self.ask(path)[1].decode()

    def panel(self, page: str) -> str:
        return self.get(f"/-preview/panel?address={page}")

    @contextmanager
    def news(self, page: str) -> Iterator[Iterator[dict[str, Any]]]:
        """The states of a page as they come."""
        connection = HTTPConnection(HOST, self.port, timeout=PATIENCE)
        connection.request("GET", f"/-preview/events?address={page}")
        response = connection.getresponse()
        try:
            yield (json.loads(line.removeprefix(b"data:")) for line in response if line.startswith(b"data:"))
        finally:
            connection.close()

    def until(self, page: str, *words: str, gone: str = "") -> str:
        """The panel of a page as soon as it has these words, and not those."""
        end = time.monotonic() + PATIENCE
        while True:
            panel = self.panel(page)
            if all(word in panel for word in words) and not (gone and gone in panel):
                return panel
            assert time.monotonic() < end, f"{words} did not come, or {gone!r} did not go: {panel}"
            time.sleep(0.05)


@contextmanager
def previewed(root: Path, wanted: Wanted = Wanted()) -> Iterator[Preview]:  # noqa: B008  # it is frozen
    """Serve a preview of a handbook."""
    working = begin(root, partial(draft_issue, root, When(TODAY)))
    printed = StringIO()
    with socket.create_server((HOST, 0)) as listening, ThreadPoolExecutor(1) as pool:
        server = serving(root, TODAY, working, wanted, lambda: pool, Console(file=printed, width=200))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield Preview(listening.getsockname()[1], printed)
        finally:
            server.stop()
            thread.join()
