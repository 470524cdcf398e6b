"""Signing in by OpenID Connect: there and back."""

import asyncio
import logging

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sopwright.serve.cookies import BROWSER, SESSION
from sopwright.serve.frame import page
from sopwright.serve.identity.claims import NotTrustedError, identity_of_claims
from sopwright.serve.identity.provider import Provider, ProviderError
from sopwright.serve.identity.sign_ins import SignIn
from sopwright.serve.person import Identity, person_of
from sopwright.serve.routes.page import Access, Page
from sopwright.serve.service import Service, service_of
from sopwright.serve.then import place_after
from sopwright.serve.tokens import new_token

ANSWER = "/sign-in/answer"
LOG = logging.getLogger(__name__)


async def begin(request: Request) -> Response:
    """Lead the reader to the provider."""
    service = service_of(request)
    secure = service.settings.secure
    browser = BROWSER.of(request.cookies, secure=secure) or new_token()
    then = place_after(request.query_params.get("then", "/"))
    state, begun = await asyncio.to_thread(service.sign_ins.begin, browser, then)
    try:
        place = await _provider(service).begin(state, begun.nonce, begun.verifier)
    except ProviderError as error:
        LOG.error("sign-in: %s", error)
        return page(request, "failed.html", 502)
    response = RedirectResponse(place, 303)
    BROWSER.put(response, browser, secure=secure)
    return response


async def answer(request: Request) -> Response:
    """Take the provider's answer, and begin a session."""
    service, asked = service_of(request), request.query_params
    browser = BROWSER.of(request.cookies, secure=service.settings.secure)
    begun = await asyncio.to_thread(service.sign_ins.take, asked.get("state", ""), browser)
    try:
        if begun is None:
            raise NotTrustedError("the state is unknown, used, too old, or of another browser")
        identity = await _identity(service, begun, asked.get("code", ""), asked.get("iss", ""))
    except NotTrustedError as error:
        LOG.warning("sign-in refused: %s", error)
        return page(request, "failed.html", 403)
    except ProviderError as error:
        LOG.error("sign-in: %s", error)
        return page(request, "failed.html", 502)
    return await _begun(request, identity, begun.then)


async def _identity(service: Service, begun: SignIn, code: str, issuer: str) -> Identity:
    provider = _provider(service)
    if not code:
        raise NotTrustedError("the provider sent no code")
    if issuer and issuer != provider.openid.issuer:  # RFC 9207
        raise NotTrustedError("the answer is of another provider")
    claims = await provider.finish(code, begun.verifier, begun.nonce)
    identity = identity_of_claims(claims, service.settings, service.handbook)
    if person_of(service.handbook, identity, service.today()) is None:
        raise NotTrustedError("by the register this person has left")
    return identity


async def _begun(request: Request, identity: Identity, then: str) -> Response:
    service = service_of(request)
    secure = service.settings.secure
    token = await asyncio.to_thread(service.sessions.begin, identity, SESSION.of(request.cookies, secure=secure))
    response = RedirectResponse(then, 303)
    SESSION.put(response, token, secure=secure)
    BROWSER.drop(response, secure=secure)
    return response


def _provider(service: Service) -> Provider:
    if service.provider is None:
        raise ProviderError("there is no OpenID provider in the settings")
    return service.provider


PAGES = (
    Page("/sign-in", begin, Access.ANYONE),
    Page(ANSWER, answer, Access.ANYONE),
)
