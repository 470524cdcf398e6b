"""A page of the server: its address, who may have it, and what makes it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from inspect import iscoroutinefunction
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sopwright.serve.refuse import refuse
from sopwright.serve.service import person_in

Make = Callable[[Request], Any]
"""A function, ``async`` or not, from a request to a ``Response``; one that is not runs in a thread and may wait."""


class Access(Enum):
    """Who may have a page."""

    ANYONE = "anyone"
    """Signed in or not."""
    SIGNED_IN = "signed in"
    """Everyone who is signed in, also those for whom there is no tree."""
    READER = "reader"
    """Those who are signed in and read a tree. What else a page asks for, it asks itself and answers ``refuse``."""


@dataclass(frozen=True)
class Page:
    """A page; each says for itself who may have it."""

    path: str
    """As Starlette writes it: ``/read/{document}``."""
    make: Make
    access: Access
    methods: Sequence[str] = ("GET",)

    def route(self) -> Route:
        """The page behind its door."""

        async def guarded(request: Request) -> Response:
            request.scope["state"]["kind"] = self.path
            if not _admits(self.access, request):
                return refuse(request)
            made = self.make(request) if iscoroutinefunction(self.make) else run_in_threadpool(self.make, request)
            response: Response = await made
            return response

        return Route(self.path, guarded, methods=list(self.methods))


def _admits(access: Access, request: Request) -> bool:
    person = person_in(request)
    if access is Access.ANYONE:
        return True
    return person.signed_in and (access is Access.SIGNED_IN or bool(person.audience))
