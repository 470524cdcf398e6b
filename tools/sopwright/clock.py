"""The only place that asks what day it is."""

from collections.abc import Mapping
from datetime import UTC, date, datetime


def today(environment: Mapping[str, str]) -> date:
    """The date: that of SOURCE_DATE_EPOCH where it is set (reproducible-builds.org), else the machine's.

    Raises:
        ValueError: SOURCE_DATE_EPOCH is not a number of seconds, or beyond the calendar.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date()
        except (OverflowError, OSError) as error:
            raise ValueError(str(error)) from error
    return date.today()  # a company's calendar day, not a moment
