"""What a word of a query may stand for in an index: itself, its stem, a longer word, a word it was meant to be."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from sopwright.search.analysis import is_han
from sopwright.search.index import Index
from sopwright.search.roman import Roman, is_latin
from sopwright.search.spelling import Spelling, fronts

EXACT, STEM, ENDING, OTHER_STEM = 100, 80, 72, 40
"""In hundredths: the same word, one with its stem, one whose ending was taken off, one that begins with a stem."""
LONGER, LONGER_THAN_KNOWN, LEAST_LONGER = 70, 45, 35
"""A word that goes on: less for each letter more; less where the word as typed is a word already."""
ROMAN, ROMAN_LONGER, ROMAN_NEAR, ROMAN_STEM = 75, 62, 50, 45
"""The same for words typed in Latin letters."""
SLIPS = {1: 62, 2: 45}
LONGER_SLIP, STEM_SLIP = 48, 50
SURE = ENDING
"""Below this it is a guess."""
ITSELF = 125
"""In hundredths: a word that was meant counts more than others with its stem."""
MOST = 16
"""At most so many words for one."""
SHORTEST = 4
"""Shorter words are not taken for misspelt ones."""
LONG = 7
"""From so many letters on a word may have two slips."""
GAP = 5
"""At most so many letters may stand behind a stem."""
NEARLY = 3
"""Stems that are at most so much shorter than the longest may be a word's, too."""
LEAST_SHARED, SHARED = 5, 30
"""Words that begin alike share at least so many letters, and more than half of the word; they stand for so much."""

_DIGIT = re.compile("[0-9]")

Terms = dict[int, int]
"""Term to hundredths. Terms are forms by their place, then stems by theirs."""


