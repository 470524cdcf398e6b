"""What the search knows of a language: the files in ``search/languages``."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

HERE = files("sopwright.search") / "languages"


@dataclass(frozen=True)
class Roman:
    """How the words of a language are compared when they are typed in Latin letters."""

    letters: tuple[tuple[str, str], ...] = ()
    """The handbook's letters, each with its Latin ones."""
    replace: tuple[tuple[str, str], ...] = ()
    """What is replaced in a reader's word, in this order."""


@dataclass(frozen=True, eq=False)
class Language:
    """A language; one that has no file is compared word by word. There is one of each, so that none is compared."""

    key: str
    stemmers: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    """Words that say nothing about the subject of a question."""
    layouts: tuple[tuple[str, str], ...] = ()
    """Keyboards: what the keys write, and what they should have written."""
    roman: Roman = Roman()
    fold: str = ""
    """Pairs of Chinese characters that are made equal after OpenCC's; none where the language has no Chinese."""
    equivalents: tuple[tuple[str, str], ...] = ()
    """Words that other readers say differently, each with what they say."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """What texts say, and after it what people call it."""
    endings: tuple[tuple[str, str, str, str], ...] = ()
    """How inflected words come by their stems: what is taken from the front, what is put there, and the same behind."""


@lru_cache
def language(key: str) -> Language:
    """The language of a key such as ``zh-Hant``."""
    file = HERE / f"{key}.toml"
    raw: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    roman = raw.get("roman", {})
    return Language(
        key=key,
        stemmers=tuple(raw.get("stemmers", ())),
        stop=tuple(raw.get("stop", "").split()),
        layouts=tuple((typed, meant) for typed, meant in raw.get("layouts", ())),
        roman=Roman(_rules(roman.get("letters", "")), _rules(roman.get("replace", ""))),
        fold=raw.get("fold", ""),
        equivalents=tuple((ours, theirs) for ours, theirs in raw.get("equivalents", ())),
        synonyms=tuple((said, *_phrases(called)) for said, called in raw.get("synonyms", {}).items()),
        endings=_endings(key),
    )


def _phrases(text: str) -> tuple[str, ...]:
    """Phrases such as ``time off; vacation``."""
    return tuple(phrase.strip() for phrase in text.split(";"))


def _rules(text: str) -> tuple[tuple[str, str], ...]:
    """Rules such as ``x=ks q=k``."""
    return tuple((old, new) for old, _, new in (rule.partition("=") for rule in text.split()))


def _endings(key: str) -> tuple[tuple[str, str, str, str], ...]:
    file = HERE / f"{key}.endings"
    if not file.is_file():
        return ()
    rows = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return tuple((row[0], row[1], row[2], row[3]) for row in rows)
