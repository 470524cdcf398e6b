"""Reviews as forges export them, in one form; those that can count, and why the others cannot."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

Forge = Literal["github", "gitlab"]


class NotAnExport(ValueError):  # noqa: N818  # a misfit in words for people, not a crash
    """What is wrong with a file that should hold exported reviews."""


@dataclass(frozen=True)
class Review:
    """An approval on a forge: by whom, of which commit, when."""

    forge: Forge
    repository: str
    """``owner/name``."""
    change: int
    """The number of the pull or merge request."""
    id: int
    """GitHub's review, or the version of GitLab's merge request that was approved."""
    account: int
    """The account's number, which stays when its name changes."""
    login: str
    commit: str
    time: datetime
    base: str = ""
    """The commit that the change began from, where the export says so."""


@dataclass(frozen=True)
class Unusable:
    """A review that cannot count."""

    what: str
    why: str


@dataclass(frozen=True)
class Reviews:
    """What an export holds."""

    usable: tuple[Review, ...]
    refused: tuple[Unusable, ...]


def field(data: Any, path: str, kind: type) -> Any:
    """A value inside exported JSON.

    Args:
        data: An object of the export.
        path: The keys on the way to the value, with dots between them.
        kind: The type that the value must have.

    Raises:
        NotAnExport: It is not there, or of another type.
    """
    found: Any = data
    for key in path.split("."):
        found = found.get(key) if isinstance(found, dict) else None
    if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
        raise NotAnExport(f"`{path}` should be of the type {kind.__name__}; it is {str(found)[:60]!r}")
    return found


def moment(words: str) -> datetime:
    """A time as forges write it, with its zone.

    Raises:
        NotAnExport: It is not such a time.
    """
    try:
        time = datetime.fromisoformat(words)
    except ValueError as error:
        raise NotAnExport(f"{words[:60]!r} is not a time such as 2026-11-22T17:00:00Z") from error
    if time.tzinfo is None:
        raise NotAnExport(f"{words[:60]!r} has no time zone")
    return time
