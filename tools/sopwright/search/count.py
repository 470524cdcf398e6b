"""Counting the words of a unit: each with the weight of the fields it stands in."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sopwright.search import hanzi
from sopwright.search.analysis import Analyzer, Token, is_han, pairs, token
from sopwright.search.synonyms import Synonyms
from sopwright.search.units import WEIGHTS, Unit

Phrase = tuple[Token, ...]

HEADINGS = ("title", "heading")
EQUIVALENT = 40
"""In hundredths: what an equivalent of a word counts of the word's own weight."""
USUAL = 5
"""Words in a usual heading; in a shorter one each counts more, in a longer one less (BM25F)."""


@dataclass
class Count:
    """The words of one unit."""

    weights: Counter[str] = field(default_factory=Counter)
    """Of each form, the sum of its fields' weights."""
    own: set[str] = field(default_factory=set)
    """The forms that stand in the unit itself, not only in its document's title."""
    length: int = 0
    """How many words it has."""


@dataclass(frozen=True)
class Equivalents:
    """Groups of phrases that mean the same, by the stem that each begins with."""

    analyzer: Analyzer
    groups: tuple[tuple[Phrase, ...], ...]
    starts: dict[str, list[tuple[int, int]]]

    def of(self, tokens: Sequence[Token]) -> Iterable[Token]:
        """The words that others use for phrases that stand among these."""
        stems = [self.analyzer.stems(each)[0] for each in tokens] if self.starts else []
        met: set[int] = set()
        for place, stem in enumerate(stems):
            for group, phrase in self.starts.get(stem, ()):
                wanted = self.groups[group][phrase]
                here = stems[place : place + len(wanted)]
                if group not in met and here == [self.analyzer.stems(each)[0] for each in wanted]:
                    met.add(group)
                    for number, other in enumerate(self.groups[group]):
                        yield from other if number != phrase else ()
        if self.analyzer.language.fold:
            yield from self._mainland(tokens)

    def _mainland(self, tokens: Sequence[Token]) -> Iterable[Token]:
        for run in _runs(tokens):
            for word in dict.fromkeys(hanzi.mainland_words(run, self.analyzer.language)):
                yield from (token(pair) for piece in word.split() for pair in pairs(piece))


def equivalents(analyzer: Analyzer, synonyms: Synonyms) -> Equivalents:
    """The synonyms of the analyzer's language, cut into words."""
    key = analyzer.language.key
    groups, called = synonyms.groups.get(key, ()), synonyms.called.get(key, ())
    cut = tuple(tuple(tuple(analyzer.tokens(phrase)) for phrase in group) for group in (*groups, *called))
    starts: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, group in enumerate(cut):
        for place, phrase in enumerate(group if number < len(groups) else group[:1]):
            if phrase:
                starts[analyzer.stems(phrase[0])[0]].append((number, place))
    return Equivalents(analyzer, cut, dict(starts))


def _runs(tokens: Sequence[Token]) -> Iterable[str]:
    """Neighbouring pairs of Chinese characters, put together again."""
    run = ""
    for each in tokens:
        if not is_han(each.form):
            continue
        if run and run[-1] == each.form[0] and len(each.form) == 2:
            run += each.form[1]
            continue
        if run:
            yield run
        run = each.form
    if run:
        yield run


@dataclass
class Tally:
    """Counts units, and remembers how each form was written."""

    equivalents: Equivalents
    met: set[Token] = field(default_factory=set)
    """All words."""

    def written(self) -> dict[str, set[Token]]:
        """The words that each form was folded from."""
        found: defaultdict[str, set[Token]] = defaultdict(set)
        for each in self.met:
            found[each.form].add(each)
        return dict(found)

    @property
    def _analyzer(self) -> Analyzer:
        return self.equivalents.analyzer

    def count(self, unit: Unit) -> Count:
        """Count one unit."""
        count = Count()
        for name, text in unit.fields:
            tokens = self._analyzer.tokens(text)
            self._add(count, name, tokens)
            if name == "number":
                self._add(count, "body", [token(part) for part in text.lower().split("-")])
            elif name != "place":
                self._stand_for(count, name, dict.fromkeys(self.equivalents.of(tokens)))
                self._stand_for(count, name, self._analyzer.joined(text))
        return count

    def _add(self, count: Count, name: str, tokens: Sequence[Token]) -> None:
        weight = WEIGHTS[name]
        if name in HEADINGS:
            weight = round(weight / (0.5 + 0.5 * len(tokens) / USUAL))
        self._weigh(count, weight, tokens)
        if name != "place":
            count.own.update(each.form for each in tokens)
            count.length += len(tokens)

    def _stand_for(self, count: Count, name: str, tokens: Iterable[Token]) -> None:
        """Count words that the unit does not have, but others like them."""
        words = tuple(tokens)
        self._weigh(count, max(1, WEIGHTS[name] * EQUIVALENT // 100), words)
        count.own.update(each.form for each in words)

    def _weigh(self, count: Count, weight: int, tokens: Iterable[Token]) -> None:
        for each, times in Counter(tokens).items():
            count.weights[each.form] += weight * times
            self.met.add(each)
