"""The tree that a Markdown text becomes: plain, frozen, independent of the parser."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

BLOCKS = frozenset(
    "paragraph heading bullet-list ordered-list item quote code-block table row cell rule remark only-for".split()
)
"""Kinds that stand on lines of their own."""

INLINES = frozenset("text emphasis strong code link picture reference line-break soft-break".split())
"""Kinds that stand in running text."""


@dataclass(frozen=True, slots=True)
class Node:
    """A block or an inline of a text.

    ``attributes`` by kind: heading ``level``, ``id``; ordered-list ``start``; cell ``align``, ``head``; code-block
    ``info``; remark ``kind``; only-for ``roles`` (space separated); link and picture ``target``, ``title``; reference
    ``kind``, ``key``, ``words``.
    """

    kind: str
    line: int
    column: int
    children: tuple["Node", ...] = ()
    text: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        """The attribute of that name, or an empty text."""
        return self.attributes.get(name, "")

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, in reading order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def plain(self) -> str:
        """The words a reader would hear, without marks; references as written in the source."""
        if self.kind == "reference":
            return self["words"] or f"{{{self['kind']}:{self['key']}}}"
        if self.kind in ("soft-break", "line-break"):
            return " "
        if self.kind == "picture":
            return self.text
        inner = (" " if self.kind in ("row", "table", "bullet-list", "ordered-list") else "").join(
            child.plain() for child in self.children
        )
        return self.text + inner


Nodes = tuple[Node, ...]


def walk(nodes: Nodes) -> Iterator[Node]:
    """All nodes of a list of blocks, in reading order."""
    for node in nodes:
        yield from node.walk()


def by_kind(nodes: Nodes) -> Mapping[str, list[Node]]:
    """All nodes of a list of blocks by their kind, each kind in reading order."""
    kinds: defaultdict[str, list[Node]] = defaultdict(list)
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        kinds[node.kind].append(node)
        if node.children:
            stack.extend(reversed(node.children))
    return dict(kinds)


def rewrite(nodes: Nodes, change: Callable[[Node], Nodes | None]) -> Nodes:
    """Replace nodes from the top down.

    Args:
        nodes: The list to rewrite.
        change: Returns what stands in a node's place (an empty list drops it; what it returns is not descended
            into), or ``None`` to keep the node and go on with its children.
    """
    result: list[Node] = []
    for node in nodes:
        instead = change(node)
        if instead is not None:
            result.extend(instead)
        elif node.children:
            result.append(replace(node, children=rewrite(node.children, change)))
        else:
            result.append(node)
    return tuple(result)


def plain(nodes: Nodes) -> str:
    """The words of a list of nodes, blocks on lines of their own."""
    separator = "\n" if any(node.kind in BLOCKS for node in nodes) else ""
    return separator.join(node.plain() for node in nodes)
