"""The interface's words in one language, and numbers, dates and times as that language writes them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from babel import Locale
from babel.dates import format_date, format_time, get_day_names
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from sopwright.model.quantity import Quantity
from sopwright.model.registers import WEEKDAYS, Event

_CLDR_UNITS = {"s": "second", "min": "minute", "h": "hour", "days": "day", "weeks": "week"}
_CLDR_UNITS |= {"months": "month", "years": "year"}


@dataclass(frozen=True)
class Catalogue:
    """A language's interface words and formats."""

    language: str
    locale_name: str
    words: Mapping[str, Any]
    durations: Literal["long", "short"] = "long"

    @cached_property
    def locale(self) -> Locale:
        """Babel's locale."""
        return Locale.parse(self.locale_name)

    def __call__(self, key: str, **values: object) -> str:
        """The words for a key, ``document.owner``, with ``{name}`` fields filled in.

        Raises:
            KeyError: The catalogue has no such words.
        """
        return _fill(self.pattern(key), values)

    def pattern(self, key: str) -> str:
        """The words for a key with their ``{names}`` still in them, for a renderer that fills them itself.

        Raises:
            KeyError: The catalogue has no such words.
        """
        found: Any = self.words
        for part in key.split("."):
            found = found[part]
        if not isinstance(found, str):
            raise KeyError(key)
        return found

    def count(self, key: str, number: int | Decimal, **values: object) -> str:
        """The words for a key in the plural form that a number takes; ``{n}`` is the number."""
        found: Any = self.words
        for part in key.split("."):
            found = found[part]
        form = found.get(self.locale.plural_form(number)) or found["other"]
        return _fill(str(form), {"n": self.number(number), **values})

    def number(self, number: int | Decimal) -> str:
        """A number: ``1,5`` in Bulgarian."""
        return str(format_decimal(number, locale=self.locale))

    def percent(self, number: Decimal) -> str:
        """A share in hundredths: 5 is ``5 %``."""
        return str(format_percent(number / 100, locale=self.locale, decimal_quantization=False))

    def quantity(self, quantity: Quantity) -> str:
        """A number with its unit in words."""
        if quantity.unit == "%":
            return self.percent(quantity.amount)
        if quantity.unit in _CLDR_UNITS:
            return self._duration(quantity)
        return self.count(f"units.{quantity.unit}", quantity.amount)

    def _duration(self, quantity: Quantity) -> str:
        """A length of time; Babel lacks some long forms (zh-Hant has none) and then repeats the unit's own name."""
        unit = f"duration-{_CLDR_UNITS[quantity.unit]}"
        words = str(format_unit(quantity.amount, unit, length=self.durations, locale=self.locale))
        if unit in words:
            words = str(format_unit(quantity.amount, unit, length="short", locale=self.locale))
        return words

    def date(self, day: date) -> str:
        """A date in words: ``2 November 2026``."""
        return str(format_date(day, format="long", locale=self.locale))

    def moment(self, moment: datetime) -> str:
        """A day and a time of day: ``24 November 2026, 14:00``."""
        return self("issue.moment", date=self.date(moment.date()), time=self.time(f"{moment:%H:%M}"))

    def time(self, clock: str) -> str:
        """A time of day given as ``08:30``."""
        hours, minutes = clock.split(":")
        return str(format_time(time(int(hours), int(minutes)), format="short", locale=self.locale))

    def hours(self, event: Event) -> str:
        """An event's times: ``08:30–12:00``."""
        return f"{self.time(event.start)}–{self.time(event.end)}"

    def days(self, days: Sequence[str]) -> str:
        """Weekdays in words; three or more in a row become a range."""
        numbers = sorted(WEEKDAYS.index(day) for day in days)
        names = get_day_names("wide", context="stand-alone", locale=self.locale)
        if len(numbers) >= 3 and numbers == list(range(numbers[0], numbers[-1] + 1)):
            return f"{names[numbers[0]]}–{names[numbers[-1]]}"
        return self.listed([names[number] for number in numbers])

    def event(self, event: Event) -> str:
        """An event's weekdays and times."""
        return self("calendar.event", days=self.days(event.days), hours=self.hours(event))

    def listed(self, items: Sequence[str]) -> str:
        """Several things in a row: ``a, b and c``."""
        return str(format_list(list(items), locale=self.locale)) if items else ""


def _fill(words: str, values: Mapping[str, object]) -> str:
    """Put values in the place of ``{name}``; unlike ``str.format`` it reaches into nothing."""
    return re.sub(r"\{([a-z_]+)\}", lambda match: str(values[match[1]]), words)
