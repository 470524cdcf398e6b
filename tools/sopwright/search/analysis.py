"""Texts to terms: what a text and a query must have in common to meet.

Characters are made equal (NFKC, small letters, no accents), words are cut out, and each word gets its stems. Chinese is
compared in Simplified characters, by pairs of neighbours. What a query needs of this is simple enough to stand twice,
here and in ``search/engine.js``; stems are made here only, and an index brings along what its queries need of them.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from sopwright.search import bulgarian, hanzi
from sopwright.search.language import Language

VERSION = 1
"""Rises when the same text gives other terms; an index of another version is refused."""

LETTERS = "a-z\u00aa\u00b5\u00ba\u00df-\u00f6\u00f8-\u024f\u0300-\u036f\u0400-\u052f\u1e00-\u1eff"
HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff"
DIGITS = 3
"""Document numbers have at least so many digits."""

TOKEN = re.compile(rf"[0-9{LETTERS}]+|[{HAN}]+")
"""Words of a clean text; a run of Chinese characters is one, digits beside it are another."""

_APOSTROPHE = re.compile(rf"(?<=[{LETTERS}])['’ʼ`](?=[{LETTERS}])")
_LATIN_ACCENT = re.compile("([a-z])[\u0300-\u036f]+")
_SPECIAL = str.maketrans({"ё": "е", "ѝ": "и", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
_HYPHENS = "-‐‑"
_HYPHENED = re.compile(rf"[{LETTERS}]+(?:[-‐‑][{LETTERS}]+)+")


class Token(NamedTuple):
    """A word of a text."""

    form: str
    """As it is compared: folded."""
    word: str
    """As it is stemmed: in small letters, with its accents."""


def clean(text: str) -> str:
    """A text in small letters and one way of writing each character (Unicode's NFKC)."""
    return _APOSTROPHE.sub("", unicodedata.normalize("NFKC", text).lower())


def fold(word: str) -> str:
    """A clean word without the accents of Latin letters; й stays, ё becomes е."""
    plain = _LATIN_ACCENT.sub(r"\1", unicodedata.normalize("NFD", word))
    return unicodedata.normalize("NFC", plain).translate(_SPECIAL)


def is_han(form: str) -> bool:
    """Whether a form is Chinese."""
    return form[:1] >= "\u3005" and form[:1] <= "\u9fff"


@dataclass(frozen=True)
class Analyzer:
    """Cuts the texts of one language, and of the numbers of one handbook."""

    language: Language
    prefixes: tuple[str, ...] = ()
    """The prefixes of document numbers, in small letters: ``svc 12`` is one word, ``within 12`` is two."""

    def tokens(self, text: str) -> list[Token]:
        """The words of a text, in order."""
        cleaned = clean(text)
        if self.prefixes:
            cleaned = number_pattern(self.prefixes).sub(join_number, cleaned)
        found: list[Token] = []
        for match in TOKEN.finditer(cleaned):
            word = match[0]
            if is_han(word):
                found.extend(token(pair) for pair in pairs(hanzi.simplified(word, self.language)))
            else:
                found.append(token(word))
        return found

    def joined(self, text: str) -> list[Token]:
        """Words with hyphens as one word, for those who write them so: ``callback`` for ``call-back``."""
        if not any(hyphen in text for hyphen in _HYPHENS):
            return []
        return [token(_bare(match[0])) for match in _HYPHENED.finditer(clean(text))]

    def stems(self, token: Token) -> tuple[str, ...]:
        """The stems of a word as it is, and of the word without accents."""
        return _stems(self.language.stemmers, token)


@lru_cache(200_000)
def token(word: str) -> Token:
    """A clean word as a token."""
    return Token(fold(word), word)


def pairs(run: str) -> list[str]:
    """Chinese characters as pairs of neighbours; one alone stays alone."""
    return [run] if len(run) == 1 else [run[place : place + 2] for place in range(len(run) - 1)]


@lru_cache
def number_pattern(prefixes: tuple[str, ...]) -> re.Pattern[str]:
    """Document numbers in a clean text, however they are written: ``svc-004``, ``svc 4``, ``svc004``."""
    names = "|".join(sorted(map(re.escape, prefixes)))
    return re.compile(rf"(?<![0-9{LETTERS}])({names})[ _./:#‐‑–-]{{0,3}}0*([0-9]{{1,6}})(?![0-9{LETTERS}])")


def join_number(match: re.Match[str]) -> str:
    """A document number as one word: ``svc004``."""
    return match[1] + match[2].rjust(DIGITS, "0")


def _bare(word: str) -> str:
    return re.sub("[-‐‑]", "", word)


Stemmer = Callable[[str], str]


@lru_cache(200_000)
def _stems(names: tuple[str, ...], token: Token) -> tuple[str, ...]:
    if is_han(token.form) or token.form[:1].isdigit():
        return (token.form,)
    words = dict.fromkeys((token.word, token.form))
    found = [fold(stem(word)) for stem in _stemmers(names) for word in words]
    return tuple(dict.fromkeys(found)) or (token.form,)


@lru_cache
def _stemmers(names: tuple[str, ...]) -> Sequence[Stemmer]:
    return tuple(_stemmer(name) for name in names)


def _stemmer(name: str) -> Stemmer:
    ours: Mapping[str, Stemmer] = {"bulgarian": bulgarian.stem, "bulgarian-verbs": bulgarian.verb_stem}
    if name in ours:
        return ours[name]
    stemmer: Stemmer = snowballstemmer.stemmer(name).stemWord
    return stemmer
