"""Which words of a section have changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WIDE = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"\{{[^{{}}\n]*\}}|[{_WIDE}]|[^\W_{_WIDE}]+(?:['’.,:-][^\W_{_WIDE}]+)*|[^\s\w]|_")
_WORD = re.compile(rf"[{_WIDE}]|[^\W\d_{_WIDE}]+(?:['’-][^\W\d_{_WIDE}]+)*")

_BRACES = re.compile(r"\{[^{}\n]*\}")

LONGEST = 60
"""Characters of a change that are shown."""


@dataclass(frozen=True)
class Change:
    """Some words in a row and what stands in their place; one of the two may be empty."""

    before: str
    after: str

    def __str__(self) -> str:
        if self.before and self.after:
            return f"`{_brief(self.before)}` is now `{_brief(self.after)}`"
        return f"`{_brief(self.after)}` is new" if self.after else f"`{_brief(self.before)}` is gone"


def changes(before: str, after: str) -> tuple[Change, ...]:
    """The differences between two wordings, word by word, in reading order."""
    return tuple(_changes(before, after))


def _changes(before: str, after: str) -> Iterator[Change]:
    old, new = list(_TOKEN.finditer(before)), list(_TOKEN.finditer(after))
    matcher = SequenceMatcher(None, [m[0] for m in old], [m[0] for m in new], autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            yield Change(_passage(before, old[i:j]), _passage(after, new[k:m]))


def _passage(text: str, tokens: list[re.Match[str]]) -> str:
    return text[tokens[0].start() : tokens[-1].end()] if tokens else ""


def count_words(words: str) -> int:
    """How many words a passage has, without what stands in braces; a Chinese or Japanese character counts as one."""
    return len(_WORD.findall(_BRACES.sub(" ", words)))


def _brief(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= LONGEST else f"{flat[:LONGEST]}…"
