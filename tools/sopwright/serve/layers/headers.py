"""The headers that every answer carries."""

from collections.abc import Mapping
from typing import Final

from starlette.types import Message, Receive, Scope, Send

from sopwright.serve.layers.layer import Layer

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


def _raw(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


_RAW: Final = _raw(HEADERS)
_RAW_BY_TLS: Final = _raw(HEADERS | TRANSPORT)


class Headers(Layer):
    """Adds the headers."""

    async def request(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add them to the answer."""
        added = _RAW_BY_TLS if self.service.settings.secure else _RAW

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in message.get("headers", ())}
                kept = [pair for pair in added if pair[0] not in own]
                message = {**message, "headers": [*message.get("headers", ()), *kept]}
            await send(message)

        await self.app(scope, receive, with_headers)
