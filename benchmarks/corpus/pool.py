"""The sentences, headings and list items that the handbook's documents share in all languages.

What stands at the same place of a document in every language says the same. A paragraph is cut into sentences where
all languages have as many, and each says the same numbers, references and links.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sopwright.load.handbook import load
from sopwright.model.handbook import Document, Handbook
from sopwright.source.nodes import Node, Nodes
from sopwright.source.written import written_inline
from sopwright.translation.pieces import Piece, cut
from sopwright.translation.stems import stem_of
from sopwright.translation.terms import Lexicon

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "bg", "zh-Hant", "ms", "lt", "ru")
LINK = re.compile(r"\]\(([A-Z]+-\d+(?:#[a-z0-9-]+)?)\)")

_SPACED = re.compile(r"(?<=[.!?])[\"”»“’)]*(\s+)(?=[^\W\d_a-zа-я]|\{|\[|\")")
_WIDE = re.compile(r"(?<=[。！？])()(?![」』）”]|$)")
_NAMED = re.compile(r"\{[a-z-]+:[^}|]+|\]\([^)]*\)")
_NAMES = re.compile(r"\{[^}]*\}|\]\([^)]*\)")
_NUMBER = re.compile(r"\d+")
_UNFIT = re.compile(r"\{(?:wording|table):|\]\(#|!\[|https:")

Words = Mapping[str, str]
"""The same in every language."""


@dataclass(frozen=True)
class Heading:
    """A step's heading with its id."""

    id: str
    words: Words


@dataclass(frozen=True)
class Pool:
    """What the generator chooses from."""

    sentences: tuple[Words, ...]
    items: tuple[Words, ...]
    """Items of lists of exceptions, each with its name in bold letters."""
    headings: tuple[Heading, ...]
    questions: tuple[Heading, ...]
    """Headings of steps that are answered with yes or no."""
    clauses: tuple[Heading, ...]
    sections: Mapping[str, Words]
    """The headings of sections, by id."""


class Terms:
    """Keeps what says the handbook's terms in every language where the source says them.

    In a whole paragraph a translation may say a term in another of its sentences.
    """

    def __init__(self, handbook: Handbook) -> None:
        rows = handbook.registers.terms.rows
        self._lexicons = {
            language: Lexicon(rows, language, stem_of(handbook.stemmer(language)), strict=language == "en")
            for language in LANGUAGES
        }

    def kept(self, all_words: Iterable[Words]) -> Iterator[Words]:
        """Those words whose terms stand in all languages."""
        return (words for words in all_words if self.agree(words))

    def agree(self, words: Words) -> bool:
        """Whether every language says the terms that the source says."""
        said = {language: self._said(text, language) for language, text in words.items()}
        return all(said["en"] <= others for others in said.values())

    def _said(self, text: str, language: str) -> set[str]:
        return {found.term for found in self._lexicons[language].find(_NAMES.sub(" ", text)) if found.use.right}


@cache
def pool() -> Pool:
    """What the handbook of this repository offers.

    Raises:
        ValueError: The handbook cannot be read.
    """
    handbook, _ = load(ROOT)
    if handbook is None:
        raise ValueError("the handbook of this repository cannot be read")
    found = [(document, place) for document in handbook.documents.values() for place in _places(document)]
    places = [place for _, place in found]
    kinds = [_kind(document, place) for document, place in found]
    heads = [Heading(place["en"].id, _heading(place)) for place in places]
    whole = Terms(handbook)
    fit = [(head, kind) for head, kind in zip(heads, kinds, strict=True) if whole.agree(head.words)]
    listed = [place for place in places if place["en"].id == "exceptions"]
    return Pool(
        sentences=_distinct(whole.kept(words for place in places for words in _sentences(place))),
        items=_distinct(whole.kept(words for place in listed for words in _items(place))),
        headings=_once(fit, "step"),
        questions=_once(fit, "question"),
        clauses=_once(fit, "clause"),
        sections={head.id: head.words for head, kind in zip(heads, kinds, strict=True) if kind == "section"},
    )


def _places(document: Document) -> list[Mapping[str, Piece]]:
    """The headings of a document that have words below them in all languages."""
    cuts = {language: {piece.id: piece for piece in cut(document.texts[language])} for language in LANGUAGES}
    return [
        {language: cuts[language][key] for language in LANGUAGES}
        for key in cuts["en"]
        if key and all(key in pieces for pieces in cuts.values())
    ]


def _kind(document: Document, place: Mapping[str, Piece]) -> str:
    """What a heading stands over: a section, a step, a question, a clause; nothing for what is not to be used."""
    heading = place["en"].heading
    if heading is None:
        return ""
    if heading["level"] == "2":
        return "section"
    step = document.metadata.steps.get(heading["id"])
    if step is None:
        return "clause" if document.metadata.kind == "policy" else ""
    if not step.choose:
        return "step"
    return "question" if set(step.choose) == {"yes", "no"} else ""


def _once(heads: Iterable[tuple[Heading, str]], kind: str) -> tuple[Heading, ...]:
    """The headings of a kind, each id once, so that a document can have any of them."""
    return tuple({head.id: head for head, its in heads if its == kind}.values())


def _heading(place: Mapping[str, Piece]) -> Words:
    return {
        language: written_inline(piece.heading.children) if piece.heading is not None else ""
        for language, piece in place.items()
    }


def _sentences(place: Mapping[str, Piece]) -> Iterator[Words]:
    paragraphs = _side_by_side(place, lambda piece: [node for node in piece.nodes if node.kind == "paragraph"])
    for paragraph in paragraphs:
        parts = {language: _cut(words, language) for language, words in paragraph.items()}
        if len({len(cuts) for cuts in parts.values()}) != 1:
            parts = {language: [words] for language, words in paragraph.items()}
        for number in range(len(parts["en"])):
            yield {language: cuts[number] for language, cuts in parts.items()}


def _items(place: Mapping[str, Piece]) -> Iterator[Words]:
    yield from _side_by_side(place, lambda piece: _in_lists(piece.nodes))


def _in_lists(nodes: Nodes) -> list[Node]:
    return [item for node in nodes if node.kind == "bullet-list" for item in node.children]


def _side_by_side(place: Mapping[str, Piece], blocks: Callable[[Piece], list[Node]]) -> Iterator[Words]:
    """The running text of some blocks in all languages, where all have as many."""
    found = {language: [written_inline(node.children) for node in blocks(piece)] for language, piece in place.items()}
    if len({len(texts) for texts in found.values()}) == 1:
        yield from (
            {language: texts[number] for language, texts in found.items()} for number in range(len(found["en"]))
        )


def _cut(words: str, language: str) -> list[str]:
    """A paragraph's sentences."""
    ends = [match.span(1) for match in (_WIDE if language == "zh-Hant" else _SPACED).finditer(words)]
    starts = [0, *(end for _, end in ends)]
    return [words[start:end] for start, end in zip(starts, [*(begin for begin, _ in ends), len(words)], strict=True)]


def _distinct(all_words: Iterable[Words]) -> tuple[Words, ...]:
    """What says the same in all languages and can stand in any document, each once."""
    return tuple({words["en"]: words for words in all_words if _fits(words)}.values())


def _fits(words: Words) -> bool:
    said = {
        (tuple(sorted(_NAMED.findall(text))), tuple(sorted(_NUMBER.findall(_NAMED.sub("", text)))))
        for text in words.values()
    }
    return len(said) == 1 and not any(_UNFIT.search(text) for text in words.values())
