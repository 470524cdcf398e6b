"""Which characters fonts can show, and what they are called: the `cmap` and `name` tables of TrueType files."""

import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Range = tuple[int, int]
"""The first and the last code point."""

_UNICODE = {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}
"""Platform and encoding of the maps from Unicode."""

_WINDOWS = 3
_FAMILY_NAMES = (16, 1)

_NO_CHARACTER = 0xFFFF
"""It ends the list of segments."""

_SELECTORS = (0xFE00, 0xFE0F)
"""Variation selectors choose between a character's shapes and need none of their own."""


@dataclass(frozen=True)
class Glyphs:
    """The characters of several fonts together."""

    ranges: tuple[Range, ...]
    """In order, without overlaps."""

    @classmethod
    def of(cls, ranges: Iterable[Range]) -> "Glyphs":
        """Ranges in any order; tab and line feed are always there."""
        joined: list[Range] = []
        for first, last in sorted([*ranges, (9, 10), _SELECTORS]):
            if joined and first <= joined[-1][1] + 1:
                joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
            else:
                joined.append((first, last))
        return cls(tuple(joined))

    def __contains__(self, character: object) -> bool:
        code = ord(str(character))
        place = bisect_right(self.ranges, (code, 0x110000)) - 1
        return place >= 0 and code <= self.ranges[place][1]

    def missing(self, text: str) -> frozenset[str]:
        """The characters of a text that none of the fonts has."""
        return frozenset(character for character in set(text) if character not in self)


def characters(font: bytes) -> list[Range]:
    """The characters that a TrueType font has.

    Raises:
        ValueError: It is not a TrueType font.
    """
    try:
        return list(_characters(font))
    except (struct.error, IndexError) as error:
        raise ValueError("it is not a TrueType font") from error


def family(font: bytes) -> str:
    """The name by which a TrueType font's family is asked for; empty where it has none.

    Raises:
        ValueError: It is not a TrueType font.
    """
    try:
        start = _table(font, b"name")
        return _family(font, start) if start is not None else ""
    except (struct.error, IndexError) as error:
        raise ValueError("it is not a TrueType font") from error


def _family(font: bytes, start: int) -> str:
    """The typographic family (name 16), else the family (name 1), of the names for Windows, which are in UTF-16."""
    count, texts = struct.unpack_from(">2xHH", font, start)
    found: dict[int, str] = {}
    for place in range(count):
        platform, _, _, name, length, offset = struct.unpack_from(">6H", font, start + 6 + 12 * place)
        if platform == _WINDOWS and name in _FAMILY_NAMES:
            begin = start + texts + offset
            found.setdefault(name, font[begin : begin + length].decode("utf-16-be", "replace"))
    return next((found[name] for name in _FAMILY_NAMES if name in found), "")


def _table(font: bytes, tag: bytes) -> int | None:
    """Where a table of a TrueType font begins."""
    version, tables = struct.unpack_from(">4sH", font)
    if version not in (b"\x00\x01\x00\x00", b"true"):
        raise ValueError("it is not a TrueType font")
    records = (struct.unpack_from(">4sLLL", font, 12 + 16 * place) for place in range(tables))
    return next((offset for name, _, offset, _ in records if name == tag), None)


def _characters(font: bytes) -> Iterator[Range]:
    start = _table(font, b"cmap")
    if start is None:
        raise ValueError("it has no table of characters")
    (count,) = struct.unpack_from(">2xH", font, start)
    maps: dict[int, int] = {}
    for place in range(count):
        platform, encoding, offset = struct.unpack_from(">HHL", font, start + 4 + 8 * place)
        if (platform, encoding) in _UNICODE:
            (form,) = struct.unpack_from(">H", font, start + offset)
            maps[form] = start + offset
    form = max(maps.keys() & _MAPS.keys(), default=0)  # the one for all of Unicode has what the smaller one has
    yield from _MAPS[form](font, maps[form]) if form else ()


def _segments(font: bytes, start: int) -> Iterator[Range]:
    """Format 4: segments of the first 65,536 characters; some characters of a segment may lead to no glyph."""
    (double,) = struct.unpack_from(">6xH", font, start)
    count = double // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", font, start + 14 + gap + double * place)
        for place, gap in enumerate((0, 2, 2, 2))
    )
    table = start + 16 + 3 * double
    for place, (first, last) in enumerate(zip(starts, ends, strict=True)):
        if first == _NO_CHARACTER:
            continue
        if not offsets[place]:
            none = -deltas[place] & 0xFFFF
            parts = ((first, none - 1), (none + 1, last)) if first <= none <= last else ((first, last),)
            yield from (part for part in parts if part[0] <= part[1])
        else:
            glyphs = struct.unpack_from(f">{last - first + 1}H", font, table + 2 * place + offsets[place])
            yield from ((first + number,) * 2 for number, glyph in enumerate(glyphs) if glyph)


def _groups(font: bytes, start: int) -> Iterator[Range]:
    """Format 12: groups of characters in a row."""
    (count,) = struct.unpack_from(">12xL", font, start)
    for place in range(count):
        first, last, _ = struct.unpack_from(">LLL", font, start + 16 + 12 * place)
        yield first, last


_MAPS = {4: _segments, 12: _groups}
