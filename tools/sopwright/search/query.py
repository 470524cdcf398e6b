"""A query as a plan: for each of its words, what it may stand for in the index."""

import re
from dataclasses import dataclass

from sopwright.search.analysis import TOKEN, clean, fold, is_han, join_number, number_pattern, pairs
from sopwright.search.index import Index
from sopwright.search.lexicon import Lexicon, Terms

LONGEST = 1000
"""Longer queries find nothing."""
MOST_WORDS = 64
"""Only so many words of a query count."""
RETYPED = 90
"""In hundredths: a word that was typed with the wrong keyboard."""

_SPACE = re.compile(r"[ \t\n\r\f\v]+")


@dataclass(frozen=True)
class Word:
    """A word of a query."""

    form: str
    last: bool
    """Whether it may still be being typed."""
    share: int = 100
    """In hundredths: how sure it is that this word was meant."""


class Planner:
    """Reads queries for one index."""

    def __init__(self, index: Index, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._facts = index.facts
        self._stop = frozenset(index.facts.stop)
        self._stop_phrases = sorted((word for word in index.facts.stop if is_han(word)), key=lambda w: (-len(w), w))
        self._fold = str.maketrans(*index.facts.fold)
        self._numbers = number_pattern(index.prefixes) if index.prefixes else None

    def plan(self, query: str) -> list[Terms]:
        """What each word of a query may stand for; nothing for a word that stands for nothing."""
        return [self._terms(word) for word in self._telling(self._words(query))[:MOST_WORDS]]

    def _terms(self, word: Word) -> Terms:
        terms = self._lexicon.terms(word.form, last=word.last)
        return {term: weight * word.share // 100 for term, weight in terms.items()}

    def _telling(self, words: list[Word]) -> list[Word]:
        """The words without those that only ask, if others remain."""
        telling = [word for word in words if word.form not in self._stop]
        return telling or words

    def _words(self, query: str) -> list[Word]:
        if len(query) > LONGEST:
            return []
        cleaned = self._joined(clean(query).translate(self._fold))
        pieces = [piece for piece in _SPACE.split(self._without_phrases(cleaned)) if piece]
        open_end = bool(cleaned) and not _SPACE.match(cleaned[-1])
        words: list[Word] = []
        for place, piece in enumerate(pieces):
            words += self._piece(piece, last=open_end and place == len(pieces) - 1)
        return words

    def _joined(self, cleaned: str) -> str:
        """A text with its document numbers as one word each."""
        return self._numbers.sub(join_number, cleaned) if self._numbers else cleaned

    def _without_phrases(self, cleaned: str) -> str:
        """A query without the Chinese words that only ask, if something remains."""
        rest = cleaned
        for phrase in self._stop_phrases:
            rest = rest.replace(phrase, " ")
        return rest if TOKEN.search(rest) else cleaned

    def _piece(self, piece: str, *, last: bool) -> list[Word]:
        """The words of a piece without spaces, or of what the same keys write on the right keyboard."""
        words = _cut(piece, last=last)
        if len(piece) < 2 or self._known(words):
            return words
        for typed, meant in self._facts.layouts:
            meant_piece = self._joined(clean(piece.translate(str.maketrans(typed, meant))))
            retyped = _cut(meant_piece, last=last, share=RETYPED)
            if retyped != words and self._known(retyped):
                return retyped
        return words

    def _known(self, words: list[Word]) -> bool:
        return bool(words) and all(self._lexicon.knows(word.form, last=word.last) for word in words)


def _cut(piece: str, *, last: bool, share: int = 100) -> list[Word]:
    forms: list[str] = []
    for match in TOKEN.finditer(piece):
        forms.extend(pairs(match[0]) if is_han(match[0]) else (fold(match[0]),))
    return [Word(form, last and place == len(forms) - 1, share) for place, form in enumerate(forms)]
