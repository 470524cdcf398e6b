"""How wide words are in the handbook's own fonts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

LATIN = "Noto Sans"
HAN = "Noto Sans TC"
FAMILIES = (LATIN, HAN)
"""The families in the order in which they are asked for a character."""

_UNKNOWN = 1.0
"""The width in ems that a character of neither font is given."""


@dataclass(frozen=True)
class Face:
    """The advance widths of a font, in ems by code point."""

    advances: Mapping[int, float]

    @classmethod
    def read(cls, file: Path) -> "Face":
        """Read a TrueType font; fontTools is imported here, so that commands that draw nothing need not wait for it."""
        from fontTools.ttLib import TTFont  # noqa: PLC0415

        with TTFont(file, lazy=True) as font:
            tables: Any = font  # fontTools' tables are typed only in part
            metrics, em = tables["hmtx"].metrics, tables["head"].unitsPerEm
            return cls({code: metrics[glyph][0] / em for code, glyph in tables.getBestCmap().items()})


@dataclass(frozen=True)
class FontSet:
    """The fonts of a folder: Noto Sans and, for a character that it lacks, Noto Sans TC; regular and bold.

    A font is read when it is first measured with.
    """

    folder: Path
    _known: dict[tuple[str, bool], float] = field(default_factory=dict, compare=False, repr=False)

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """The width of a line of text, in the unit of ``size``."""
        known = self._known.get((text, bold))
        if known is None:
            known = self._known[text, bold] = sum(self._advance(character, bold) for character in text)
        return known * size

    def family(self, character: str) -> str:
        """The family that a character is set in; the last one, where none has it."""
        return LATIN if ord(character) in self._regular[0].advances else HAN

    def runs(self, text: str) -> Iterator[tuple[str, str]]:
        """A text in pieces of one family each: family and piece."""
        for family, characters in groupby(text, self.family):
            yield family, "".join(characters)

    def lacks(self, character: str) -> bool:
        """Whether no font of the folder has a character."""
        return all(ord(character) not in face.advances for face in self._regular)

    def _advance(self, character: str, bold: bool) -> float:
        code = ord(character)
        latin = (self._bold_latin if bold else self._latin).advances.get(code)
        if latin is not None:
            return latin
        return (self._bold_han if bold else self._han).advances.get(code, _UNKNOWN)

    @property
    def _regular(self) -> tuple[Face, ...]:
        return self._latin, self._han

    @cached_property
    def _latin(self) -> Face:
        return Face.read(self.folder / "NotoSans-Regular.ttf")

    @cached_property
    def _bold_latin(self) -> Face:
        return Face.read(self.folder / "NotoSans-Bold.ttf")

    @cached_property
    def _han(self) -> Face:
        return Face.read(self.folder / "NotoSansTC-Regular.ttf")

    @cached_property
    def _bold_han(self) -> Face:
        return Face.read(self.folder / "NotoSansTC-Bold.ttf")
