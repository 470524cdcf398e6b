"""Blocks with their changes: first paragraphs, items and rows side by side, then their words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sopwright.approval.compare.align import align, share
from sopwright.approval.compare.words import words
from sopwright.redline.inline import DELETED, INSERTED, Setting, changed_inline, mark
from sopwright.source.nodes import Node, Nodes, plain

LEAST_ALIKE = 0.4
"""Blocks that share fewer of their words are shown as one that went and another that came."""

_TEXTS = frozenset({"paragraph", "heading", "cell"})
"""Blocks that hold running text."""

_GROUPS = frozenset({"bullet-list", "ordered-list", "item", "quote", "table", "row", "remark", "only-for"})
"""Blocks that hold blocks."""


@dataclass(frozen=True)
class Differ:
    """Compares the nodes of two sides."""

    before: Setting
    after: Setting

    def inline(self, old: Nodes, new: Nodes) -> Nodes:
        """Running text with its changes."""
        return new if _shape(old) == _shape(new) else changed_inline(old, new, self.before, self.after)

    def blocks(self, old: Nodes, new: Nodes) -> Nodes:
        """Blocks with their changes."""
        pairs = align([_Block(node) for node in old], [_Block(node) for node in new], _alike, LEAST_ALIKE)
        return tuple(node for one, other in pairs for node in self._pair(one, other))

    def _pair(self, old: "_Block | None", new: "_Block | None") -> Iterator[Node]:
        if old is None and new is not None:
            yield marked(INSERTED, new.node)
        elif old is not None and new is None:
            yield marked(DELETED, old.node)
        elif old is not None and new is not None:
            yield from self._both(old.node, new.node)

    def _both(self, old: Node, new: Node) -> Iterator[Node]:
        if _shape((old,)) == _shape((new,)) and not self._pictures_differ(new):
            yield new
        elif old.kind in _TEXTS:
            yield replace(new, children=changed_inline(old.children, new.children, self.before, self.after))
        elif old.kind in _GROUPS and _label(old) == _label(new):
            yield replace(new, children=self.blocks(old.children, new.children))
        else:
            yield marked(DELETED, old)
            yield marked(INSERTED, new)

    def _pictures_differ(self, node: Node) -> bool:
        files = [each["file"] for each in node.walk() if each.kind == "picture"]
        return any(self.before.pictures.get(file) != self.after.pictures.get(file) for file in files)


def marked(kind: str, node: Node) -> Node:
    """A block that went or came as a whole; inside lists and tables the marks stand in items and cells."""
    if node.kind in ("bullet-list", "ordered-list", "table", "row"):
        return replace(node, children=tuple(marked(kind, child) for child in node.children))
    if node.kind in ("item", "cell"):
        return replace(node, children=(mark(kind, node.children),) if node.children else ())
    return mark(kind, (node,))


def all_marked(kind: str, nodes: Nodes) -> Nodes:
    """Blocks that all went or came."""
    return tuple(marked(kind, node) for node in nodes)


@dataclass(frozen=True)
class _Block:
    """A block, for the comparison: where it stands in its file does not count."""

    node: Node

    @property
    def words(self) -> list[str]:
        return words(plain((self.node,)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Block) and _shape((self.node,)) == _shape((other.node,))

    def __hash__(self) -> int:
        return hash(self.node.kind)


def _alike(old: _Block, new: _Block) -> float:
    if old.node.kind != new.node.kind:
        return 0.0
    if old.node.kind == "cell":
        return max(share(old.words, new.words), LEAST_ALIKE)  # columns stay columns
    return share(old.words, new.words)


def _label(node: Node) -> tuple[str, str]:
    return node.text, node["kind"]


_Shape = tuple[Any, ...]


def _shape(nodes: Nodes) -> _Shape:
    """Nodes without their places in the file; the words of neighbouring texts run together."""
    found: list[_Shape] = []
    for node in nodes:
        if node.kind == "text" and found and found[-1][0] == "text":
            found[-1] = ("text", found[-1][1] + node.text, (), ())
        else:
            found.append((node.kind, node.text, tuple(sorted(node.attributes.items())), _shape(node.children)))
    return tuple(found)
