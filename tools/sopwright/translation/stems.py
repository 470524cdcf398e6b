"""Words of a text in the form in which they are compared: an inflected word meets its dictionary form."""

import re
from collections.abc import Callable
from functools import cache

from snowballstemmer import algorithms, stemmer

from sopwright.model.binding import fold

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff]")

Stem = Callable[[str], str]


def first_letters(word: str) -> str:
    """The first letters of a word: what stands for a stem where no stemmer is known."""
    return word[:4]


@cache
def stem_of(algorithm: str) -> Stem:
    """A function from a word to its stem; the Snowball algorithm of that name, else the first letters."""
    if algorithm not in algorithms():
        return first_letters
    inner = stemmer(algorithm)
    return cache(lambda word: str(inner.stemWord(word)))


def words_in(text: str) -> list[str]:
    """A text's words without regard to case, in reading order."""
    return _WORD.findall(fold(text))


def is_spaceless(text: str) -> bool:
    """Whether a text is of a script without spaces between words."""
    return _SPACELESS.search(text) is not None
