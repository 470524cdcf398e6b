"""Answering queries from an index in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest

from sopwright.search.cards import Card
from sopwright.search.index import LEVELS, Index, Place
from sopwright.search.lexicon import SURE, Lexicon, Terms
from sopwright.search.query import Planner

SCALE = 220_000
"""BM25's k1 + 1, in hundred-thousandths: scores are whole numbers, so that every machine finds the same order."""


LEVEL_BITS, LEVEL_MASK = 4, len(LEVELS) - 1
"""How a posting is taken apart: sixteen levels are four bits."""


@dataclass(frozen=True)
class Hit:
    """A unit that answers a query."""

    unit: int
    """Its place in the index."""
    score: int
    place: Place
    document: str
    title: str
    """The document's title."""
    path: str
    """The page's address below the language's folder, with the place on it."""


@dataclass(frozen=True)
class Results:
    """What a query finds."""

    cards: tuple[Card, ...]
    hits: tuple[Hit, ...]
    """The best first."""


class Engine:
    """An index, ready for queries."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.lexicon = Lexicon(index)
        self._planner = Planner(index, self.lexicon)
        self.impacts = lru_cache(4096)(self._impacts)

    def search(self, query: str, limit: int = 10) -> Results:
        """The units and answer cards for a query; none for a query that is no text or far too long."""
        plan = self.plan(query)
        ranked = self.rank(plan, limit)
        return Results(self._cards(plan), tuple(hit_of(self.index, unit, score) for unit, score in ranked))

    def plan(self, query: str) -> list[Terms]:
        """What the words of a query stand for."""
        return self._planner.plan(query)

    def rank(self, plan: Sequence[Terms], limit: int) -> list[tuple[int, int]]:
        """The best units, each with its score; of equals the one that stands first in the handbook."""
        totals: dict[int, int] = {}
        met: dict[int, int] = {}
        for terms in plan:
            best = self._best(terms)
            if not totals:
                totals, met = dict(best), dict.fromkeys(best, 1)
                continue
            for unit, score in best.items():
                totals[unit] = totals.get(unit, 0) + score
                met[unit] = met.get(unit, 0) + 1
        wanted = sum(bool(terms) for terms in plan)
        ranked = nsmallest(limit, ((-total * (wanted + met[unit]), unit) for unit, total in totals.items()))
        return [(unit, -score) for score, unit in ranked]

    def _best(self, terms: Terms) -> Mapping[int, int]:
        """Of each unit that holds one of a word's terms, the best term's score."""
        best: dict[int, int] = {}
        for term, weight in terms.items():
            found = self.impacts(term)
            if not best:
                best = {unit: impact * weight for unit, impact in found}
                continue
            for unit, impact in found:
                score = impact * weight
                if score > best.get(unit, 0):
                    best[unit] = score
        return best

    def _impacts(self, term: int) -> tuple[tuple[int, int], ...]:
        """The units that hold a term, each with what the term tells about it, where it tells anything."""
        index, first = self.index, self.lexicon.first_stem
        stem = index.form_stems[term][0] if term < first else term - first
        forms = [term] if term < first else self.lexicon.forms_of_stem[stem]
        weights = self._weights(forms[0]) if forms else {}
        for form in forms[1:]:
            for unit, weight in self._weights(form).items():
                weights[unit] = weights.get(unit, 0) + weight
        rarity, norms = index.rarity[stem], index.norms
        found = (
            (unit, rarity * (SCALE * weight // (100 * weight + norms[unit])) // 100) for unit, weight in weights.items()
        )
        return tuple((unit, impact) for unit, impact in found if impact)

    def _weights(self, form: int) -> dict[int, int]:
        unit, found = 0, {}
        for number in self.index.postings[form]:
            unit += number >> LEVEL_BITS
            found[unit] = LEVELS[number & LEVEL_MASK]
        return found

    def _cards(self, plan: Sequence[Terms]) -> tuple[Card, ...]:
        """The cards whose question is the whole query."""
        sure = [self._sure(terms) for terms in plan]
        if not sure or not all(sure):
            return ()
        return tuple(
            answer.card for answer in self.index.answers if any(_answers(key, sure) for key in answer.questions)
        )

    def _sure(self, terms: Terms) -> set[int]:
        """The stems that a word surely has."""
        first = self.lexicon.first_stem
        return {term - first for term, weight in terms.items() if weight >= SURE and term >= first}


def hit_of(index: Index, unit: int, score: int) -> Hit:
    """A unit as a hit."""
    place = index.units[unit]
    document = index.documents[place.document]
    anchor = f"#{place.anchor}" if place.anchor else ""
    return Hit(unit, score, place, document.id, document.title, document.path + anchor)


def _answers(key: Sequence[int], sure: Sequence[set[int]]) -> bool:
    return (
        len(key) == len(sure)
        and all(any(stem in stems for stems in sure) for stem in key)
        and all(any(stem in stems for stem in key) for stems in sure)
    )
