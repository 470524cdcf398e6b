"""Sentences: where they stand, and what follows when one is worded otherwise."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sopwright.approval.compare.difference import Difference
from sopwright.approval.compare.words import changed_share, hunks, joined, length, sentences, words
from sopwright.model.binding import Binding
from sopwright.source.nodes import BLOCKS, Node, Nodes, plain

PASSAGE = 3
"""So many words more or less in one place are a statement of their own."""

LARGE = 1 / 3
"""Who rewords more of a sentence writes another one."""

REFERENCE = re.compile(r"\{([a-z-]+):([^{}]*)\}")
"""A reference without words of its own, as it stands in plain text."""

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a cell of a table, or a heading."""

    text: str
    setting: tuple[str, ...] = ()
    """The remarks and blocks for some readers that it stands in, from the outermost."""

    @cached_property
    def said(self) -> str:
        """The author's own words: what a reference shows is compared as a value."""
        return REFERENCE.sub(" ", self.text)

    @cached_property
    def words(self) -> list[str]:
        """Its words, folded."""
        return words(self.said)


def sentences_of(nodes: Nodes, *, heading: bool = False) -> list[Sentence]:
    """The sentences of some blocks, or of a heading's words, in reading order."""
    if heading:
        return [Sentence(plain(nodes))]
    return [sentence for node in nodes for sentence in _sentences(node, ())]


def _sentences(node: Node, setting: tuple[str, ...]) -> Iterator[Sentence]:
    inner = setting
    if node.kind in ("remark", "only-for"):
        inner = (*setting, f"{node.kind} {node['kind'] or node['roles']}")
        if node.kind == "remark" and node.text:
            yield Sentence(node.text, inner)
    blocks = [child for child in node.children if child.kind in BLOCKS]
    if blocks:
        for child in blocks:
            yield from _sentences(child, inner)
    elif node.kind == "code-block":
        yield Sentence(node.text.strip(), inner)
    elif node.children:
        yield from (Sentence(text, inner) for text in sentences(plain(node.children)))


def differences(old: Sentence, new: Sentence, binding: Binding, place: str) -> Iterator[Difference]:
    """What it means that one sentence stands where another stood."""
    found = list(_telling(old, new, binding, place))
    yield from found
    if not found and old.said != new.said:  # what references show is told by itself
        yield Difference("reworded", {"old": old.text, "new": new.text}, place).editorial()


def _telling(old: Sentence, new: Sentence, binding: Binding, place: str) -> Iterator[Difference]:
    if old.setting != new.setting:
        yield Difference("setting-changed", {"words": new.text}, place)
    changed = hunks(old.words, new.words)
    touched = " … ".join(joined(words) for hunk in changed for words in (hunk.old, hunk.new))
    for name, find in _finders(binding):
        before, after = Counter(find(old.said)), Counter(find(new.said))
        yield from _counted(name, before, after, place)
        if before == after and find(touched):
            yield Difference(f"{name}-moved", {"old": old.text, "new": new.text}, place)
    yield from _numbers(old, new, place)
    for hunk in changed:
        more = length(hunk.new) - length(hunk.old)
        if abs(more) >= PASSAGE:
            kind, said = ("words-added", hunk.new) if more > 0 else ("words-removed", hunk.old)
            yield Difference(kind, {"words": joined(said)}, place)
    if changed_share(old.words, new.words) > LARGE:
        yield Difference("rewritten", {"old": old.text, "new": new.text}, place)


def _finders(binding: Binding) -> tuple[tuple[str, Callable[[str], Sequence[str]]], ...]:
    """What finds each kind of binding word; one that is of both kinds is told as a negation."""

    def duties(text: str) -> list[str]:
        return [word for word in binding.obligations(text) if word not in binding.negation]

    return (("negation", binding.negations), ("obligation", duties), ("number", binding.numbers))


def _counted(name: str, old: Counter[str], new: Counter[str], place: str) -> Iterator[Difference]:
    for end, found in (("removed", old - new), ("added", new - old)):
        for word in found.elements():
            yield Difference(f"{name}-{end}", {"word": word.rstrip("*")}, place)


def _numbers(old: Sentence, new: Sentence, place: str) -> Iterator[Difference]:
    before, after = _NUMBER.findall(old.said), _NUMBER.findall(new.said)
    if before != after:
        gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
        said = [", ".join(found.elements()) or "–" for found in (gone, come)]
        if gone or come:
            yield Difference("number-changed", {"old": said[0], "new": said[1]}, place)
        else:
            yield Difference("numbers-reordered", {"old": ", ".join(before), "new": ", ".join(after)}, place)
