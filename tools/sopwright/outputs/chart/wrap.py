"""Breaking a text into lines that fit a width."""

import re
from collections.abc import Iterator

from sopwright.outputs.chart.fonts import FontSet

_SPACE = re.compile(r"[ \t\n]+")
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_INSIDE = re.compile("[/–—]")
_CLOSING = frozenset("，。、；：？！）」』】》〉”’…％,.;:?!)]}%")
_OPENING = frozenset("（「『【《〈“‘([{")


def wrap(fonts: FontSet, text: str, size: float, width: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines; a word that is wider than a line is broken between its letters.

    Args:
        fonts: What measures the words.
        text: The text; white space in it counts as one space, no-break spaces do not part.
        size: The font's size.
        width: The widest that a line may be, in the unit of ``size``.
        bold: Whether it is set in bold.
    """
    lines: list[str] = []
    line = ""
    for space, piece in _pieces(text):
        longer = line + space + piece if line else piece
        if fonts.width(longer, size, bold=bold) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _split(fonts, piece, size, width, bold)
        lines.extend(full)
    return (*lines, line) if line else tuple(lines)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """What may stand on a line of its own, each with the space before it."""
    for word in _SPACE.split(text.strip(" \t\n")):
        space = " "
        for piece in _parts(word):
            yield space, piece
            space = ""


def _parts(word: str) -> Iterator[str]:
    if not (_WIDE.search(word) or _INSIDE.search(word)):
        yield word
        return
    start = 0
    for place in range(1, len(word)):
        if _parted(word[place - 1], word[place]):
            yield word[start:place]
            start = place
    yield word[start:]


def _parted(before: str, after: str) -> bool:
    """Whether a line may end between two characters."""
    if after in _CLOSING or before in _OPENING:
        return False
    if _WIDE.match(before) or _WIDE.match(after):
        return True
    return _INSIDE.match(before) is not None and after.isalpha()


def _split(fonts: FontSet, word: str, size: float, width: float, bold: bool) -> list[str]:
    """A word in pieces that fit; one character at least in each."""
    if fonts.width(word, size, bold=bold) <= width:
        return [word]
    pieces = [""]
    for character in word:
        if pieces[-1] and fonts.width(pieces[-1] + character, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
