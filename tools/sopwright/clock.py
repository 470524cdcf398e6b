"""The only place that asks what day and what time it is."""

from collections.abc import Mapping
from datetime import UTC, date, datetime


def today(environment: Mapping[str, str]) -> date:
    """The date: that of SOURCE_DATE_EPOCH where it is set (reproducible-builds.org), else the machine's.

    Raises:
        ValueError: SOURCE_DATE_EPOCH is not a number of seconds, or beyond the calendar.
    """
    moment = _epoch(environment)
    return moment.date() if moment else date.today()  # a company's calendar day, not a moment


def now(environment: Mapping[str, str]) -> datetime:
    """The time in UTC, to the second: that of SOURCE_DATE_EPOCH where it is set, else the machine's.

    Raises:
        ValueError: SOURCE_DATE_EPOCH is not a number of seconds, or beyond the calendar.
    """
    return _epoch(environment) or datetime.now(UTC).replace(microsecond=0)


def _epoch(environment: Mapping[str, str]) -> datetime | None:
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (OverflowError, OSError) as error:
        raise ValueError(str(error)) from error
