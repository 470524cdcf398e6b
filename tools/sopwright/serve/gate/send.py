"""Sending a file: headers, then its bytes, large ones in pieces."""

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from sopwright.serve.gate.conditions import Part, is_unchanged, wanted_part
from sopwright.serve.gate.kinds import KEPT, kind_of, may_be_kept
from sopwright.serve.gate.trees import File

PIECE: Final = 256 * 1024
"""Bytes that are read at once; what is not larger is read without a thread of its own."""

SLOWEST: Final = 60.0
"""Seconds that a reader may take for a piece; who takes longer is cut off."""


@dataclass(frozen=True)
class FileAnswer:
    """An open file as an answer; it is closed afterwards."""

    file: File
    descriptor: int
    encoding: str
    """The encoding of the open file; empty for the file as it is."""

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Send it, or a part of it, or that it has not changed."""
        try:
            await self._send(scope, send)
        finally:
            os.close(self.descriptor)

    async def _send(self, scope: Scope, send: Send) -> None:
        asked, found = Headers(scope=scope), os.fstat(self.descriptor)
        tag = f'"{found.st_mtime_ns:x}-{found.st_size:x}{self.encoding and "-" + self.encoding}"'
        headers = common_headers(self.file) | {"ETag": tag, "Accept-Ranges": "bytes"}
        if is_unchanged(asked, tag):
            await _start(send, 304, headers)
            await send({"type": "http.response.body"})
            return
        whole = Part(0, found.st_size - 1)
        wanted = wanted_part(asked, tag, found.st_size)
        part, status = wanted or whole, 206 if wanted else 200
        if wanted:
            headers["Content-Range"] = f"bytes {part.first}-{part.last}/{found.st_size}"
        if wanted and not part.size:
            status, headers["Content-Range"] = 416, f"bytes */{found.st_size}"
        if self.encoding:
            headers["Content-Encoding"] = self.encoding
        headers["Content-Length"] = str(part.size)
        await _start(send, status, headers)
        await self._body(Part(0, -1) if scope["method"] == "HEAD" else part, send)

    async def _body(self, part: Part, send: Send) -> None:
        if part.size <= PIECE:
            await send({"type": "http.response.body", "body": os.pread(self.descriptor, part.size, part.first)})
            return
        at = part.first
        while at <= part.last:
            data = await asyncio.to_thread(os.pread, self.descriptor, min(PIECE, part.last - at + 1), at)
            at += len(data)
            more = bool(data) and at <= part.last
            async with asyncio.timeout(SLOWEST):
                await send({"type": "http.response.body", "body": data, "more_body": more})
            if not data:
                return


def common_headers(file: File) -> dict[str, str]:
    """What an answer says about a file, however it is sent."""
    headers = {"Content-Type": kind_of(file.path)}
    if may_be_kept(file.path):
        headers["Cache-Control"] = KEPT
    if file.encodings:
        headers["Vary"] = "Accept-Encoding"
    return headers


async def _start(send: Send, status: int, headers: Mapping[str, str]) -> None:
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
