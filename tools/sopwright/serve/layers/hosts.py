"""Only requests to the server's own name, in methods that it knows, come in."""

from typing import Final

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from sopwright.serve.layers.layer import Layer

OPEN: Final = ("/healthz", "/readyz", "/metrics")
"""Asked by machines, which know the server by its address; their answers do not depend on the name."""
METHODS: Final = ("GET", "HEAD", "POST")
VERSIONS: Final = ("1.0", "1.1")
MOST_HEADERS: Final = 100
LARGEST_HEAD: Final = 16 * 1024
"""Bytes of a request's head; uvicorn's own bound holds only for heads that come in pieces."""
_PROXIED: Final = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


class Hosts(Layer):
    """Refuses what was not sent to this server."""

    async def request(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or say why not."""
        refusal = self._refusal(scope, Headers(scope=scope))
        if refusal is None:
            await self.app(scope, receive, send)
        else:
            await refusal(scope, receive, send)

    def _refusal(self, scope: Scope, headers: Headers) -> PlainTextResponse | None:
        if scope["http_version"] not in VERSIONS:
            return PlainTextResponse("This server speaks HTTP/1.1.\n", 505, {"Connection": "close"})
        if len(scope["headers"]) > MOST_HEADERS or _size(scope) > LARGEST_HEAD:
            return PlainTextResponse("The head of this request is too large.\n", 431, {"Connection": "close"})
        if scope["method"] not in METHODS:
            return PlainTextResponse("This method is not allowed here.\n", 405, {"Allow": ", ".join(METHODS)})
        if scope["path"] in OPEN:
            return None
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self.service.settings.hosts:
            return PlainTextResponse("This server has another name.\n", 421)
        if self.service.settings.sign_in == "development" and any(name in headers for name in _PROXIED):
            return PlainTextResponse("The development sign-in is not for use behind a proxy.\n", 403)
        return None


def _size(scope: Scope) -> int:
    lines = sum(len(name) + len(value) for name, value in scope["headers"])
    return lines + len(scope["path"]) + len(scope["query_string"])
