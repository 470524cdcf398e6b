"""The gate: a reader gets files of their own tree, by ``scope["path"]`` and their session, and nothing else."""

from typing import Final
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sopwright.serve.gate.conditions import accepted_encoding
from sopwright.serve.gate.send import FileAnswer, common_headers
from sopwright.serve.gate.trees import ENCODINGS, File
from sopwright.serve.layers.layer import Layer
from sopwright.serve.service import person_in

INTERNAL: Final = "/.files/"
"""Where nginx keeps ``build/``, for itself only."""
DIRECT: Final = "x-sopwright-direct"
"""The header by which nginx asks for a file itself that it could not open, as while a build is put in place."""


class Gate(Layer):
    """Answers with a file where the reader's tree has one; all else goes on to the pages."""

    async def request(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        answer = await self._answer(scope) if scope["method"] in ("GET", "HEAD") else None
        if answer:
            scope["state"]["kind"] = "tree"
        await (answer or self.app)(scope, receive, send)

    async def _answer(self, scope: Scope) -> ASGIApp | None:
        audience = person_in(HTTPConnection(scope)).audience
        headers = Headers(scope=scope)
        if self.service.settings.files == "nginx" and DIRECT not in headers:
            return self._by_nginx(self.service.build.trees.find(audience, scope["path"]))
        opened = await self.service.build.open(audience, scope["path"], lambda file: _place(file, headers))
        if opened is None:
            return None
        file, descriptor = opened
        return FileAnswer(file, descriptor, accepted_encoding(headers, file.encodings))

    def _by_nginx(self, file: File | None) -> ASGIApp | None:
        """Let nginx send it: the answer says only what and where."""
        if file is None:
            return None
        return Response(headers={**common_headers(file), "X-Accel-Redirect": INTERNAL + quote(file.path)})


def _place(file: File, headers: Headers) -> str:
    encoding = accepted_encoding(headers, file.encodings)
    return file.path + ENCODINGS[encoding] if encoding else file.path
