"""An OpenID provider that can lie: it does all that a provider does, and each test says what it does wrong."""

import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from sopwright.serve.run import bind
from tests.serving import in_thread

CLIENT, SECRET = "handbook", "the client's secret"


@dataclass
class Provider:
    """What the provider says, and what tests change in it."""

    now: float
    """Its clock."""
    address: str = ""
    user: dict[str, Any] = field(default_factory=lambda: {"preferred_username": "a.agent"})
    claims: dict[str, Any] = field(default_factory=dict)
    """Claims that take the place of the right ones; ``None`` leaves one out."""
    metadata: dict[str, Any] = field(default_factory=dict)
    key: Any = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "first", "use": "sig"}))
    published: list[Any] = field(default_factory=list)
    """The keys that it publishes; its signing key where none are given."""
    algorithm: str = "RS256"
    asked_for_keys: int = 0
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def new_key(self, kid: str) -> None:
        """Sign with another key from now on, and publish only that."""
        self.key, self.algorithm = ECKey.generate_key("P-256", {"kid": kid, "use": "sig"}), "ES256"

    def app(self) -> Starlette:
        """Its endpoints."""
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._about),
                Route("/authorize", self._authorize),
                Route("/token", self._token, methods=["POST"]),
                Route("/keys", self._keys),
            ]
        )

    async def _about(self, _request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/keys",
                "end_session_endpoint": f"{self.address}/end",
                **self.metadata,
            }
        )

    async def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert asked["client_id"] == CLIENT
        assert "openid" in asked["scope"].split()
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")

    async def _token(self, request: Request) -> Response:
        sent = dict(parse_qsl((await request.body()).decode()))
        asked = self.codes.pop(sent["code"], None)
        expected = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(sent["code_verifier"].encode()).digest()).rstrip(b"=")
        if request.headers.get("authorization") != expected:
            return JSONResponse({"error": "invalid_client"}, 401)
        if (
            asked is None
            or challenge.decode() != asked["code_challenge"]
            or sent["redirect_uri"] != asked["redirect_uri"]
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        token = self.id_token(asked["nonce"])
        return JSONResponse({"access_token": "opaque", "token_type": "Bearer", "expires_in": 60, "id_token": token})

    async def _keys(self, _request: Request) -> Response:
        self.asked_for_keys += 1
        return JSONResponse({"keys": [key.as_dict(private=False) for key in self.published or [self.key]]})

    def id_token(self, nonce: str) -> str:
        """The token of a sign-in."""
        right = {"iss": self.address, "sub": "1", "aud": CLIENT, "exp": int(self.now) + 300, "iat": int(self.now)}
        claims = {**right, "nonce": nonce, **self.user, **self.claims}
        header = {"alg": self.algorithm} | ({"kid": self.key.kid} if self.key.kid else {})
        told = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(header, told, self.key, algorithms=[self.algorithm])


def symmetric(secret: str) -> OctKey:
    """A key that whoever knows a secret can sign with."""
    return OctKey.import_key(secret)


@contextmanager
def running(provider: Provider) -> Iterator[Provider]:
    """A provider that listens on this machine."""
    with bind("127.0.0.1:0") as listening:
        provider.address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with in_thread(provider.app(), listening):
            yield provider
