"""For machines that watch over the server."""

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from sopwright.records.database import reading
from sopwright.serve.routes.page import Access, Page
from sopwright.serve.service import service_of


async def alive(_request: Request) -> Response:
    """The process answers."""
    return PlainTextResponse("ok\n")


def ready(request: Request) -> Response:
    """Readers can be served: the database answers and there is a build."""
    service = service_of(request)
    try:
        with reading(service.engine) as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return PlainTextResponse("the database does not answer\n", 503)
    return PlainTextResponse("ok\n")


PAGES = (
    Page("/healthz", alive, Access.ANYONE),
    Page("/readyz", ready, Access.ANYONE),
)
