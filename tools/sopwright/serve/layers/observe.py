"""What is known of a request afterwards: what kind, how it ended, how long it took; never who or which document."""

import asyncio
import logging
from dataclasses import dataclass
from typing import Final

from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from sopwright.serve.layers.layer import Layer

LOG: Final = logging.getLogger("sopwright.serve.requests")
KIND: Final = "kind"
"""The key of a request's state that says what kind it is: a page's path as it is registered, or ``tree``."""
OTHER: Final = "other"
FAILED: Final = PlainTextResponse("Something went wrong on the server.\n", 500)


@dataclass
class _Answered:
    """What was sent."""

    status: int = 0
    size: int = 0


class Observe(Layer):
    """Counts and logs requests, and answers where something unexpected went wrong."""

    async def request(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Watch a request."""
        loop, answered = asyncio.get_running_loop(), _Answered()
        began = loop.time()

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered.status = message["status"]
            answered.size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:  # the boundary: readers get an answer, administrators the place of the fault
            LOG.error("unexpected", exc_info=error, extra={"told": {"kind": _kind(scope)}})
            if not answered.status:
                await FAILED(scope, receive, watched)
        finally:
            self._note(scope, answered, loop.time() - began)

    def _note(self, scope: Scope, answered: _Answered, seconds: float) -> None:
        kind, method = _kind(scope), scope["method"]
        self.service.metrics.note(kind, method, answered.status, seconds)
        told = {
            "kind": kind,
            "method": method,
            "status": answered.status,
            "milliseconds": round(seconds * 1000, 1),
            "bytes": answered.size,
        }
        LOG.info("request", extra={"told": told})


def _kind(scope: Scope) -> str:
    kind: str = scope["state"].get(KIND, OTHER)
    return kind
