"""A proxy that has signed the reader in: its headers are believed from it alone."""

from starlette.requests import HTTPConnection

from sopwright.serve.identity.claims import NotTrustedError, identity_of_names
from sopwright.serve.person import Identity
from sopwright.serve.settings import Settings


def identity_of_proxy(request: HTTPConnection, settings: Settings) -> Identity | None:
    """Who makes a request, as the proxy says; nothing where it does not say, or somebody else says it."""
    proxy = settings.proxy
    if proxy is None or not proxy.trusts(request.client.host if request.client else None):
        return None
    people, groups = (request.headers.getlist(name) for name in (proxy.person, proxy.groups))
    if len(people) != 1 or len(groups) > 1:
        return None
    try:
        return identity_of_names(people[0], [group.strip() for group in "".join(groups).split(",")], settings)
    except NotTrustedError:
        return None
