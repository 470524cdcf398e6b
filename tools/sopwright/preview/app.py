"""The preview's server: pages, its own script and style, the panel, and the news that a page has changed."""

import asyncio
import json
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sopwright.preview.live import Live
from sopwright.preview.pages import HTML, Address
from sopwright.preview.panel import TEMPLATES
from sopwright.preview.watch import changes, watched

OWN: Final = "-preview"
"""Where the preview's own files stand; no audience's key begins so."""
HOSTS: Final = ("127.0.0.1", "localhost")
"""The names that this machine may be called by: a page of another host cannot pretend to be the preview's."""
HEADERS: Final = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}
ALIVE: Final = 15.0
"""Seconds after which a page that waits hears that the preview is still there."""
_FILES: Final = {"preview.js": "text/javascript", "preview.css": "text/css"}


def create_app(root: Path, live: Live, start: Address) -> Starlette:
    """Make the server's application.

    Args:
        root: The handbook's folder.
        live: The handbook, followed.
        start: The page that the root leads to.
    """
    pages = _Answers(root, live, start)
    routes = [
        Route("/", pages.root),
        Route(f"/{OWN}/panel", pages.panel),
        Route(f"/{OWN}/events", pages.events),
        Route(f"/{OWN}/{{name}}", pages.own),
        Route("/{path:path}", pages.page),
    ]
    middleware = [
        Middleware(_Headers),
        Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS), www_redirect=False),
    ]

    @asynccontextmanager
    async def follow(_app: Starlette) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(_told(live, work)) for work in (_follow(root, live), live.check_always())]
        yield
        live.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    return Starlette(routes=routes, middleware=middleware, lifespan=follow)


async def _follow(root: Path, live: Live) -> None:
    """Take in all changes of files; what is watched follows the register of books."""
    home = root.resolve()
    while True:
        folders, stop = watched(home, live.working.shared.folders), asyncio.Event()
        async for paths in changes(home, folders, stop):
            await live.changed(paths)
            if watched(home, live.working.shared.folders) != folders:
                stop.set()


async def _told(live: Live, work: Coroutine[Any, Any, None]) -> None:
    """Do what never ends; should it end by a defect, that is told."""
    try:
        await work
    except Exception as error:  # the boundary of a task: nobody else would hear of it
        live.told.crash(error)


class _Headers:
    """Puts the headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                known = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                message["headers"] = [*message["headers"], *known]
            await send(message)

        await self.app(scope, receive, sent)


class _Answers:
    """The answers to requests."""

    def __init__(self, root: Path, live: Live, start: Address) -> None:
        self._files = root / TEMPLATES
        self._live = live
        self._start = start

    async def root(self, _request: Request) -> Response:
        """Lead to the page that was asked for on the command line."""
        return RedirectResponse(str(self._start), 302)

    async def page(self, request: Request) -> Response:
        """A page, a picture or a script of an edition."""
        path = str(request.scope["path"])
        audience = path.strip("/")
        registers = self._live.working.shared.registers
        if registers is not None and audience in registers.audiences:
            return RedirectResponse(f"/{audience}/{self._start.language}/index.html", 302)
        address = Address.of(path) or Address(self._start.audience, self._start.language, path.removeprefix("/"))
        if address.path.startswith("search/"):
            return await self._search(address)
        answer = await run_in_threadpool(self._live.answer, address)
        self._live.looked_at()
        shown = answer.shown
        if shown.media != HTML:
            return _cached(request, shown.data, shown.media, shown.tag)
        page = with_script(shown.data, shown.tag)
        return Response(page, answer.status, {"cache-control": "no-store"}, f"{HTML}; charset=utf-8")

    async def _search(self, address: Address) -> Response:
        live, name = self._live, (address.audience, address.language)
        text = await live.searches.file(name, address.path, live.revision)
        if text is None:
            return Response("not found", 404, media_type="text/plain")
        media = "text/javascript" if address.path.endswith(".js") else "application/xml"
        return Response(text, 200, {"cache-control": "no-store"}, f"{media}; charset=utf-8")

    async def own(self, request: Request) -> Response:
        """The preview's script and style."""
        media = _FILES.get(request.path_params["name"])
        if media is None:
            return Response("not found", 404, media_type="text/plain")
        data = (self._files / request.path_params["name"]).read_bytes()
        return Response(data, 200, {"cache-control": "no-store"}, f"{media}; charset=utf-8")

    async def panel(self, request: Request) -> Response:
        """The bar and the faults of a page."""
        html = await run_in_threadpool(self._live.panel, self._address(request))
        return Response(html, 200, {"cache-control": "no-store"}, f"{HTML}; charset=utf-8")

    async def events(self, request: Request) -> Response:
        """Server-sent events: the state of a page, now and whenever it changes."""
        stream = self._states(self._address(request))
        return StreamingResponse(stream, headers={"cache-control": "no-store"}, media_type="text/event-stream")

    async def _states(self, address: Address) -> AsyncIterator[str]:
        last: object = None
        while not self._live.closing:
            news = self._live.news()
            now = await run_in_threadpool(self._live.state, address)
            if now != last:
                last = now
                yield f"data: {json.dumps(now)}\n\n"
            try:
                await asyncio.wait_for(news.wait(), ALIVE)
            except TimeoutError:
                yield ": still here\n\n"

    def _address(self, request: Request) -> Address:
        return Address.of(request.query_params.get("address", "")) or self._start


def with_script(page: bytes, tag: str) -> bytes:
    """A page with the preview's script in it, which is all that the preview adds."""
    script = f'<script src="/{OWN}/preview.js" data-page="{tag}" defer></script>'
    return page.replace(b"</head>", script.encode() + b"</head>", 1)


def _cached(request: Request, data: bytes, media: str, tag: str) -> Response:
    """A file that the browser may keep, and asks about."""
    headers = {"etag": f'"{tag}"', "cache-control": "no-cache"}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(b"", 304, headers)
    return Response(data, 200, headers, media)
