"""What was cut into units and counted for one audience, kept for the next that reads the same documents."""

from collections.abc import Callable, Iterable, Sequence

from sopwright.edition.records import Content, DocumentView
from sopwright.search.analysis import Token
from sopwright.search.count import Count, Equivalents, Tally
from sopwright.search.units import Unit


class Known:
    """The units of one language's documents, and their counts."""

    def __init__(self) -> None:
        self._units: dict[int, tuple[Content, tuple[Unit, ...]]] = {}
        self._counts: dict[tuple[int, int], tuple[Unit, Count, frozenset[Token]]] = {}
        self._settings: list[Equivalents] = []

    def units(self, view: DocumentView, make: Callable[[DocumentView], Iterable[Unit]]) -> tuple[Unit, ...]:
        """A document's units; views that share their content have the same."""
        known = self._units.get(id(view.content))
        if known is None:
            known = self._units[id(view.content)] = (view.content, tuple(make(view)))
        return known[1]

    def counts(self, tally: Tally, units: Sequence[Unit]) -> list[Count]:
        """Count units, as one tally does that counts them all."""
        setting = self._setting(tally.equivalents)
        counts: list[Count] = []
        for unit in units:
            key = (id(unit), setting)
            known = self._counts.get(key)
            if known is None:
                own = Tally(tally.equivalents)
                known = self._counts[key] = (unit, own.count(unit), frozenset(own.met))
            tally.met |= known[2]
            counts.append(known[1])
        return counts

    def _setting(self, equivalents: Equivalents) -> int:
        """The number of an analyzer with its synonyms: audiences whose handbooks use other laws have others."""
        if equivalents not in self._settings:
            self._settings.append(equivalents)
        return self._settings.index(equivalents)
