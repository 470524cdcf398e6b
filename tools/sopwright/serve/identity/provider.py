"""The OpenID provider: where to send readers, and what its answer is worth (OpenID Connect Core 1.0, section 3.1)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oauth2.claims import ClaimsOption
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from sopwright.serve.identity.claims import NotTrustedError
from sopwright.serve.settings import OpenId, is_loopback

ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures by a key that only the provider has; never ``none``, and none that our own secret could make."""
BELIEVED: Final = timedelta(hours=1)
"""How long what the provider says about itself is believed."""
SOONEST: Final = timedelta(seconds=20)
"""How soon its keys are asked for again when a token names one that is not known."""
LEEWAY: Final = 30
"""Seconds by which clocks may differ."""
_TIMEOUT: Final = 10.0


class ProviderError(Exception):
    """The provider cannot be asked, or answers nonsense."""


@dataclass
class Provider:
    """The company's sign-in."""

    openid: OpenId
    redirect: str
    """Where the provider sends readers back to."""
    now: Callable[[], datetime]
    _metadata: Mapping[str, Any] = field(default_factory=dict)
    _metadata_at: datetime | None = None
    _keys: KeySet | None = None
    _keys_at: datetime | None = None

    async def begin(self, state: str, nonce: str, verifier: str) -> str:
        """The address at the provider where a reader signs in.

        Raises:
            ProviderError: The provider cannot be asked.
        """
        place = (await self._about())["authorization_endpoint"]
        async with self._client() as client:
            address, _state = client.create_authorization_url(place, state=state, nonce=nonce, code_verifier=verifier)
            return str(address)

    async def finish(self, code: str, verifier: str, nonce: str) -> Mapping[str, Any]:
        """The claims of who has signed in.

        Raises:
            ProviderError: The provider cannot be asked.
            NotTrustedError: Its answer is not a fresh one for this reader and this server.
        """
        place = (await self._about())["token_endpoint"]
        try:
            async with self._client() as client:
                tokens = await client.fetch_token(place, code=code, code_verifier=verifier)
        except OAuthError as error:
            raise NotTrustedError(f"the provider refuses the code: {error.error}") from error
        except (httpx2.HTTPError, ValueError) as error:
            raise ProviderError(f"the token endpoint: {type(error).__name__}") from error
        return await self._claims(tokens, nonce)

    def ending(self, after: str) -> str:
        """Where the session at the provider itself is ended; empty where it does not say."""
        place = self._metadata.get("end_session_endpoint", "")
        asked = {"client_id": self.openid.client_id, "post_logout_redirect_uri": after}
        return f"{place}?{urlencode(asked)}" if place else ""

    async def _claims(self, tokens: Mapping[str, Any], nonce: str) -> Mapping[str, Any]:
        token = tokens.get("id_token")
        if not isinstance(token, str):
            raise NotTrustedError("the provider sent no ID token")
        try:
            decoded = jwt.decode(token, await self._key_set(), algorithms=ALGORITHMS)
        except (JoseError, ValueError) as first:
            try:  # it may be signed by a key that is newer than those we know
                decoded = jwt.decode(token, await self._key_set(renew=True), algorithms=ALGORITHMS)
            except (JoseError, ValueError):
                raise NotTrustedError(f"the ID token: {type(first).__name__}") from first
        wanted = {
            "iss": ClaimsOption(essential=True, value=self.openid.issuer),
            "aud": ClaimsOption(essential=True, value=self.openid.client_id),
        }
        said = {"nonce": nonce, "client_id": self.openid.client_id, "access_token": tokens.get("access_token")}
        claims = CodeIDToken(decoded.claims, decoded.header, wanted, said)
        try:
            claims.validate(now=int(self.now().timestamp()), leeway=LEEWAY)
        except JoseError as error:
            raise NotTrustedError(f"the ID token: {error}") from error
        return dict(claims)

    async def _about(self) -> Mapping[str, Any]:
        """What the provider says about itself (OpenID Connect Discovery 1.0)."""
        now = self.now()
        if self._metadata_at is None or now - self._metadata_at >= BELIEVED:
            found = await self._fetch(f"{self.openid.issuer.rstrip('/')}/.well-known/openid-configuration")
            if found.get("issuer") != self.openid.issuer:
                raise ProviderError("the provider calls itself by another name than `openid.issuer`")
            for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                if not _is_safe(found.get(name)):
                    raise ProviderError(f"the provider's `{name}` is missing, or is not an `https://` address")
            self._metadata, self._metadata_at = found, now
        return self._metadata

    async def _key_set(self, *, renew: bool = False) -> KeySet:
        now = self.now()
        age = now - self._keys_at if self._keys_at is not None else BELIEVED
        if self._keys is None or age >= (SOONEST if renew else BELIEVED):
            found = await self._fetch((await self._about())["jwks_uri"])
            try:
                self._keys, self._keys_at = KeySet.import_key_set({"keys": _signing(found)}), now
            except (JoseError, ValueError, KeyError) as error:
                raise ProviderError("the provider's keys cannot be read") from error
        return self._keys

    async def _fetch(self, address: str) -> Mapping[str, Any]:
        try:
            async with httpx2.AsyncClient(timeout=_TIMEOUT) as client:
                answer = (await client.get(address)).raise_for_status().json()
        except (httpx2.HTTPError, ValueError) as error:
            raise ProviderError(f"{urlsplit(address).path}: {type(error).__name__}") from error
        if not isinstance(answer, dict):
            raise ProviderError(f"{urlsplit(address).path}: not an object")
        return answer

    def _client(self) -> AsyncOAuth2Client:
        secret = self.openid.secret
        return AsyncOAuth2Client(
            self.openid.client_id,
            secret or None,
            token_endpoint_auth_method="client_secret_basic" if secret else "none",
            scope=" ".join(self.openid.scopes),
            redirect_uri=self.redirect,
            code_challenge_method="S256",
            timeout=_TIMEOUT,
        )


def _is_safe(address: object) -> bool:
    if not isinstance(address, str):
        return False
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))


def _signing(keys: Mapping[str, Any]) -> list[Any]:
    return [key for key in keys["keys"] if isinstance(key, dict) and key.get("use", "sig") == "sig"]
