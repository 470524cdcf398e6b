"""Running the server: its socket, its protocol with deadlines, its graceful end."""

import asyncio
import signal
import socket
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from sopwright.serve.layers.hosts import LARGEST_HEAD

HEAD_SECONDS: Final = 10
"""How long a request's head may take to arrive; slower clients are cut off, so that they do not hold connections."""
KEEP_ALIVE: Final = 15
MOST_CONNECTIONS: Final = 2000
GRACE: Final = 20
"""Seconds that requests have to end when the server stops."""
BACKLOG: Final = 512


class Protocol(H11Protocol):
    """HTTP/1.1 by h11, which refuses what is not exactly HTTP; with a deadline for each request's head."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin the deadline of the first request."""
        super().connection_made(transport)
        self._begin()

    def data_received(self, data: bytes) -> None:
        """Read on; while no request is being answered, what comes must become one in time."""
        super().data_received(data)
        if _is_idle(self.cycle):
            self._begin()
        else:
            self._end()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the deadline."""
        self._end()
        super().connection_lost(exc)

    def _begin(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(HEAD_SECONDS, self.transport.abort)

    def _end(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


def _is_idle(cycle: RequestResponseCycle | None) -> bool:
    return cycle is None or cycle.response_complete


def bind(listen: str) -> socket.socket:
    """Open the socket to listen at; at a unix socket only its owner and group may ask.

    Args:
        listen: ``host:port`` (port 0 takes a free one) or ``unix:/folder/name.sock``.

    Raises:
        OSError: It cannot be opened; somebody else may listen there.
    """
    if listen.startswith("unix:"):
        return _bind_unix(Path(listen.removeprefix("unix:")))
    host, _, port = listen.rpartition(":")
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((host, int(port)))
        opened.listen(BACKLOG)
    except OSError:
        opened.close()
        raise
    return opened


def _bind_unix(path: Path) -> socket.socket:
    """A socket that nobody listens at any more is replaced."""
    opened = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        if path.exists() and stat.S_ISSOCK(path.stat().st_mode) and not _answers(path):
            path.unlink()
        opened.bind(str(path))
        path.chmod(0o660)  # before anybody can connect: it does not listen yet
        opened.listen(BACKLOG)
    except OSError:
        opened.close()
        raise
    return opened


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asking:
        return asking.connect_ex(str(path)) == 0


class Server(uvicorn.Server):
    """Ends its requests when it is asked to stop, and then ends as if nothing had happened."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop gracefully at SIGINT and SIGTERM; uvicorn's own way raises them again afterwards."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {each: signal.signal(each, self.handle_exit) for each in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)


def server(app: ASGIApp, **more: Any) -> Server:
    """The server that runs an application; no header is believed for telling who or from where somebody is."""
    return Server(
        uvicorn.Config(
            app,
            http=Protocol,
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_keep_alive=KEEP_ALIVE,
            timeout_graceful_shutdown=GRACE,
            h11_max_incomplete_event_size=LARGEST_HEAD,
            **more,
        )
    )
