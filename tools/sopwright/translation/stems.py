"""Words of a text in the form in which they are compared: an inflected word meets its dictionary form."""

import re
from functools import cache

from sopwright.model.binding import fold
from sopwright.stemming.stemmers import Stemmer, stemmer

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff]")


def first_letters(word: str) -> str:
    """The first letters of a word: what stands for a stem where no stemmer is known."""
    return word[:4]


@cache
def stems_of(names: tuple[str, ...]) -> tuple[Stemmer, ...]:
    """Functions from a word to its stem, by the names of stemmers; without a name, the first letters.

    Two words are forms of one if any of the functions takes both to the same stem.

    Raises:
        KeyError: There is no stemmer of that name.
    """
    return tuple(cache(stemmer(name)) for name in names) or (first_letters,)


def words_in(text: str) -> list[str]:
    """A text's words without regard to case, in reading order."""
    return _WORD.findall(fold(text))


def is_spaceless(text: str) -> bool:
    """Whether a text is of a script without spaces between words."""
    return _SPACELESS.search(text) is not None
