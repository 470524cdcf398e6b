"""Judging the addresses of links and pictures: only what the handbook can vouch for becomes one."""

import re

from sopwright.source.text import brief

_LINK = re.compile(
    r"[A-Z][A-Z0-9]{1,7}-[0-9]{3,4}(#[a-z0-9][a-z0-9-]{0,62})?"
    r"|#[a-z0-9][a-z0-9-]{0,62}"
    r"|https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?([/?#][^\s\\<>\"'`]*)?"
)
_PICTURE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9-]+)+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def link_fault(address: str) -> tuple[str, str] | None:
    """Say what is wrong with a link's address, and how to mend it."""
    if _LINK.fullmatch(address):
        return None
    if not address:
        return "the link has no address", "name a document, `SVC-007`, or remove the brackets"
    scheme = _SCHEME.match(address)
    if scheme is None:
        message = f"`{brief(address)}` is neither a document's number, nor `#` and an id, nor an `https:` address"
        return message, "link a document by its number: `[words](SVC-007)` or `[words](SVC-007#step)`"
    hints = {
        "http": "write `https:`",
        "https": "write a plain address, `https://example.org/page`, without a user's name",
        "mailto": "write the address as plain text, or `{org:email}`",
        "tel": "write the number as plain text, or `{org:phone}`",
    }
    hint = hints.get(scheme[1].lower(), "refer to a company system by name, `{system:key}`")
    return f"`{brief(address)}`: links to other places are `https:` addresses", hint


def picture_fault(address: str) -> tuple[str, str] | None:
    """Say what is wrong with a picture's address, and how to mend it."""
    if _PICTURE.fullmatch(address):
        return None
    if not address:
        return "the picture has no file", "name a file beside the text, `seat.png`"
    message = f"`{brief(address)}` is not the name of a file beside the text"
    return message, "put the picture into the document's folder and write its name only, `seat.png`"
