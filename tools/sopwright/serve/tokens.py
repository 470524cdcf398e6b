"""Secrets that a browser holds, and what is kept of them here."""

import hashlib
import hmac
import secrets

_BYTES = 32


def new_token() -> str:
    """A secret of 256 bits."""
    return secrets.token_urlsafe(_BYTES)


def digest(token: str) -> str:
    """What is stored in a secret's place; it is random, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def form_token(secret: str) -> str:
    """The token of a browser's forms: only who has the secret's cookie can tell it."""
    return hmac.new(secret.encode(), b"form", hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two secrets are equal, in a time that tells nothing."""
    return hmac.compare_digest(one.encode(), other.encode())
