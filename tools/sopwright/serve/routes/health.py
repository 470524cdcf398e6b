"""For machines that watch over the server."""

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from sopwright.records.database import reading
from sopwright.serve.refuse import refuse
from sopwright.serve.routes.page import Access, Page
from sopwright.serve.service import service_of
from sopwright.serve.tokens import same


async def alive(_request: Request) -> Response:
    """The process answers."""
    return PlainTextResponse("ok\n")


def ready(request: Request) -> Response:
    """Readers can be served: there is a build, and the database answers."""
    service = service_of(request)
    if not service.build.is_there():
        return PlainTextResponse("there is no build\n", 503)
    try:
        with reading(service.engine) as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return PlainTextResponse("the database does not answer\n", 503)
    return PlainTextResponse("ok\n")


async def metrics(request: Request) -> Response:
    """The figures, for who has their token; for others there is no such page."""
    service = service_of(request)
    token = service.settings.metrics_token.get_secret_value()
    if not token or not same(request.headers.get("authorization", ""), f"Bearer {token}"):
        return refuse(request)
    return Response(service.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")


PAGES = (
    Page("/healthz", alive, Access.ANYONE),
    Page("/readyz", ready, Access.ANYONE),
    Page("/metrics", metrics, Access.ANYONE),
)
