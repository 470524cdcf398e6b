"""GitHub's reviews: ``GET /repos/{owner}/{repo}/pulls/{number}/reviews`` (REST API, 2022-11-28).

The export is that list; or an object ``{"pull_request": ..., "reviews": [...]}`` with the pull request beside it, which
also says where the change began.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sopwright.forge.reviews import NotAnExport, Review, Reviews, Unusable, field, moment

_PULL = re.compile(r"https://[^/]+(?:/api/v3)?/repos/([^/]+/[^/]+)/pulls/([1-9][0-9]*)")
_DECIDING = ("APPROVED", "CHANGES_REQUESTED", "DISMISSED")
_EDITED = ("last_edited_at", "lastEditedAt", "edited_at")


def read_github(data: Any) -> Reviews:
    """Read an export; of each account only the newest decision counts, whatever stood before it.

    Raises:
        NotAnExport: It has not the form of GitHub's answer.
    """
    reviews, base = _parts(data)
    newest: dict[str, Any] = {}
    for review in sorted(reviews, key=_time):
        if field(review, "state", str).upper() in _DECIDING:
            newest[str(_account(review))] = review
    judged = [_judge(review, base) for review in newest.values()]
    return Reviews(
        tuple(one for one in judged if isinstance(one, Review)),
        tuple(one for one in judged if isinstance(one, Unusable)),
    )


def _parts(data: Any) -> tuple[list[Any], str]:
    """The reviews, and the commit that the change began from."""
    if isinstance(data, list):
        return data, ""
    return field(data, "reviews", list), field(data, "pull_request.base.sha", str)


def _time(review: Any) -> datetime:
    """When a review was submitted, to sort by; one that is still being written has no time."""
    time = review.get("submitted_at") if isinstance(review, dict) else None
    return moment(time) if isinstance(time, str) else datetime.min.replace(tzinfo=UTC)


def _account(review: Any) -> int | None:
    return field(review, "user.id", int) if review.get("user") else None


def _judge(review: Any, base: str) -> Review | Unusable:
    number = field(review, "id", int)
    faults = list(_faults(review))
    if faults:
        return Unusable(f"review {number}", faults[0])
    place = _PULL.fullmatch(field(review, "pull_request_url", str))
    if place is None:
        raise NotAnExport(f"`pull_request_url` of review {number} is not the address of a pull request")
    return Review(
        forge="github",
        repository=place[1],
        change=int(place[2]),
        id=number,
        account=field(review, "user.id", int),
        login=field(review, "user.login", str),
        commit=field(review, "commit_id", str),
        time=moment(field(review, "submitted_at", str)),
        base=base,
    )


def _faults(review: Any) -> Iterator[str]:
    """Why a review cannot count."""
    state = field(review, "state", str).upper()
    if state == "DISMISSED":
        yield "it was dismissed; an older approval by the same account does not come back"
    if state == "CHANGES_REQUESTED":
        yield "it asks for changes"
    user = review.get("user")
    if not user:
        yield "its account no longer exists"
    elif user.get("type") != "User" or str(user.get("login", "")).endswith("[bot]"):
        yield f"`{user.get('login')}` is not a person's account but of the type {user.get('type')}"
    if not review.get("commit_id"):
        yield "it names no commit: what was reviewed is no longer known"
    edited = [review[key] for key in _EDITED if review.get(key)]
    if edited or review.get("updated_at", review.get("submitted_at")) != review.get("submitted_at"):
        yield "it was edited after it had been submitted"
