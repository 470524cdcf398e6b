"""From what a sign-in says to an identity: the person's key and the roles of their groups."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sopwright.model.handbook import Handbook
from sopwright.serve.person import Identity
from sopwright.serve.settings import OpenId, Settings

_KEY: Final = re.compile(r"[\w.@+-]{1,100}", re.ASCII)
_LONGEST: Final = 200


class NotTrustedError(Exception):
    """A sign-in that does not count; the message says why, without naming anybody."""


def identity_of_claims(claims: Mapping[str, Any], settings: Settings, handbook: Handbook) -> Identity:
    """The identity of an ID token's claims.

    Raises:
        NotTrustedError: The claims do not say in a way that counts who it is.
    """
    openid = settings.openid
    if openid is None:
        raise NotTrustedError("there is no OpenID provider in the settings")
    said = claims.get(openid.person)
    if not isinstance(said, str) or not _KEY.fullmatch(said):
        raise NotTrustedError(f"the claim `{openid.person}` is missing, or is not a short plain name")
    name = claims.get("name")
    return Identity(
        id=_by_email(said, claims, handbook) if openid.person == "email" else said,
        name=name[:_LONGEST] if isinstance(name, str) else "",
        roles=roles_of_groups(_groups(claims, openid), settings.roles),
    )


def identity_of_names(person: str, groups: Iterable[str], settings: Settings) -> Identity:
    """The identity that a trusted proxy tells.

    Raises:
        NotTrustedError: It is not a short plain name.
    """
    if not _KEY.fullmatch(person):
        raise NotTrustedError("the name of the person is not a short plain name")
    return Identity(id=person, roles=roles_of_groups(groups, settings.roles))


def roles_of_groups(groups: Iterable[str], mapping: Mapping[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    """The roles of some groups; nothing where there is no mapping and the register decides."""
    if not mapping:
        return None
    return tuple(dict.fromkeys(role for group in groups for role in mapping.get(group, ())))


def _groups(claims: Mapping[str, Any], openid: OpenId) -> list[str]:
    found = claims.get(openid.groups)
    return [group for group in found if isinstance(group, str)] if isinstance(found, list) else []


def _by_email(address: str, claims: Mapping[str, Any], handbook: Handbook) -> str:
    """The key of the person with an address; only an address that the provider has verified counts."""
    if claims.get("email_verified") is not True:
        raise NotTrustedError("the provider has not verified the address (`email_verified`)")
    people = handbook.registers.people.rows
    found = [key for key, row in people.items() if row.email.casefold() == address.casefold()]
    if len(found) > 1:
        raise NotTrustedError("several people of the register have this address")
    return found[0] if found else address
