"""The server's own pages: templates in the site's look, in the reader's language."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse

from sopwright.edition.reader import catalogue
from sopwright.edition.words import Catalogue
from sopwright.model.form import label
from sopwright.serve.cookies import BROWSER, LANGUAGE, SESSION
from sopwright.serve.layers.headers import POLICY
from sopwright.serve.service import Service, person_in, service_of
from sopwright.serve.tokens import form_token, new_token

TEMPLATES = Path("templates", "serve")
FORMS_POLICY = POLICY.format(forms="'self'")


def environment(root: Path) -> Environment:
    """The templates; they escape, and refuse names that are not given."""
    loader = FileSystemLoader(root / TEMPLATES)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def words_of(request: HTTPConnection) -> Catalogue:
    """The interface's words in the language of a request."""
    return catalogue(service_of(request).handbook, person_in(request).language)


def page(request: HTTPConnection, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """An answer made of a template of ``templates/serve/``.

    Templates get ``t`` (the words), ``person``, ``label`` (a language map's words), ``form_token`` (each form sends it
    along, in the field ``form_token``), ``frame`` (what the frame needs), and the values given here.
    """
    service, person = service_of(request), person_in(request)
    secure = service.settings.secure
    secret = SESSION.of(request.cookies, secure=secure) if person.signed_in else ""
    secret = secret or BROWSER.of(request.cookies, secure=secure)
    fresh = "" if secret else new_token()
    given = {
        "t": words_of(request),
        "person": person,
        "label": lambda words: label(words, person.language),
        "form_token": form_token(secret or fresh),
        "frame": _frame(service, person.language),
    }
    html = service.templates.get_template(template).render(**given, **values)
    response = HTMLResponse(html, status, {"Content-Security-Policy": FORMS_POLICY})
    if request.query_params.get("language") == person.language:
        LANGUAGE.put(response, person.language, secure=secure)
    if fresh:
        BROWSER.put(response, fresh, secure=secure)
    return response


def _frame(service: Service, language: str) -> Mapping[str, Any]:
    organisation = service.handbook.registers.organisation
    return {
        "language": language,
        "languages": service.handbook.registers.languages.rows,
        "organisation": organisation,
        "site_name": label(organisation.site_name, language),
        "assets": {name: asset.address for name, asset in service.assets.items()},
        "development": service.settings.sign_in == "development",
        "session": service.settings.sign_in != "proxy",
    }
