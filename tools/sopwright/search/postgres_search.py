"""Asking the tables that ``postgres`` describes: the same ranking as the files', over a hundred thousand units.

All that the terms of a query tell is fetched, a row a term, and added up at once. NumPy does this in compiled loops;
reading less, by bounds, was slower where a query has several frequent words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sopwright.search.engine import Hit, hit_of
from sopwright.search.files import as_index
from sopwright.search.index import Index
from sopwright.search.lexicon import Lexicon, Terms
from sopwright.search.postgres import Connection, see
from sopwright.search.query import Planner

POSTINGS = """\
select i.version, p.term, p.units, p.impacts
from handbook_index i
left join handbook_postings p on p.audience = i.audience and p.language = i.language and p.term = any(%(terms)s::int[])
where i.audience = %(audience)s and i.language = %(language)s
"""
"""What some terms tell, and of which index; one statement, so that both are of the same moment."""

Posting = tuple[NDArray[np.uint32], NDArray[np.uint16]]
"""A term's units in order, and what it tells about each."""


class ReplacedIndexError(LookupError):
    """The index is another one than when it was opened; it must be opened again."""


@dataclass(frozen=True)
class PostgresSearch:
    """One audience's search in one language; it keeps the words, the database keeps where they stand."""

    index: Index
    """Without its postings."""
    version: str
    planner: Planner

    def search(self, connection: Connection, query: str, limit: int = 10) -> tuple[Hit, ...]:
        """The best units, as ``Engine.search`` finds them in the files.

        Raises:
            ReplacedIndexError: The tables hold another index by now, or none.
        """
        ranked = self.rank(connection, self.planner.plan(query), limit)
        return tuple(hit_of(self.index, unit, score) for unit, score in ranked)

    def rank(self, connection: Connection, plan: Sequence[Terms], limit: int) -> list[tuple[int, int]]:
        """The best units, each with its score, in the order of ``Engine.rank``.

        Raises:
            ReplacedIndexError: The tables hold another index by now, or none.
        """
        words = [terms for terms in plan if terms]
        postings = self._postings(connection, sorted({term for terms in words for term in terms}))
        size = len(self.index.units)
        totals, met = np.zeros(size, np.int64), np.zeros(size, np.int64)
        for terms in words:
            scores = _best(terms, postings, size)
            totals += scores
            met += scores > 0
        return _first(totals * (met + len(words)), limit)

    def _postings(self, connection: Connection, terms: Sequence[int]) -> Mapping[int, Posting]:
        names: dict[str, Any] = {"audience": self.index.audience, "language": self.index.language}
        see(connection, self.index.audience)
        rows = connection.execute(POSTINGS, names | {"terms": terms}, binary=True).fetchall()
        if not rows or rows[0][0] != self.version:
            raise ReplacedIndexError(f"the index of `{self.index.audience}` in `{self.index.language}` was replaced")
        return {
            term: (np.frombuffer(units, "<u4"), np.frombuffer(impacts, "<u2"))
            for _, term, units, impacts in rows
            if term is not None
        }


def _best(terms: Terms, postings: Mapping[int, Posting], size: int) -> NDArray[np.int64]:
    """Of each unit, the score of the best of a word's terms; 0 where none of them stands."""
    best = np.zeros(size, np.int64)
    for term, weight in terms.items():
        if term in postings:
            units, impacts = postings[term]
            best[units] = np.maximum(best[units], impacts * np.int64(weight))
    return best


def _first(scores: NDArray[np.int64], limit: int) -> list[tuple[int, int]]:
    """The units with the highest scores above 0; of equals the one that stands first."""
    found = np.flatnonzero(scores)
    if len(found) > limit:
        least = np.partition(scores[found], -limit)[-limit]
        found = found[scores[found] >= least]
    order = np.argsort(-scores[found], kind="stable")[:limit]
    return [(int(unit), int(scores[unit])) for unit in found[order]]


def open_search(connection: Connection, audience: str, language: str) -> PostgresSearch:
    """Read what queries need of an audience's index; to be kept while the index stands.

    Raises:
        LookupError: The database has no such index, or none that this role may see.
    """
    see(connection, audience)
    statement = "select version, data from handbook_index where audience = %s and language = %s"
    row = connection.execute(statement, (audience, language)).fetchone()
    if row is None:
        raise LookupError(f"no index of `{audience}` in `{language}`")
    index = as_index(row[1])
    lexicon = Lexicon(index)
    lexicon.prepare()
    return PostgresSearch(index, row[0], Planner(index, lexicon))
