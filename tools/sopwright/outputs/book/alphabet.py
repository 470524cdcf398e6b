"""The order of words in an index, as each language's readers look for them.

Babel has no collation, and ICU with its Python binding is a large library for one list. The rules that differ from
"letters without their accents" are few: those of CLDR's collation charts for Lithuanian, Bulgarian and Russian, and for
Chinese the order of Taiwan's Big5, whose signs stand by the number of their strokes, then by radical.
"""

import unicodedata
from collections.abc import Mapping

_AFTER_ALL = 0x20000
"""Signs that Big5 lacks come last, by code point."""

_LETTERS: Mapping[str, Mapping[str, str]] = {
    "lt": {"y": "i", "č": "c\uffff", "š": "s\uffff", "ž": "z\uffff"},
    "bg": {"й": "и\uffff"},
    "ru": {"й": "и\uffff"},
}
"""What a letter is filed as: y with i, a letter of its own behind all words that begin with the one before it."""

Place = tuple[tuple[int, ...], str]


def place_in_alphabet(term: str, language: str) -> Place:
    """A term's place in the alphabet: an accent decides only between words that are else the same."""
    folded = unicodedata.normalize("NFC", term.casefold())
    letters = _LETTERS.get(language, {})
    filed = "".join(letters.get(character) or _bare(character) for character in folded)
    if language == "zh-Hant":
        return tuple(map(_strokes, filed)), folded
    return tuple(map(ord, filed)), folded


def _bare(character: str) -> str:
    """A letter without its accents."""
    return "".join(part for part in unicodedata.normalize("NFD", character) if not unicodedata.combining(part))


def _strokes(character: str) -> int:
    """A sign's number in Big5: letters and digits first, then signs from few strokes to many."""
    try:
        return int.from_bytes(character.encode("big5"))
    except UnicodeEncodeError:
        return _AFTER_ALL + ord(character)
