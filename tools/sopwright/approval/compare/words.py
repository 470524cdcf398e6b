"""Words, and how one text becomes another, word by word."""

import re
import unicodedata
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_HAN = r"\u2e80-\u2fff\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_HAN}]|[^\W{_HAN}]+(?:[-'’.,:][^\W{_HAN}]+)*|\s+|.", re.DOTALL)
_IS_WORD = re.compile(r"\w")
_HAN_SIGN = re.compile(rf"[{_HAN}]")


class Kind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True)
class Piece:
    """A piece of text that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Hunk:
    """Words that were replaced by others; one of the two may be empty."""

    old: tuple[str, ...]
    new: tuple[str, ...]


def tokens(text: str) -> list[str]:
    """A text in words, Chinese signs, marks and spaces; joined they are the text again."""
    return _TOKEN.findall(text)


def words(text: str) -> list[str]:
    """The words of a text alone, folded: capitals, marks and spaces do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return [token for token in tokens(folded) if _IS_WORD.match(token)]


def hunks(old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """Where two lists of words differ; seen from the other side it is the same, turned round."""
    turned = tuple(old) > tuple(new)
    one, other = (new, old) if turned else (old, new)
    found = [
        Hunk(tuple(one[a:b]), tuple(other[c:d]))
        for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    return [Hunk(hunk.new, hunk.old) for hunk in found] if turned else found


def pieces(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[Kind, int, int]]:
    """How one list of tokens becomes another, for a reader: few large changes rather than many small ones.

    Tokens are compared as they are, and weighed by their ``str``.

    Returns:
        Kind, begin and end; the numbers count in ``new`` for what was inserted, else in ``old``. What was deleted
        comes before what stands in its place.
    """
    merged: list[list[int]] = []  # each a change: begin and end in old, begin and end in new
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if merged and _is_small("".join(map(str, old[merged[-1][1] : a])), merged[-1], (a, b, c, d)):
            merged[-1][1], merged[-1][3] = b, d
        else:
            merged.append([a, b, c, d])
    found: list[tuple[Kind, int, int]] = []
    at = 0
    for a, b, c, d in (_moved(change, old, new) for change in merged):
        found += [(Kind.SAME, at, a), (Kind.DELETED, a, b), (Kind.INSERTED, c, d)]
        at = b
    found.append((Kind.SAME, at, len(old)))
    return [(kind, begin, end) for kind, begin, end in found if end > begin]


def _moved(change: Sequence[int], old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[int, int, int, int]:
    """The same change further on, where it only takes or adds: it begins with a word, not with the mark before it."""
    a, b, c, d = change
    while (a == b) != (c == d):
        first, after = (old[a], old[b : b + 1]) if a < b else (new[c], new[d : d + 1])
        if _IS_WORD.match(str(first)) or list(after) != [first]:
            break
        a, b, c, d = a + 1, b + 1, c + 1, d + 1
    return a, b, c, d


def _is_small(between: str, before: Sequence[int], after: Sequence[int]) -> bool:
    """Whether what stayed between two changes is not worth a place of its own: a space, a mark, a short word."""
    kept = between.strip()
    if not _IS_WORD.search(kept):
        return True
    changed = min(max(b - a, d - c) for a, b, c, d in (before, after))
    return len(words(kept)) == 1 and len(kept) <= 3 and changed > 1


def changed_share(old: Sequence[str], new: Sequence[str]) -> float:
    """How much of a text was changed, from 0 to 1, counted in letters; another ending of a word is little."""
    total = max(len("".join(old)), len("".join(new)))
    changed = sum(_weight(" ".join(hunk.old), " ".join(hunk.new)) for hunk in hunks(old, new))
    return min(changed / total, 1.0) if total else 0.0


def _weight(old: str, new: str) -> float:
    one, other = sorted((old, new))
    return (1 - SequenceMatcher(None, one, other, autojunk=False).ratio()) * max(len(old), len(new))


def length(found: Sequence[str]) -> float:
    """How many words these are; two Chinese signs are about one word."""
    return sum(0.5 if _HAN_SIGN.match(word) else 1.0 for word in found)


def joined(found: Sequence[str]) -> str:
    """Words as running text; there is no space between Chinese signs."""
    text = ""
    for word in found:
        gap = text and not (_HAN_SIGN.match(word) and _HAN_SIGN.match(text[-1]))
        text += f" {word}" if gap else word
    return text


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text."""
    for sentence in re.split(r"(?<=[.!?…。！？；;])(?=[\s\"'»”“」』)]|[" + _HAN + "])", text):
        if sentence.strip():
            yield sentence.strip()
