"""Cyrillic words typed in Latin letters: both are written in one simple way and compared."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sopwright.search.index import Facts
from sopwright.search.spelling import Spelling


def is_latin(form: str) -> bool:
    """Whether a word has Latin letters, digits, and nothing else."""
    return form.isascii() and not form.isdigit()


class Roman:
    """The words of an index in Latin letters."""

    def __init__(self, facts: Facts, forms: Sequence[str]) -> None:
        letters = dict(facts.letters)
        self._replace = facts.replace
        keyed = sorted(
            (_single("".join(letters.get(letter, letter) for letter in form)), place)
            for place, form in enumerate(forms)
            if not form.isascii()
        )
        self._keys = [key for key, _ in keyed]
        self._places = [place for _, place in keyed]
        self._spelling = Spelling(self._keys, 1)

    @property
    def words(self) -> Sequence[str]:
        """All words in the simple way, in order."""
        return self._keys

    def key(self, form: str) -> str:
        """A reader's word in the simple way."""
        for old, new in self._replace:
            form = form.replace(old, new)
        return _single(form)

    def same(self, key: str) -> Iterator[int]:
        """The places of the words with this key."""
        place = bisect_left(self._keys, key)
        while place < len(self._keys) and self._keys[place] == key:
            yield self._places[place]
            place += 1

    def longer(self, key: str) -> Iterator[tuple[int, int]]:
        """The places of the words whose key begins so, each with how many letters more it has."""
        place = bisect_left(self._keys, key)
        while place < len(self._keys) and self._keys[place].startswith(key):
            yield self._places[place], len(self._keys[place]) - len(key)
            place += 1

    def near(self, key: str) -> Iterator[int]:
        """The places of the words whose key is a slip away."""
        yield from (self._places[place] for place, _ in self._spelling.near(key, 1))


def _single(text: str) -> str:
    """A text with doubled letters once."""
    return "".join(letter for place, letter in enumerate(text) if not place or letter != text[place - 1])
