"""A layer around the pages: it sees requests, and lets all else through."""

from abc import ABC, abstractmethod
from dataclasses import dataclass

from starlette.types import ASGIApp, Receive, Scope, Send

from sopwright.serve.service import Service


@dataclass(frozen=True)
class Layer(ABC):
    """What stands between a server and what is further in."""

    app: ASGIApp
    """What is further in."""
    service: Service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take a request; the server's own beginning and end are not one."""
        await (self.request if scope["type"] == "http" else self.app)(scope, receive, send)

    @abstractmethod
    async def request(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on to what is further in."""
