"""My reading: what a person must know, in order, and how far they are."""

from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from sopwright.records.calendar import calendar
from sopwright.records.due import Assignment
from sopwright.records.teams import below, led_by
from sopwright.serve.frame import page, words_of
from sopwright.serve.routes.page import Access, Page
from sopwright.serve.routes.shelf import reader_of
from sopwright.serve.service import person_in, service_of


def assigned_to(request: Request) -> tuple[Assignment, ...]:
    """What the person must know, as far as their tree holds it."""
    service, person = service_of(request), person_in(request)
    visible = reader_of(request).visible
    return tuple(one for one in service.records.assigned(person.id, service.today()) if one.known.id in visible)


def reading(request: Request) -> Response:
    """The ordered path, and what is done."""
    found, zone = assigned_to(request), service_of(request).zone
    confirmed = service_of(request).handbook.documents.get(request.query_params.get("confirmed", ""))
    return page(
        request,
        "reading.html",
        open=[one for one in found if one.is_open],
        done=[one for one in found if not one.is_open],
        all=len(found),
        zone=zone,
        never=date.max,
        thanks=confirmed,
        **_desks(request),
    )


def _desks(request: Request) -> dict[str, bool]:
    """Which other pages there are for this person."""
    service, person, day = service_of(request), person_in(request), service_of(request).today()
    registers = service.handbook.registers
    owners = {one.metadata.owner for one in service.handbook.documents.values()}
    return {
        "leads": bool(led_by(registers, person.id, day)),
        "manages": bool(below(registers, person.id, day)),
        "owns": bool(owners & set(person.posts)),
        "audits": bool(set(registers.training.auditors) & set(person.posts)),
    }


def feed(request: Request) -> Response:
    """What is due, for a calendar."""
    service, t = service_of(request), words_of(request)
    items = [
        (one, t("reading.calendar_entry", title=one.known.document.title(t.language))) for one in assigned_to(request)
    ]
    data = calendar(items, f"{service.settings.address}/read/", service.now(), t("reading.title"))
    headers = {"Content-Disposition": 'attachment; filename="reading.ics"'}
    return Response(data, media_type="text/calendar; charset=utf-8", headers=headers)


PAGES = (
    Page("/reading", reading, Access.READER),
    Page("/reading.ics", feed, Access.READER),
)
