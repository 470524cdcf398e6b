"""The terms of the register in each section of each text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sopwright.checks.check import Context
from sopwright.checks.languages.translations import Translation, texts, translations
from sopwright.diagnostics import Span
from sopwright.model.text import Text
from sopwright.translation.pieces import Piece
from sopwright.translation.stems import stem_of
from sopwright.translation.terms import Found, Lexicon


@dataclass(frozen=True)
class Uses:
    """A section of a text with the terms in it."""

    text: Text
    piece: Piece
    found: tuple[Found, ...]

    @property
    def place(self) -> Span:
        """Where the section begins."""
        return self.text.at(self.piece.heading) if self.piece.heading is not None else self.text.source.span()


def lexicons(context: Context) -> Mapping[tuple[str, bool], Lexicon]:
    """The phrases of all terms by language, for sources and for translations."""
    handbook, terms = context.handbook, context.handbook.registers.terms.rows
    known = {key: stem_of(handbook.stemmer(key)) for key in handbook.language_keys}
    return {
        (key, strict): Lexicon(terms, key, stem, strict=strict)
        for key, stem in known.items()
        for strict in (False, True)
    }


def uses(context: Context) -> Mapping[int, Uses]:
    """All sections of all texts that are judged, by the identity of their pieces."""
    if not context.handbook.registers.terms.rows:
        return {}
    known = context.shared.once(lexicons)
    return {
        id(piece): Uses(cut.text, piece, tuple(lexicon.find(words_of(piece))))
        for cut in context.once(texts)
        for lexicon in [known[cut.text.language, cut.text is cut.document.source_text]]
        for piece in cut.pieces
    }


def pairs(context: Context) -> Iterator[tuple[Translation, Uses, Uses]]:
    """Each settled section of each translation beside its source's, with the terms in both."""
    found = context.once(uses)
    for translation in context.once(translations) if found else ():
        for source, piece in translation.settled_pairs:
            yield translation, found[id(source)], found[id(piece)]


def words_of(piece: Piece) -> str:
    """The running text of a section."""
    return "\n".join(words for _, words in piece.passages)
