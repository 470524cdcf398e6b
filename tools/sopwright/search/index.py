"""Making an index: all that a query needs, for one audience in one language.

Nothing in it comes from outside the edition: how many units there are, in how many a word stands, the words themselves
and thus what is offered for a misspelt one. So an index tells nobody of what their edition lacks.
"""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sopwright.edition.records import Edition
from sopwright.search import hanzi
from sopwright.search.analysis import Analyzer, Token, fold, is_han
from sopwright.search.cards import Card, Places, cards
from sopwright.search.count import Count, Tally, equivalents
from sopwright.search.known import Known
from sopwright.search.language import Language, language
from sopwright.search.synonyms import NONE, Synonyms
from sopwright.search.units import Unit, units_of

LEVELS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 20, 24, 32, 48, 64)
"""The weights that a word can have in a unit: sixteen, so that a posting is one small number."""

SATURATION = 2.0
"""BM25's k1, for words of weight 2: how soon more of the same word counts no more (Robertson and Zaragoza, 2009)."""
LENGTH = 0.4
"""BM25's b: how much long units are held back."""
LONGEST = 4
"""A unit counts as at most so many times as long as the mean."""


@dataclass(frozen=True)
class Document:
    """A document that units belong to."""

    id: str
    title: str
    book: str
    path: str
    """Below the language's folder."""
    language: str
    """The language of its words, another one where a translation is missing."""


@dataclass(frozen=True)
class Place:
    """A unit as an index lists it."""

    document: int
    """A place in ``documents``."""
    anchor: str
    kind: str
    title: str
    number: int
    """The step's number, 0 elsewhere."""


@dataclass(frozen=True)
class Answer:
    """A card with the questions it answers, each as places of stems."""

    card: Card
    questions: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Facts:
    """What queries must know of the language; the same for all of its editions but for ``fold``."""

    stop: tuple[str, ...] = ()
    layouts: tuple[tuple[str, str], ...] = ()
    letters: tuple[tuple[str, str], ...] = ()
    replace: tuple[tuple[str, str], ...] = ()
    endings: tuple[tuple[str, str, str, str], ...] = ()
    fold: tuple[str, str] = ("", "")
    """Chinese characters, and those of the index that they are equal to."""


@dataclass(frozen=True)
class Index:
    """An index: what is written to a file and read from it."""

    audience: str
    language: str
    prefixes: tuple[str, ...]
    """Of document numbers."""
    documents: tuple[Document, ...]
    units: tuple[Place, ...]
    norms: tuple[int, ...]
    """How much each unit's length holds it back, in hundredths."""
    forms: tuple[str, ...]
    """All words, in order."""
    stems: tuple[str, ...]
    form_stems: tuple[tuple[int, ...], ...]
    """Of each form: the places of its stems."""
    postings: tuple[tuple[int, ...], ...]
    """Of each form: its units in order, each as the step from the one before, times 16, plus its weight's level."""
    rarity: tuple[int, ...]
    """Of each stem: how much it tells (BM25's inverse document frequency), in hundredths."""
    answers: tuple[Answer, ...]
    facts: Facts


def build(edition: Edition, places: Places, synonyms: Synonyms = NONE, known: Known | None = None) -> Index:
    """The index of an edition.

    Args:
        edition: What one audience reads in one language.
        places: Where the documents, measures and laws are shown.
        synonyms: Phrases that mean the same; a group counts where a unit holds one of its phrases.
        known: What was counted for other audiences in this language.
    """
    known = known or Known()
    titles = {book.key: book.title for book in edition.books}
    documents = tuple(
        Document(view.id, view.title, titles.get(view.book, ""), places.document(view), view.language)
        for view in edition.documents.values()
    )
    found = tuple(
        unit
        for document in edition.documents.values()
        for unit in known.units(document, lambda view: units_of(edition, view))
    )
    shelf = Shelf(edition.audience, edition.language, documents, found, cards(edition, places))
    return assemble(shelf, synonyms, known)


@dataclass(frozen=True)
class Shelf:
    """What is indexed together: the units of some documents in one language, for one audience."""

    audience: str
    language: str
    documents: tuple[Document, ...]
    units: tuple[Unit, ...]
    """Each belongs to one of the documents."""
    cards: tuple[Card, ...] = ()


