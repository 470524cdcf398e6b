"""The headers that every answer carries."""

from dataclasses import dataclass
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sopwright.serve.service import Service

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action {forms}; frame-ancestors 'none'"
)
PRIVATE: Final = "private, no-store"
HEADERS: Final = {
    "Content-Security-Policy": POLICY.format(forms="'none'"),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
    "Cache-Control": PRIVATE,
}
"""Sent with every answer; an answer may set its own ``Cache-Control`` and ``Content-Security-Policy``."""
TRANSPORT: Final = {"Strict-Transport-Security": "max-age=31536000"}
"""Sent as well where readers come by TLS."""


@dataclass(frozen=True)
class Headers:
    """Adds the headers."""

    app: ASGIApp
    service: Service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add them to the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        added = {**HEADERS, **(TRANSPORT if self.service.settings.secure else {})}

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in added.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers)
