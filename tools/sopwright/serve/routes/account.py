"""Signing out, here and everywhere."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sopwright.model.form import label
from sopwright.serve.cookies import SESSION
from sopwright.serve.frame import page
from sopwright.serve.routes.page import Access, Page
from sopwright.serve.service import person_in, service_of


def account(request: Request) -> Response:
    """Who is signed in, with which roles, and how to sign out."""
    registers, person = service_of(request).handbook.registers, person_in(request)
    roles = [
        label(registers.roles.roles[role].name, person.language)
        for role in person.roles
        if role in registers.roles.roles
    ]
    posts = [label(registers.posts[post].name, person.language) for post in person.posts if post in registers.posts]
    audience = label(registers.audiences[person.audience].name, person.language) if person.audience else ""
    return page(request, "account.html", roles=roles, posts=posts, audience=audience)


def sign_out(request: Request) -> Response:
    """End this session."""
    service = service_of(request)
    service.sessions.end(SESSION.of(request.cookies, secure=service.settings.secure))
    return _signed_out(request)


def sign_out_everywhere(request: Request) -> Response:
    """End all sessions of this person."""
    service_of(request).sessions.end_all(person_in(request).id)
    return _signed_out(request)


async def signed_out(request: Request) -> Response:
    """What is shown afterwards; the session at the company's sign-in goes on, and ends there."""
    service = service_of(request)
    ending = service.provider.ending(f"{service.settings.address}/signed-out") if service.provider else ""
    return page(request, "signed-out.html", ending=ending)


def _signed_out(request: Request) -> Response:
    response = RedirectResponse("/signed-out", 303)
    SESSION.drop(response, secure=service_of(request).settings.secure)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


PAGES = (
    Page("/account", account, Access.SIGNED_IN),
    Page("/sign-out", sign_out, Access.SIGNED_IN, methods=("POST",)),
    Page("/sign-out-everywhere", sign_out_everywhere, Access.SIGNED_IN, methods=("POST",)),
    Page("/signed-out", signed_out, Access.ANYONE),
)
