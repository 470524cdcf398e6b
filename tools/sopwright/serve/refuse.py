"""The one answer to all that somebody may not have: whether it exists makes no difference."""

from urllib.parse import quote

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from sopwright.model.form import label
from sopwright.serve.frame import page
from sopwright.serve.service import person_in, service_of


def refuse(request: HTTPConnection) -> Response:
    """Turn a request away, by who makes it and never by what was asked for."""
    person = person_in(request)
    if not person.signed_in:
        return _sign_in(request)
    if not person.audience:
        return no_audience(request)
    return page(request, "missing.html", 404)


def no_audience(request: HTTPConnection) -> Response:
    """Explain to somebody why no tree is theirs."""
    known = service_of(request).handbook.registers.roles.roles
    language = person_in(request).language
    roles = [label(known[role].name, language) for role in person_in(request).roles if role in known]
    return page(request, "no-audience.html", 403, roles=roles)


def _sign_in(request: HTTPConnection) -> Response:
    """Pages lead to the sign-in and back; scripts and pictures are told only that it is needed."""
    if service_of(request).settings.sign_in == "proxy":
        return page(request, "not-known.html", 401)
    if request.scope["method"] == "POST" or "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse("Sign in first.\n", 401)
    path = request.scope["path"]
    return RedirectResponse(f"/sign-in?then={quote(path)}" if path != "/" else "/sign-in", 303)
