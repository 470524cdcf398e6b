"""The server as one ASGI application."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sopwright.model.handbook import Handbook
from sopwright.records.desk import Desk
from sopwright.serve.assets import assets
from sopwright.serve.frame import environment, page
from sopwright.serve.gate.build import Build
from sopwright.serve.gate.gate import Gate
from sopwright.serve.identity.provider import Provider
from sopwright.serve.identity.sign_ins import SignIns
from sopwright.serve.layers.forms import Forms
from sopwright.serve.layers.headers import Headers
from sopwright.serve.layers.hosts import Hosts
from sopwright.serve.layers.identify import Identify
from sopwright.serve.layers.layer import Layer
from sopwright.serve.layers.observe import Observe
from sopwright.serve.metrics import Metrics
from sopwright.serve.refuse import refuse
from sopwright.serve.routes.openid import ANSWER
from sopwright.serve.routes.registry import pages
from sopwright.serve.service import Service
from sopwright.serve.sessions import Sessions
from sopwright.serve.settings import Settings


class _Begin(Layer):
    """Hands the service to everything further in."""

    async def request(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Put it into the request's state."""
        scope.setdefault("state", {})["service"] = self.service
        await self.app(scope, receive, send)


def create_app(
    settings: Settings,
    root: Path,
    handbook: Handbook,
    engine: Engine,
    now: Callable[[], datetime],
    desk: Desk,
    reread: Callable[[], Handbook | None] = lambda: None,
) -> ASGIApp:
    """The server.

    Args:
        settings: How it is set up.
        root: The handbook's folder, with ``templates/`` and ``build/`` in it.
        handbook: The handbook that was built.
        engine: The database, with its tables in their newest form.
        now: Tells the time, in UTC.
        desk: What readers confirm and say, in the same database.
        reread: Reads the handbook again when there is a new build; nothing where it cannot be read.
    """
    return app_of(assemble(settings, root, handbook, engine, now, desk, reread))


def assemble(
    settings: Settings,
    root: Path,
    handbook: Handbook,
    engine: Engine,
    now: Callable[[], datetime],
    desk: Desk,
    reread: Callable[[], Handbook | None],
) -> Service:
    """The server's parts; see :func:`create_app`."""
    service = Service(
        settings=settings,
        root=root,
        engine=engine,
        now=now,
        handbook=handbook,
        sessions=Sessions(engine, now, timedelta(hours=settings.session_hours)),
        sign_ins=SignIns(engine, now),
        provider=_provider(settings, now),
        templates=environment(root),
        assets=assets(root, handbook),
        records=desk,
        build=Build(root / "build", lambda: _renew(service, reread)),
        metrics=Metrics(),
    )
    service.build.read()
    return service


def app_of(service: Service) -> ASGIApp:
    """The layers around the pages; the last one named is the outermost."""
    inner = Starlette(
        routes=[each.route() for each in pages(service.settings)],
        exception_handlers={HTTPException: _refused, Exception: _failed},
        lifespan=partial(_living, service),
    )
    inner.router.redirect_slashes = False
    app: ASGIApp = inner
    for layer in (Gate, Identify, Forms, Hosts, Observe, Headers, _Begin):
        app = layer(app, service)
    return app


def _provider(settings: Settings, now: Callable[[], datetime]) -> Provider | None:
    return Provider(settings.openid, settings.address + ANSWER, now) if settings.openid is not None else None


def _renew(service: Service, reread: Callable[[], Handbook | None]) -> None:
    """Take the handbook of a new build; one that cannot be read changes nothing."""
    service.metrics.note_build()
    handbook = reread()
    if handbook is not None:
        service.handbook, service.assets = handbook, assets(service.root, handbook)


@asynccontextmanager
async def _living(service: Service, _app: Starlette) -> AsyncIterator[None]:
    """What goes on beside the requests: looking for a new build."""
    watching = asyncio.create_task(service.build.watch())
    yield
    watching.cancel()


def _failed(request: Request, _error: Exception) -> Response:
    """Something that nobody expected; it is logged further out."""
    return page(request, "error.html", 500)


def _refused(request: Request, _error: Exception) -> Response:
    """An address or a method that no page has."""
    return refuse(request)
