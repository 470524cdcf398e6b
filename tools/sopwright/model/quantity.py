"""Numbers with a unit, written ``2 rings``, and the same by name, ``limit:leave-per-day``."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated

from dateutil.relativedelta import relativedelta
from pydantic import BeforeValidator

_QUANTITY = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,4})?) (%|[a-z][a-z-]{0,30})")
_NAMED = re.compile(r"(limit|measure):([a-z0-9][a-z0-9.-]*)(?:/([a-z0-9][a-z0-9.-]*))?")

_ONE = {"day": "days", "week": "weeks", "month": "months", "year": "years", "ring": "rings", "person": "people"}
_ONE |= {"contact": "contacts", "point": "points", "working-day": "working-days", "time": "times", "call": "calls"}

SECONDS = {"s": 1, "min": 60, "h": 3600, "days": 86400, "weeks": 604800}
"""Units of time with a fixed length, in seconds."""

INTERVALS = ("days", "weeks", "months", "years")
"""Units by which dates are counted on."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of a unit; the unit's words in each language are in the catalogues."""

    amount: Decimal
    unit: str
    """In the plural: ``rings``, ``min``, ``%``."""

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}"

    @property
    def seconds(self) -> Decimal | None:
        """The length in seconds, or nothing for what is not a fixed length of time."""
        return self.amount * SECONDS[self.unit] if self.unit in SECONDS else None

    def after(self, day: date) -> date:
        """The date this interval later; the last of the month where that day does not exist.

        What lies beyond the calendar's last year is the calendar's last day.

        Raises:
            ValueError: The unit does not count calendar days.
        """
        if self.unit not in INTERVALS:
            raise ValueError(f"`{self}` does not count days, weeks, months or years")
        count = int(self.amount)
        step = {"days": relativedelta(days=count), "weeks": relativedelta(weeks=count)}
        step |= {"months": relativedelta(months=count), "years": relativedelta(years=count)}
        try:
            later: date = day + step[self.unit]
        except (OverflowError, ValueError):
            return date.max
        return later


@dataclass(frozen=True, slots=True)
class Named:
    """A quantity that stands in a register: a limit, or a measure's target for a team."""

    kind: str
    """``limit`` or ``measure``."""
    key: str
    team: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}" + (f"/{self.team}" if self.team else "")


def parse_quantity(text: object) -> Quantity:
    """Read ``2 rings``.

    Raises:
        ValueError: The text is not a number, one space and a unit.
    """
    quantity = _quantity(text) if isinstance(text, str) else None
    if quantity is None:
        raise ValueError(f"expected a number, a space and a unit, such as `20 min` or `2 rings`, not `{text}`")
    return quantity


@lru_cache(4096)  # a thousand documents are looked through every twelve months
def _quantity(text: str) -> Quantity | None:
    match = _QUANTITY.fullmatch(text)
    return Quantity(Decimal(match[1]), _ONE.get(match[2], match[2])) if match else None


def _parse_interval(text: object) -> Quantity:
    quantity = parse_quantity(text)
    if quantity.unit not in INTERVALS or quantity.amount != int(quantity.amount) or not 0 < quantity.amount <= 3650:
        raise ValueError(f"expected whole days, weeks, months or years, such as `12 months`, not `{text}`")
    return quantity


def _parse_amount(text: object) -> Quantity | Named:
    match = _NAMED.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        return parse_quantity(text)
    if match[1] == "limit" and match[3]:
        raise ValueError(f"a limit has no team: `{text}`")
    return Named(match[1], match[2], match[3] or "")


QuantityField = Annotated[Quantity, BeforeValidator(parse_quantity)]
IntervalField = Annotated[Quantity, BeforeValidator(_parse_interval)]
AmountField = Annotated[Quantity | Named, BeforeValidator(_parse_amount)]
