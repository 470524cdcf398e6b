"""Moments as the database keeps them: UTC, to the second, in an order that is the order of time."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_FORM = "%Y-%m-%dT%H:%M:%SZ"


def stamp(moment: datetime) -> str:
    """A moment as text, ``2026-11-02T08:30:00Z`` (RFC 3339).

    Raises:
        ValueError: It has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(UTC).strftime(_FORM)


def moment(text: str) -> datetime:
    """The moment that a text stands for.

    Raises:
        ValueError: It is not written by :func:`stamp`.
    """
    return datetime.strptime(text, _FORM).replace(tzinfo=UTC)


def day_of(text: str, zone: ZoneInfo) -> date:
    """The company's calendar day of a moment."""
    return moment(text).astimezone(zone).date()
