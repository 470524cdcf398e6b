"""Who makes a request."""

import asyncio
from dataclasses import replace

from starlette.requests import HTTPConnection
from starlette.types import Receive, Scope, Send

from sopwright.serve.cookies import LANGUAGE, SESSION
from sopwright.serve.identity.proxy import identity_of_proxy
from sopwright.serve.language import choose
from sopwright.serve.layers.layer import Layer
from sopwright.serve.person import Identity, Person, person_of, visitor


class Identify(Layer):
    """Puts the service and the person into the request's state."""

    async def request(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Find out who it is; without a session it is a visitor."""
        request = HTTPConnection(scope)
        person = self._person(await self._identity(request))
        scope["state"]["person"] = replace(person, language=self._language(request, person))
        await self.app(scope, receive, send)

    async def _identity(self, request: HTTPConnection) -> Identity | None:
        settings, sessions = self.service.settings, self.service.sessions
        if settings.sign_in == "proxy":
            return identity_of_proxy(request, settings)
        token = SESSION.of(request.cookies, secure=settings.secure)
        if not token:
            return None
        return sessions.known(token) or await asyncio.to_thread(sessions.find, token)

    def _person(self, identity: Identity | None) -> Person:
        handbook = self.service.handbook
        person = person_of(handbook, identity, self.service.today()) if identity else None
        return person or visitor(handbook, welcome=self.service.settings.visitors)

    def _language(self, request: HTTPConnection, person: Person) -> str:
        chosen = LANGUAGE.of(request.cookies, secure=self.service.settings.secure)
        asked = request.query_params.get("language", "")
        available = tuple(self.service.handbook.registers.languages.rows)
        return choose(available, (asked, chosen, *person.languages), request.headers.get("accept-language", ""))
