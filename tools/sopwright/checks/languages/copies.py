"""What a translation has taken over from its source word for word."""

import re
from dataclasses import dataclass

from sopwright.checks.check import Context
from sopwright.checks.languages.translations import Translation, translations
from sopwright.source.nodes import Node

FEWEST_WORDS = 4

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True)
class Copy:
    """A passage that is the same in both."""

    translation: Translation
    passage: Node
    words: str


def copies(context: Context) -> tuple[Copy, ...]:
    """All passages that are too long to be the same by chance; two kinds of one language may agree."""
    return tuple(
        copy
        for translation in context.once(translations)
        if _base(translation.text.language) != _base(translation.source.language)
        for copy in _of(translation)
    )


def _of(translation: Translation) -> list[Copy]:
    return [
        Copy(translation, passage, words)
        for source, piece in translation.pairs
        for passage, words in piece.passages
        if words in source.wordings and _count(words) >= FEWEST_WORDS
    ]


def _base(language: str) -> str:
    return language.partition("-")[0]


def _count(words: str) -> int:
    return len(_WORD.findall(words))
