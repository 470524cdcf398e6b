"""Words that are nearly the same, found by what remains when letters are left out.

Two words one slip apart share what remains of each with a letter less. So the words are listed under all their
remainders, and a misspelt word is looked up under its own: no vocabulary is gone through. The method is that of
Wolf Garbe's SymSpell (2012); as there, only the first letters of long words are listed.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from zlib import crc32

FRONT = 7
"""So many first letters are listed."""


def distance(one: str, other: str, most: int) -> int:
    """How many letters must be changed, added, dropped or swapped with a neighbour; ``most + 1`` for more than that."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, against in enumerate(other, 1):
            cost = min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, last = last, line
    return min(last[-1], most + 1)


def remainders(word: str, drop: int) -> set[str]:
    """What remains of a word with so many letters less, or fewer."""
    found = {word}
    newest = found
    for _ in range(drop):
        newest = {rest[:place] + rest[place + 1 :] for rest in newest for place in range(len(rest))}
        found = found | newest
    return found


class Spelling:
    """Words in order, found by misspelt ones."""

    def __init__(self, words: Sequence[str], most: int) -> None:
        self.words = words
        self._most = most
        fronts = sorted({word[:FRONT] for word in words})
        self._ranges = array("I")
        entries: list[int] = []
        for number, front in enumerate(fronts):
            self._ranges.extend((bisect_left(words, front), _end(words, front)))
            entries.extend(crc32(rest.encode()) << 32 | number for rest in remainders(front, most))
        self._entries = array("Q", sorted(entries))

    def near(self, word: str, most: int) -> Iterator[tuple[int, int]]:
        """The places of words at most so many slips away, each with how many."""
        seen: set[int] = set()
        for rest in remainders(word[:FRONT], most):
            seen.update(self._listed(rest))
        for front in sorted(seen):
            for place in range(self._ranges[2 * front], self._ranges[2 * front + 1]):
                found = distance(word, self.words[place], most)
                if found <= most:
                    yield place, found

    def _listed(self, rest: str) -> Iterator[int]:
        key = crc32(rest.encode()) << 32
        place = bisect_left(self._entries, key)
        while place < len(self._entries) and self._entries[place] >> 32 == key >> 32:
            yield self._entries[place] & 0xFFFFFFFF
            place += 1


def _end(words: Sequence[str], front: str) -> int:
    """Behind the last word with a front; a word shorter than the full front is only itself."""
    if len(front) < FRONT:
        return bisect_right(words, front)
    return bisect_right(words, front + "\uffff")


def fronts(words: Sequence[str], shortest: int, longest: int) -> list[str]:
    """The beginnings of words, of these lengths, in order."""
    return sorted({word[:size] for word in words for size in range(shortest, longest + 1) if len(word) > size})
