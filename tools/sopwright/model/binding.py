"""Words that bind: a sentence that gains or loses a negation or a word of duty asks for something else.

The lists are data, ``templates/binding/<language>.yml``. An entry is a word or several in a row; a trailing ``*`` means
any ending, and an entry behind ``!`` only looks like one of the others and does not count. Whole words are compared,
without regard to case; in scripts without spaces between words an entry counts wherever it stands.
"""

import re
import unicodedata
from functools import cached_property

from sopwright.model.form import Form, Line

_KEPT = 2_000
"""Of so many texts it is kept what was found in them."""

_SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff]")


class Binding(Form):
    """One language's words that bind."""

    negation: tuple[Line, ...] = ()
    """``not``, ``never``, ``no``."""
    obligation: tuple[Line, ...] = ()
    """``must``, ``only``, ``may``, ``at least``."""
    number: tuple[Line, ...] = ()
    """Numbers in words: ``two``, ``twice``, ``half``."""

    def found(self, text: str) -> tuple[str, ...]:
        """The entries that stand in a text, negations first, each as often as it stands there."""
        return self.negations(text) + self.obligations(text)

    def negations(self, text: str) -> tuple[str, ...]:
        """The negations that stand in a text, in reading order."""
        return self._negation.within(text)

    def obligations(self, text: str) -> tuple[str, ...]:
        """The words of duty and permission that stand in a text, in reading order."""
        return self._obligation.within(text)

    def numbers(self, text: str) -> tuple[str, ...]:
        """The numbers in words that stand in a text, in reading order."""
        return self._number.within(text)

    @cached_property
    def _number(self) -> "_Finder":
        return _Finder(self.number)

    @cached_property
    def _negation(self) -> "_Finder":
        return _Finder(self.negation)

    @cached_property
    def _obligation(self) -> "_Finder":
        return _Finder(self.obligation)


class _Finder:
    """Finds entries; where several fit at one place, one that does not count comes first, then the longest."""

    def __init__(self, entries: tuple[str, ...]) -> None:
        self._entries = sorted(entries, key=lambda entry: (not entry.startswith("!"), -len(entry)))
        patterns = [_pattern(fold(entry.removeprefix("!"))) for entry in self._entries]
        self._any = re.compile("|".join(patterns)) if entries else None
        self._which = re.compile("|".join(f"({pattern})" for pattern in patterns))
        self._known: dict[str, tuple[str, ...]] = {}

    def within(self, text: str) -> tuple[str, ...]:
        """The entries that stand in a text; a source's sentences are asked for once for every language."""
        if text not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[text] = self._within(text)
        return self._known[text]

    def _within(self, text: str) -> tuple[str, ...]:
        folded = fold(text)
        if self._any is None or self._any.search(folded) is None:  # without groups an expression is found sooner
            return ()
        found = (self._entries[(match.lastindex or 1) - 1] for match in self._which.finditer(folded))
        return tuple(entry for entry in found if not entry.startswith("!"))


def fold(text: str) -> str:
    """A text without regard to case, to ``ё`` for ``е`` and to the shape of its apostrophes."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return folded.replace("ё", "е").replace("’", "'")


def _pattern(entry: str) -> str:
    words = r"\s+".join(re.escape(word) for word in entry.removesuffix("*").split())
    if _SPACELESS.search(entry):
        return words
    ending = r"\w*" if entry.endswith("*") else ""
    return rf"(?<!\w){words}{ending}(?![\w'])"