class Lexicon:
    """The words of one index."""

    def __init__(self, index: Index) -> None:
        self._forms = index.forms
        self._stems = index.stems
        self._form_stems = index.form_stems
        self._rarity = index.rarity
        self._facts = index.facts
        self._endings: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for front, put, behind, add in index.facts.endings:
            self._endings[behind].append((front, put, add))

    @property
    def first_stem(self) -> int:
        """The number of the first term that is a stem."""
        return len(self._forms)

    def knows(self, form: str, *, last: bool) -> bool:
        """Whether a word needs no guessing: it, its stem, or a word that it begins, is there."""
        return bool(self._sure(form)) or (last and any(True for _ in self._longer(form)))

    def terms(self, form: str, *, last: bool) -> Terms:
        """What a word may stand for.

        Args:
            form: A folded word.
            last: Whether it may still be being typed.
        """
        terms = self._sure(form)
        guessed = bool(terms) and EXACT not in terms.values()
        if last or not terms:
            known = EXACT in terms.values()
            self._keep(terms, self._prefixed(form, LONGER_THAN_KNOWN if known else LONGER))
        if not terms and not is_han(form):
            self._keep(terms, self._romanised(form, last=last), ITSELF)
        if not terms and len(form) >= SHORTEST and _is_spelt(form):
            self._keep(terms, self._misspelt(form, last=last), ITSELF)
        elif guessed and len(form) >= LONG and _is_spelt(form):
            self._keep(terms, self._frequent(self._slips(form, 1)))
        return terms

    def _sure(self, form: str) -> Terms:
        place = _place(self._forms, form)
        if place >= 0:
            terms = {self.first_stem + stem: STEM for stem in self._form_stems[place]}
            terms[place] = EXACT
            return terms
        stems = [stem for stem in map(self._stem, self._without_endings(form)) if stem >= 0]
        longest = max((len(self._stems[stem]) for stem in stems), default=0)
        return {self.first_stem + stem: ENDING for stem in stems if len(self._stems[stem]) >= longest - NEARLY}

    def _stem(self, stem: str) -> int:
        return _place(self._stems, stem)

    def _without_endings(self, form: str) -> Iterator[str]:
        """What may be the stem of a word that the index does not know."""
        if is_han(form) or form[:1].isdigit():
            return
        yield form
        for cut in range(len(form), 1, -1):
            for front, put, add in self._endings.get(form[cut:], ()):
                if form.startswith(front) and cut - len(front) >= 2:
                    yield put + form[len(front) : cut] + add

    def _longer(self, form: str) -> Iterator[int]:
        """The places of the words that begin with a word, and, for one Chinese character, of those that hold it."""
        place = bisect_left(self._forms, form)
        while place < len(self._forms) and self._forms[place].startswith(form):
            yield place
            place += 1
        if is_han(form) and len(form) == 1:
            yield from (place for place, other in enumerate(self._forms) if other[1:] == form)

    def _prefixed(self, form: str, most: int) -> Iterable[tuple[int, int]]:
        """Longer words, those that stand in most units first."""
        found = (
            (place, max(LEAST_LONGER, most - 4 * (len(self._forms[place]) - len(form)))) for place in self._longer(form)
        )
        return self._frequent(found)

    def _frequent(self, found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """The forms that stand for most, cut to a number: the best first, then those in most units."""
        order = sorted((-weight, self._rarity[self._form_stems[place][0]], place) for place, weight in found)
        return [(place, -weight) for weight, _, place in order[:MOST]]

    def _keep(self, terms: Terms, forms: Iterable[tuple[int, int]], itself: int = 0) -> None:
        """Let forms, for a share of their weight, and their stems stand for a word where they do so better."""
        for place, weight in forms:
            self._raise(terms, place, weight * itself // 100)
            for stem in self._form_stems[place]:
                self._raise(terms, self.first_stem + stem, weight)

    @staticmethod
    def _raise(terms: Terms, term: int, weight: int) -> None:
        if weight > terms.get(term, 0):
            terms[term] = weight

    def _misspelt(self, form: str, *, last: bool) -> Iterable[tuple[int, int]]:
        found = list(self._slips(form, 1))
        if last:
            found += self._longer_slips(form)
        if not found:
            found = [*self._stem_slips(form), *self._known_fronts(form)]
        if not found and len(form) >= LONG:
            found = list(self._slips(form, 2))
        if not found:
            found = self._alike(form)
        return self._frequent(found)

    def _alike(self, form: str) -> list[tuple[int, int]]:
        """Words that share the longest beginning."""
        for size in range(len(form) - 1, max(LEAST_SHARED, len(form) // 2 + 1) - 1, -1):
            found = [(place, SHARED) for place in self._longer(form[:size])]
            if found:
                return found
        return []

    def _slips(self, form: str, most: int) -> Iterator[tuple[int, int]]:
        for place, slips in self._words.near(form, most):
            yield self._spelt[place], SLIPS[slips]

    def _romanised(self, form: str, *, last: bool) -> Iterable[tuple[int, int]]:
        """Words that one typed in Latin letters."""
        if not self._facts.letters or not is_latin(form):
            return []
        key = self._roman.key(form)
        found = [(place, ROMAN) for place in self._roman.same(key)]
        if (last or not found) and len(key) >= 2:
            found += [(place, max(LEAST_LONGER, ROMAN_LONGER - 4 * more)) for place, more in self._roman.longer(key)]
        if not found and len(key) >= SHORTEST:
            found = [(place, ROMAN_NEAR) for place in self._roman.near(key)]
        for size in range(len(key) - 1, max(SHORTEST, len(key) - GAP) - 1, -1):
            if not found:
                found = [(place, ROMAN_STEM) for place, more in self._roman.longer(key[:size]) if more <= GAP]
        return self._frequent(found)

    def _longer_slips(self, form: str) -> Iterator[tuple[int, int]]:
        """Words that go on behind a slip."""
        for number, _ in self._beginnings.near(form, 1):
            front = self._beginnings.words[number]
            for place in self._longer(front):
                yield place, max(LEAST_LONGER, LONGER_SLIP - 2 * (len(self._forms[place]) - len(front)))

    def _stem_slips(self, form: str) -> Iterator[tuple[int, int]]:
        """Words whose stem is a slip away from what remains without an ending."""
        for bare in dict.fromkeys(self._without_endings(form)):
            if SHORTEST <= len(bare) < len(form):
                for root, _ in self._roots.near(bare, 1):
                    stem = self._stem(self._roots.words[root])
                    yield from ((place, STEM_SLIP) for place in self.forms_of_stem[stem])

    def _known_fronts(self, form: str) -> Iterator[tuple[int, int]]:
        """Words of the longest stem that a word begins with."""
        for size in range(len(form) - 1, max(SHORTEST, len(form) - GAP) - 1, -1):
            stem = self._stem(form[:size])
            if stem >= 0:
                yield from ((place, OTHER_STEM) for place in self.forms_of_stem[stem])
                return

    def prepare(self) -> int:
        """Make the lists of misspellings now, not at the first misspelt word; return how many words they have."""
        lists = (self._words.words, self._roots.words, self._beginnings.words)
        romans = self._roman.words if self._facts.letters else ()
        return sum(map(len, (*lists, romans)))

    @cached_property
    def forms_of_stem(self) -> Mapping[int, list[int]]:
        """The forms of each stem."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for place, stems in enumerate(self._form_stems):
            for stem in stems:
                found[stem].append(place)
        return found

    @cached_property
    def _roman(self) -> Roman:
        return Roman(self._facts, self._forms)

    @cached_property
    def _spelt(self) -> list[int]:
        """The forms that have a spelling: no numbers, no Chinese."""
        return [place for place, form in enumerate(self._forms) if _is_spelt(form)]

    @cached_property
    def _words(self) -> Spelling:
        return Spelling([self._forms[place] for place in self._spelt], 2)

    @cached_property
    def _roots(self) -> Spelling:
        return Spelling([stem for stem in self._stems if _is_spelt(stem)], 1)

    @cached_property
    def _beginnings(self) -> Spelling:
        return Spelling(fronts([self._forms[place] for place in self._spelt], SHORTEST, LONG), 1)


def _is_spelt(form: str) -> bool:
    return not _DIGIT.search(form) and not is_han(form)


def _place(words: Sequence[str], word: str) -> int:
    """Where a word stands in a list in order, or -1."""
    place = bisect_left(words, word)
    return place if place < len(words) and words[place] == word else -1
