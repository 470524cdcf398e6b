"""A search that found nothing, told by a reader who wants the owners to know."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sopwright.records.misses import LONGEST, tell
from sopwright.serve.frame import page
from sopwright.serve.layers.forms import form_of
from sopwright.serve.routes.page import Access, Page
from sopwright.serve.service import person_in, service_of


def ask(request: Request) -> Response:
    """Ask whether the words may be told; nothing is kept before that."""
    words = request.query_params.get("words", "")[:LONGEST]
    return page(request, "missed.html", words=words, longest=LONGEST, told="told" in request.query_params)


def told(request: Request) -> Response:
    """Count the words, by day and without the person."""
    service, person, words = service_of(request), person_in(request), form_of(request).get("words", "")
    day = service.today()
    if service.records.remarks.allows(f"search {person.id}"):
        service.records.writer.write(lambda connection: tell(connection, day, person.audience, person.language, words))
    return RedirectResponse("/searches?told=yes", 303)


PAGES = (
    Page("/searches", ask, Access.READER),
    Page("/searches", told, Access.READER, methods=("POST",)),
)
