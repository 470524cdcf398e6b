"""What a request for a file allows: an answer without words, a part, an encoding (RFC 9110)."""

import re
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers

_RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_LONGEST: Final = 2000


@dataclass(frozen=True)
class Part:
    """A part of a file, from a byte to a byte, both included."""

    first: int
    last: int

    @property
    def size(self) -> int:
        """How many bytes it has; none where it is beyond the file."""
        return max(self.last - self.first + 1, 0)


def is_unchanged(headers: Headers, tag: str) -> bool:
    """Whether the browser has this very file already."""
    wanted = headers.get("if-none-match", "")[:_LONGEST]
    tags = [each.strip().removeprefix("W/") for each in wanted.split(",")]
    return tag in tags or wanted.strip() == "*"


def wanted_part(headers: Headers, tag: str, size: int) -> Part | None:
    """The part that is asked for; nothing where the whole file is the right answer.

    Several parts at once are not made: the whole file is a right answer to that, too.
    """
    if headers.get("if-range", tag) != tag:
        return None
    found = _RANGE.fullmatch(headers.get("range", "").strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        return Part(max(size - int(last), 0), size - 1) if int(last) else Part(size, size - 1)
    if last and int(last) < int(first):
        return None
    return Part(int(first), min(int(last or size), size - 1))


def accepted_encoding(headers: Headers, available: tuple[str, ...]) -> str:
    """The best encoding that the browser accepts; empty for the file as it is."""
    if not available or "range" in headers:
        return ""
    accepted: dict[str, bool] = {}
    for part in headers.get("accept-encoding", "")[:_LONGEST].lower().split(","):
        name, _, weight = part.partition(";")
        accepted[name.strip()] = not re.fullmatch(r"q=0(\.0*)?", weight.strip())
    return next((code for code in available if accepted.get(code)), "")
