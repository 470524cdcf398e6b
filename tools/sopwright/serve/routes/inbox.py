"""The owner's desk: feedback to answer, reviews that are due, who has not confirmed yet, what was searched in vain."""

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from sopwright.edition.document import last_review
from sopwright.model.handbook import Document
from sopwright.records.database import reading
from sopwright.records.feedback import LONGEST, STATES, Item, answer, by_id, of_owners
from sopwright.records.forge import FORGES, issues
from sopwright.records.matrix import sums
from sopwright.records.misses import newest
from sopwright.serve.frame import page
from sopwright.serve.layers.forms import form_of
from sopwright.serve.refuse import refuse
from sopwright.serve.routes.page import Access, Page
from sopwright.serve.routes.shelf import place_name
from sopwright.serve.service import person_in, service_of


def inbox(request: Request) -> Response:
    """All that waits for the holder of a post that owns documents."""
    owned = _owned(request)
    if not owned:
        return refuse(request)
    service, day = service_of(request), service_of(request).today()
    soon = service.handbook.registers.review.due_soon.after(day)
    reviews = [(one, one.metadata.review.every.after(last_review(one))) for one in owned]
    everyone = service.handbook.registers.people.rows
    confirmed = sums(service.records.assigned_to(everyone, day), dict.fromkeys(everyone, ""))
    with reading(service.engine) as connection:
        searched = newest(connection, day)
    return page(
        request,
        "inbox.html",
        items=_items(request),
        places=_place_names(request),
        documents={one.id: one.title(person_in(request).language) for one in owned},
        reviews=sorted(((one, due) for one, due in reviews if due <= soon), key=lambda pair: pair[1]),
        confirmed={one.id: found for one in owned if (found := confirmed.get((one.id, "")))},
        searched=searched,
        states=STATES,
        longest=LONGEST,
        day=day,
        zone=service.zone,
    )


def answered(request: Request) -> Response:
    """Answer a remark."""
    service, form = service_of(request), form_of(request)
    with reading(service.engine) as connection:
        item = by_id(connection, request.path_params["item"])
    text, status = form.get("text", "").strip(), form.get("status", "")
    if item is None or item.owner not in person_in(request).posts:
        return refuse(request)
    if status in STATES and 0 < len(text) <= LONGEST:
        person, now = person_in(request).id, service.now()
        service.records.writer.write(lambda connection: answer(connection, item.id, person, status, text, now))
    return RedirectResponse(f"/inbox#remark-{item.id}", 303)


def exported(request: Request) -> Response:
    """The remarks as issues for a forge."""
    forge = request.path_params["forge"]
    if forge not in FORGES or not _owned(request):
        return refuse(request)
    documents = service_of(request).handbook.documents
    found = issues(forge, _items(request), {one: documents[one].title("en") for one in documents})
    headers = {"Content-Disposition": f'attachment; filename="issues-{forge}.json"'}
    return JSONResponse(found, headers=headers)


def _owned(request: Request) -> list[Document]:
    posts, documents = person_in(request).posts, service_of(request).handbook.documents
    return [one for one in documents.values() if one.metadata.owner in posts and one.metadata.status != "retired"]


def _items(request: Request) -> tuple[Item, ...]:
    """What waits comes first, by its day; what is closed after it."""
    with reading(service_of(request).engine) as connection:
        found = of_owners(connection, person_in(request).posts)
    return tuple(sorted(found, key=lambda item: (item.status in ("done", "declined"), item.due)))


def _place_names(request: Request) -> dict[tuple[str, str], str]:
    documents = service_of(request).handbook.documents
    asked: Iterable[tuple[str, str]] = {(one.document, one.step) for one in _items(request) if one.step}
    return {
        (number, step): place_name(request, documents[number], step) for number, step in asked if number in documents
    }


PAGES = (
    Page("/inbox", inbox, Access.READER),
    Page("/inbox/{item}", answered, Access.READER, methods=("POST",)),
    Page("/inbox/issues/{forge}", exported, Access.READER),
)
