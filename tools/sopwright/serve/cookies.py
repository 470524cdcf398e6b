"""The three cookies: who is signed in, which browser sends a form, and the language."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response


@dataclass(frozen=True)
class Cookie:
    """A cookie that scripts cannot read and other sites do not send along."""

    name: str
    seconds: int | None = None
    """How long it is kept; until the browser is closed where nothing is given."""

    def full_name(self, *, secure: bool) -> str:
        """With TLS the prefix ``__Host-`` binds it to this host: no neighbour can set it (RFC 6265bis)."""
        return f"__Host-{self.name}" if secure else self.name

    def of(self, cookies: Mapping[str, str], *, secure: bool) -> str:
        """Its value in a request; empty without one."""
        return cookies.get(self.full_name(secure=secure), "")

    def put(self, response: Response, value: str, *, secure: bool) -> None:
        """Send it with an answer."""
        name = self.full_name(secure=secure)
        response.set_cookie(name, value, max_age=self.seconds, path="/", secure=secure, httponly=True, samesite="lax")

    def drop(self, response: Response, *, secure: bool) -> None:
        """Let the browser forget it."""
        response.delete_cookie(self.full_name(secure=secure), path="/", secure=secure, httponly=True, samesite="lax")


SESSION = Cookie("session")
BROWSER = Cookie("browser")
"""Holds a secret of its own, so that forms work before anybody has signed in."""
LANGUAGE = Cookie("language", 365 * 24 * 3600)
