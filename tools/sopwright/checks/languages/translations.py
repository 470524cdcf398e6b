"""Every translation beside its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sopwright.checks.check import Context
from sopwright.checks.metadata.current import current
from sopwright.diagnostics import Span
from sopwright.model.handbook import Document
from sopwright.model.pin import TITLE
from sopwright.model.text import Text
from sopwright.translation.pieces import Piece, cut
from sopwright.translation.sections import Section, sections_of
from sopwright.translation.state import State, TranslationState, state_of


@dataclass(frozen=True)
class CutText:
    """A text of a language that the register has, with its pieces."""

    document: Document
    text: Text
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Translation:
    """A text beside the one that it was translated from."""

    document: Document
    source: Text
    text: Text
    pairs: tuple[tuple[Piece, Piece], ...]
    """The source's piece and the translation's, where both have it."""
    stale: frozenset[str] = frozenset()
    """Ids of sections whose source has changed since the translation was accepted: a rule of its own names them."""

    @property
    def settled_pairs(self) -> tuple[tuple[Piece, Piece], ...]:
        """The pairs without those whose source has changed since: how these differ is known and shown to readers."""
        return tuple(pair for pair in self.pairs if (pair[0].id or TITLE) not in self.stale)

    def at(self, piece: Piece) -> Span:
        """Where a piece of the translation begins."""
        return self.text.at(piece.heading) if piece.heading is not None else self.text.source.span()

    @property
    def top(self) -> Span:
        """The translation's title, or its first line."""
        return self.text.at(self.text.heading) if self.text.heading is not None else self.text.source.span()

    @cached_property
    def levels(self) -> tuple[dict[str, str], dict[str, str]]:
        """The levels of the headings by their id, in the source and here."""
        return _levels(self.source), _levels(self.text)


def texts(context: Context) -> tuple[CutText, ...]:
    """All texts that are judged; one in an unknown language, or refused while it was read, is another rule's."""
    known = context.handbook.language_keys
    return tuple(
        CutText(document, text, cut(text))
        for document in context.once(current)
        for text in document.texts.values()
        if text.language in known and text.nodes
    )


def translations(context: Context) -> tuple[Translation, ...]:
    """All texts beside their source."""
    cuts = context.once(texts)
    sources = {cut.document.id: cut for cut in cuts if cut.text is cut.document.source_text}
    known = context.once(states)
    return tuple(
        Translation(
            cut.document,
            sources[cut.document.id].text,
            cut.text,
            _pairs(sources[cut.document.id], cut),
            frozenset(section.id for section in known[cut.document.id, cut.text.language].of(State.STALE)),
        )
        for cut in cuts
        if cut.document.id in sources and cut is not sources[cut.document.id]
    )


def all_sections(context: Context) -> Mapping[tuple[str, str], Mapping[str, Section]]:
    """The sections of every text that is judged, by document and language."""
    shared = context.handbook.registers.answers.rows
    return {
        (cut.document.id, cut.text.language): sections_of(cut.document, cut.text.language, cut.pieces, shared)
        for cut in context.once(texts)
    }


def states(context: Context) -> Mapping[tuple[str, str], TranslationState]:
    """The state of every translation that is judged, by document and language."""
    known = context.once(all_sections)
    return {
        (cut.document.id, cut.text.language): state_of(
            cut.document,
            cut.text.language,
            known.get((cut.document.id, cut.document.metadata.languages.source), {}),
            known[cut.document.id, cut.text.language],
        )
        for cut in context.once(texts)
        if cut.text is not cut.document.source_text
    }


def _pairs(source: CutText, own: CutText) -> tuple[tuple[Piece, Piece], ...]:
    """The first pieces, and those with the same id."""
    by_id = {piece.id: piece for piece in reversed(own.pieces[1:]) if piece.id}
    same = {piece.id: piece for piece in reversed(source.pieces[1:]) if piece.id in by_id}
    return ((source.pieces[0], own.pieces[0]), *((same[key], by_id[key]) for key in reversed(same)))


def _levels(text: Text) -> dict[str, str]:
    return {heading["id"]: heading["level"] for heading in text.headings() if heading["id"]}
