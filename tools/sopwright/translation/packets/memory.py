"""The translation memory: what the handbook says elsewhere in the same or nearly the same words."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

from sopwright.translation.packets.packet import Match
from sopwright.translation.packets.tags import Coded
from sopwright.translation.stems import words_in

LEAST = 75
"""The likeness in hundredths from which a translation is proposed."""
MOST_LOOKED_AT = 8
"""Candidates that are compared in full, those with the most words in common."""

Pair = tuple[str, Coded, Coded]
"""A segment's id, its source and its translation."""


class Memory:
    """Accepted segments of one language."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._pairs = [pair for pair in pairs if pair[2].text]
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        for index, (_, source, _) in enumerate(self._pairs):
            for word in set(words_in(source.words)):
                self._by_word[word].append(index)

    def best(self, source: Coded, own: str) -> Match | None:
        """The most similar segment with the same tags, other than the segment itself."""
        common = Counter(index for word in set(words_in(source.words)) for index in self._by_word.get(word, ()))
        candidates = [index for index, _ in common.most_common(MOST_LOOKED_AT)]
        matches = [match for index in candidates if (match := self._match(index, source, own)) is not None]
        return max(matches, key=lambda match: match.quality, default=None)

    def _match(self, index: int, source: Coded, own: str) -> Match | None:
        origin, there, target = self._pairs[index]
        if origin == own or there.tags != source.tags or len(target.tags) > len(source.tags):
            return None
        quality = int(100 * SequenceMatcher(None, there.text, source.text, autojunk=False).ratio())
        if there.text == source.text:
            quality = 100
        elif quality == 100:
            quality = 99
        return Match(there.text, target.text, quality, origin) if quality >= LEAST else None
