"""Forms: their size, where they come from, and the token without which nothing is changed."""

import asyncio
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sopwright.serve.cookies import BROWSER, SESSION
from sopwright.serve.layers.layer import Layer
from sopwright.serve.tokens import form_token, same

FIELD: Final = "form_token"
HEADER: Final = "x-form-token"
"""For scripts, in the field's place."""
LARGEST: Final = 64 * 1024
"""Bytes of a form."""
MOST_FIELDS: Final = 200
SLOWEST: Final = 20.0
"""Seconds that a form may take to arrive."""
_KIND: Final = "application/x-www-form-urlencoded"


class _RefusedError(Exception):
    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.answer = PlainTextResponse(words + "\n", status, {"Connection": "close"})


class Forms(Layer):
    """Reads what is sent, and lets only forms of our own pages through."""

    async def request(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check a request that may change something; others pass."""
        if scope["method"] in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        answer: ASGIApp
        try:
            data = await _body(scope, receive)
            scope["state"]["form"] = fields = _fields(data)
            self._check(HTTPConnection(scope), fields)
            answer, receive = self.app, _again(data, receive)
        except _RefusedError as refused:
            answer = refused.answer
        await answer(scope, receive, send)

    def _check(self, request: HTTPConnection, fields: Mapping[str, str]) -> None:
        """Refuse what another site may have sent (OWASP's cheat sheet on CSRF: the origin, and a token)."""
        settings, headers = self.service.settings, request.headers
        site = headers.get("sec-fetch-site", "same-origin")
        origin = headers.get("origin")
        if site != "same-origin" or (origin is not None and origin not in settings.origins):
            raise _RefusedError(403, "This form was sent from another site.")
        sent = fields.get(FIELD) or headers.get(HEADER, "")
        secrets = [cookie.of(request.cookies, secure=settings.secure) for cookie in (SESSION, BROWSER)]
        if not any(secret and same(sent, form_token(secret)) for secret in secrets):
            raise _RefusedError(403, "This page is too old: go back, load it again, and send the form once more.")


def form_of(request: HTTPConnection) -> Mapping[str, str]:
    """The fields of a form that was sent; of equal names the last one."""
    fields: Mapping[str, str] = request.scope["state"]["form"]
    return fields


async def _body(scope: Scope, receive: Receive) -> bytes:
    headers = dict(scope["headers"])
    length = headers.get(b"content-length", b"0")
    if length.isdigit() and int(length) > LARGEST:
        raise _RefusedError(413, f"This is too large: {LARGEST} bytes at most.")
    kind = headers.get(b"content-type", _KIND.encode()).partition(b";")[0].strip().lower()
    if kind != _KIND.encode():
        raise _RefusedError(415, f"Forms are sent as {_KIND}.")
    data = bytearray()
    try:
        async with asyncio.timeout(SLOWEST):
            while True:
                message = await receive()
                data += message.get("body", b"")
                if len(data) > LARGEST:
                    raise _RefusedError(413, f"This is too large: {LARGEST} bytes at most.")
                if not message.get("more_body", False):
                    return bytes(data)
    except TimeoutError:
        raise _RefusedError(408, "This took too long to arrive.") from None


def _fields(data: bytes) -> Mapping[str, str]:
    try:
        text = data.decode("ascii")
        return dict(
            parse_qsl(
                text, keep_blank_values=True, strict_parsing=bool(text), errors="strict", max_num_fields=MOST_FIELDS
            )
        )
    except ValueError:
        raise _RefusedError(400, "This form cannot be read.") from None


def _again(data: bytes, receive: Receive) -> Receive:
    """What was read, to be read once more."""
    waiting: list[Message] = [{"type": "http.request", "body": data, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay
