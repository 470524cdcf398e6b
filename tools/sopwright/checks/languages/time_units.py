"""The words for units of time in each language, as Unicode's locale data (CLDR) has them."""

import re
from collections.abc import Iterable
from functools import cache

from babel import Locale
from babel.units import format_unit

_UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
_NUMBERS = (1, 2, 5, 1.5)
"""They take every plural form of the languages that there are."""

_SYMBOLS = frozenset({"s", "min", "h"})
"""The symbols of the SI Brochure (2019): right in every language in Latin letters, and in no other."""


@cache
def units_of(locale: str) -> frozenset[str]:
    """How a language writes units of time after a number, long and short, without a full stop."""
    parsed = Locale.parse(locale)
    written = (
        str(format_unit(number, f"duration-{unit}", length=length, locale=parsed))
        for unit in _UNITS
        for number in _NUMBERS
        for length in ("long", "short", "narrow")
    )
    words = (word for one in written for word in re.findall(r"[^\W\d_]+", one) if "duration" not in one)
    return frozenset(word.casefold() for word in words)


@cache
def foreign_units(locale: str, others: Iterable[str]) -> frozenset[str]:
    """The units of time as other languages write them, and this one does not; single letters mean too many things."""
    own, found = units_of(locale), frozenset().union(*(units_of(other) for other in others))
    latin = any(letter.isascii() for word in own if len(word) > 1 for letter in word)
    symbols = frozenset() if latin else _SYMBOLS
    return frozenset(word for word in found - own - _SYMBOLS if len(word) > 1) | (symbols - own)