def assemble(shelf: Shelf, synonyms: Synonyms = NONE, known: Known | None = None) -> Index:
    """The index of units, wherever they come from."""
    analyzer = Analyzer(language(shelf.language), prefixes(document.id for document in shelf.documents))
    tally = Tally(equivalents(analyzer, synonyms))
    counts = (known or Known()).counts(tally, shelf.units)
    written = tally.written()
    forms = tuple(sorted(written))
    stems, form_stems = _stems(analyzer, written, forms)
    return Index(
        audience=shelf.audience,
        language=shelf.language,
        prefixes=analyzer.prefixes,
        documents=shelf.documents,
        units=_places(shelf),
        norms=_norms([count.length for count in counts]),
        forms=forms,
        stems=stems,
        form_stems=form_stems,
        postings=_postings(forms, counts),
        rarity=_rarity(forms, form_stems, len(stems), counts),
        answers=_answers(analyzer, shelf.cards, stems),
        facts=facts(analyzer.language, forms),
    )


def prefixes(numbers: Iterable[str]) -> tuple[str, ...]:
    """The prefixes of document numbers such as ``SVC-004``, in small letters."""
    split = (number.lower().rpartition("-") for number in numbers)
    return tuple(sorted({prefix for prefix, _, digits in split if prefix and digits.isdigit()}))


def _places(shelf: Shelf) -> tuple[Place, ...]:
    numbers = {document.id: place for place, document in enumerate(shelf.documents)}
    return tuple(Place(numbers[unit.document], unit.anchor, unit.kind, unit.title, unit.number) for unit in shelf.units)


def _norms(lengths: Sequence[int]) -> tuple[int, ...]:
    mean = max(sum(lengths) / max(len(lengths), 1), 1)
    return tuple(round(200 * SATURATION * (1 - LENGTH + LENGTH * min(length / mean, LONGEST))) for length in lengths)


def _stems(
    analyzer: Analyzer, written: Mapping[str, Iterable[Token]], forms: Sequence[str]
) -> tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]:
    """All stems in order, and the places of each form's."""
    of_forms = [sorted({stem for each in written[form] for stem in analyzer.stems(each)}) for form in forms]
    stems = tuple(sorted({stem for found in of_forms for stem in found}))
    numbers = {stem: place for place, stem in enumerate(stems)}
    return stems, tuple(tuple(numbers[stem] for stem in found) for found in of_forms)


def _postings(forms: Sequence[str], counts: Sequence[Count]) -> tuple[tuple[int, ...], ...]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    last: dict[str, int] = {}
    for unit, count in enumerate(counts):
        for form, weight in count.weights.items():
            found[form].append((unit - last.get(form, 0)) * len(LEVELS) + bisect_right(LEVELS, weight) - 1)
            last[form] = unit
    return tuple(tuple(found[form]) for form in forms)


def _rarity(
    forms: Sequence[str], form_stems: Sequence[tuple[int, ...]], stems: int, counts: Sequence[Count]
) -> tuple[int, ...]:
    numbers = dict(zip(forms, form_stems, strict=True))
    frequencies = [0] * stems
    for count in counts:
        for stem in {stem for form in count.own for stem in numbers[form]}:
            frequencies[stem] += 1
    total = len(counts)
    return tuple(round(100 * math.log(1 + (total - found + 0.5) / (found + 0.5))) for found in frequencies)


def _answers(analyzer: Analyzer, found: Iterable[Card], stems: Sequence[str]) -> tuple[Answer, ...]:
    numbers = {stem: place for place, stem in enumerate(stems)}
    answers: list[Answer] = []
    for card in found:
        cut = [[analyzer.stems(each)[0] for each in analyzer.tokens(key)] for key in card.keys]
        known = [tuple(numbers[stem] for stem in key) for key in cut if key and all(stem in numbers for stem in key)]
        answers.append(Answer(card, tuple(dict.fromkeys(known))))
    return tuple(answers)


def facts(known: Language, forms: Iterable[str]) -> Facts:
    """What the queries of an index must know of its language."""
    return Facts(
        stop=tuple(sorted({hanzi.simplified(fold(word), known) for word in known.stop})),
        layouts=known.layouts,
        letters=known.roman.letters,
        replace=known.roman.replace,
        endings=known.endings,
        fold=_fold(known, forms),
    )


def _fold(known: Language, forms: Iterable[str]) -> tuple[str, str]:
    """Those pairs of Chinese characters that lead to one of the index or of the words to be left out."""
    if not known.fold:
        return ("", "")
    used = {character for form in forms if is_han(form) for character in form}
    used |= {character for word in known.stop for character in hanzi.simplified(word, known)}
    rows = sorted(
        (chr(old), new) for old, new in hanzi.characters(known.fold).items() if new in used and chr(old) != new
    )
    return "".join(old for old, _ in rows), "".join(new for _, new in rows)
