"""Finding the terms of the register in a text, inflected or not."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from sopwright.model.binding import fold
from sopwright.model.registers import Term
from sopwright.translation.stems import Stem, is_spaceless, words_in


class Use(Enum):
    """What a phrase is to its term."""

    NAME = "name"
    VARIANT = "variant"
    SYNONYM = "synonym"
    FORBIDDEN = "forbidden"

    @property
    def right(self) -> bool:
        """Whether texts may say it."""
        return self in (Use.NAME, Use.VARIANT)


@dataclass(frozen=True)
class Found:
    """A phrase of a term that stands in a text."""

    term: str
    use: Use
    phrase: str
    """As the register writes it."""


class Lexicon:
    """The phrases of all terms in one language."""

    def __init__(self, terms: Mapping[str, Term], language: str, stem: Stem, *, strict: bool = False) -> None:
        """Prepare the phrases.

        Args:
            terms: The register.
            language: The language of the texts.
            stem: Takes the language's words to their stems.
            strict: Whether a word must also begin as the phrase's does, up to its last letter: in a source text
                `records` must not be taken for `recording`, while a translation may say it with any word of the stem.
        """
        self._stem = stem
        self._strict = strict
        self._by_stems: defaultdict[tuple[str, ...], list[Found]] = defaultdict(list)
        self._by_signs: defaultdict[str, list[Found]] = defaultdict(list)
        for found in _phrases(terms, language):
            if is_spaceless(found.phrase):
                self._by_signs[fold(found.phrase)].append(found)
            else:
                self._by_stems[tuple(map(stem, words_in(found.phrase)))].append(found)
        self._longest = max(map(len, self._by_stems), default=0)
        self._first = frozenset(stems[0] for stems in self._by_stems)

    def find(self, text: str) -> list[Found]:
        """The phrases that stand in a text; in a strict lexicon a longer one hides the shorter ones inside it."""
        return [*self._in_words(text), *self._in_signs(text)]

    def _in_words(self, text: str) -> Iterator[Found]:
        words = words_in(text) if self._by_stems else []
        stems = tuple(map(self._stem, words))
        place = 0
        while place < len(words):
            step = 1
            for length in range(self._longest, 0, -1) if stems[place] in self._first else ():
                here = words[place : place + length]
                found = [one for one in self._by_stems.get(stems[place : place + length], ()) if self._fits(one, here)]
                yield from found
                if found and self._strict:
                    step = length
                    break
            place += step

    def _fits(self, found: Found, words: list[str]) -> bool:
        pairs = zip(words_in(found.phrase), words, strict=True)
        return not self._strict or all(word.startswith(written[:-1]) for written, word in pairs)

    def _in_signs(self, text: str) -> Iterator[Found]:
        left = fold(text) if self._by_signs else ""
        for phrase in sorted(self._by_signs, key=lambda one: -len(one)):
            if phrase in left:
                yield from self._by_signs[phrase] * left.count(phrase)
                left = left.replace(phrase, "\n") if self._strict else left


def _phrases(terms: Mapping[str, Term], language: str) -> Iterable[Found]:
    for key, term in terms.items():
        if language in term.name:
            yield Found(key, Use.NAME, term.name[language])
        groups = ((Use.VARIANT, term.variants), (Use.SYNONYM, term.synonyms), (Use.FORBIDDEN, term.forbidden))
        for use, phrases in groups:
            yield from (Found(key, use, phrase) for phrase in phrases.get(language, ()))
