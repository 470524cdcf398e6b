"""The development sign-in: choose who you are. The settings refuse it everywhere but on this machine."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sopwright.model.form import label
from sopwright.serve.cookies import SESSION
from sopwright.serve.frame import page
from sopwright.serve.layers.forms import form_of
from sopwright.serve.person import Identity
from sopwright.serve.refuse import refuse
from sopwright.serve.routes.page import Access, Page
from sopwright.serve.service import person_in, service_of
from sopwright.serve.then import place_after


def choose(request: Request) -> Response:
    """The people of the register, and what they may read."""
    service, language = service_of(request), person_in(request).language
    registers, day = service.handbook.registers, service.today()
    people = [
        (
            key,
            row.name,
            [label(registers.posts[post].name, language) for post in row.held(day) if post in registers.posts],
        )
        for key, row in registers.people.rows.items()
        if row.works(day)
    ]
    return page(request, "development.html", people=people, then=place_after(request.query_params.get("then", "/")))


def sign_in(request: Request) -> Response:
    """Begin a session as the chosen person."""
    service, form = service_of(request), form_of(request)
    chosen = service.handbook.registers.people.get(form.get("person", ""))
    if chosen is None:
        return refuse(request)
    secure = service.settings.secure
    token = service.sessions.begin(Identity(form["person"]), SESSION.of(request.cookies, secure=secure))
    response = RedirectResponse(place_after(form.get("then", "/")), 303)
    SESSION.put(response, token, secure=secure)
    return response


PAGES = (
    Page("/sign-in", choose, Access.ANYONE),
    Page("/sign-in", sign_in, Access.ANYONE, methods=("POST",)),
)
