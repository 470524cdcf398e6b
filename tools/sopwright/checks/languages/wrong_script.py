"""A paragraph is written in another script than its language, or a word mixes Latin and Cyrillic letters.

## Why is this bad?

It was left in another language, or a letter that looks right is the wrong one: the Latin `a` in a Cyrillic word is
invisible, but the search does not find the word and a screen reader stumbles over it.

## Wrong

A paragraph of English in `bg.md`; the word `Запиc` with a Latin `c`.

## Right

```markdown
Запис
```
"""

import re
from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.languages.copies import copies
from sopwright.checks.languages.translations import CutText, texts
from sopwright.diagnostics import Diagnostic, Rule, Span
from sopwright.translation.pieces import Piece

RULE = Rule("SW410", "wrong-script")

FEWEST_LETTERS = 20
MOST_FOREIGN = 0.6

_LATIN = "A-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿ"
_CYRILLIC = "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f"
_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SCRIPTS = {
    "Latn": ("Latin", _LATIN),
    "Cyrl": ("Cyrillic", _CYRILLIC),
    "Hant": ("Chinese", _HAN + "\u3100-\u312f"),
    "Hans": ("Chinese", _HAN),
    "Jpan": ("Japanese", _HAN + "\u3040-\u30ff\uff66-\uff9f"),
    "Kore": ("Korean", _HAN + "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"),
    "Grek": ("Greek", "\u0370-\u03ff\u1f00-\u1fff"),
    "Arab": ("Arabic", "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"),
    "Hebr": ("Hebrew", "\u0590-\u05ff\ufb1d-\ufb4f"),
    "Thai": ("Thai", "\u0e00-\u0e7f"),
    "Deva": ("Devanagari", "\u0900-\u097f\ua8e0-\ua8ff"),
}
_OWN = {script: re.compile(f"[{letters}]+") for script, (_, letters) in _SCRIPTS.items()}
_LETTERS = re.compile(r"[^\W\d_]+")
_MIXED = re.compile(f"[{_LATIN}][{_CYRILLIC}]|[{_CYRILLIC}][{_LATIN}]")


def find(context: Context) -> Iterator[Diagnostic]:
    """Count the letters of each passage, and look into each word; what was not translated at all is another rule's."""
    languages = context.handbook.registers.languages
    copied = {id(copy.passage) for copy in context.once(copies)}
    for text in context.once(texts):
        script = languages[text.text.language].script
        for piece in text.pieces:
            yield from _foreign(text, piece, script, copied)
            yield from _mixed(text, piece)


def _foreign(text: CutText, piece: Piece, script: str, copied: set[int]) -> Iterator[Diagnostic]:
    for passage, words in piece.passages:
        own = _count(_OWN[script], words)
        if own >= (1 - MOST_FOREIGN) * len(words):
            continue  # enough of all signs, so of the letters too
        letters = _count(_LETTERS, words)
        wrong = letters >= FEWEST_LETTERS and letters - own > MOST_FOREIGN * letters
        if wrong and id(passage) not in copied:
            expected = f"{_SCRIPTS[script][0]} letters, as `{text.text.language}` has"
            message = f"{letters - own} of {letters} letters here are not {expected}: {words.strip()[:40]}"
            yield RULE.at(text.text.at(passage), message, "translate it, or show it as `code`")


def _mixed(text: CutText, piece: Piece) -> Iterator[Diagnostic]:
    for node in piece.kinds.get("text", ()):
        both = _OWN["Cyrl"].search(node.text) and _OWN["Latn"].search(node.text)
        for word in _LETTERS.finditer(node.text) if both else ():
            if _MIXED.search(word.group()):
                place = Span(text.text.source.path, node.line, node.column + word.start())
                message = f"the word `{word.group()}` mixes Latin and Cyrillic letters"
                yield RULE.at(place, message, "type the word again in one script")


def _count(letters: re.Pattern[str], words: str) -> int:
    return sum(map(len, letters.findall(words)))


CHECK = Check(RULE, __doc__, each=find)
