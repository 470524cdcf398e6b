"""The passages of translations beside those of their source: headings, paragraphs, list items, cells."""

import re
from dataclasses import dataclass

from sopwright.checks.check import Context
from sopwright.checks.languages.translations import Translation, translations
from sopwright.source.nodes import Node
from sopwright.translation.stems import is_spaceless

_END = re.compile(r"(?<=[.!?…])[\"”“»«’'\)\]]*\s+(?=\S)")
_WIDE_END = re.compile(r"[。！？；：…][」』）”]*")
_LETTER = re.compile(r"\w")


@dataclass(frozen=True)
class Aligned:
    """A passage of a translation and the one of the source that it translates."""

    translation: Translation
    source: str
    """The source's words, without references and code."""
    own: str
    node: Node
    """The translation's passage."""

    @property
    def language(self) -> str:
        """The translation's language."""
        return self.translation.text.language


def aligned(context: Context) -> tuple[Aligned, ...]:
    """The passages of all settled sections that have as many in both languages."""
    return tuple(
        Aligned(translation, there, here, node)
        for translation in context.once(translations)
        for source, piece in translation.settled_pairs
        if len(source.passages) == len(piece.passages)
        for (_, there), (node, here) in zip(source.passages, piece.passages, strict=True)
    )


def sentences(words: str) -> list[str]:
    """The sentences of a passage; in Chinese and Japanese also what ends with a full-width colon or semicolon."""
    parts = (_WIDE_END if is_spaceless(words) else _END).split(words.strip())
    return [part for part in parts if _LETTER.search(part)]
