"""A text cut at its headings, and what rules compare in each piece."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sopwright.model.text import Text
from sopwright.source.nodes import BLOCKS, Node, Nodes, by_kind
from sopwright.translation.numbers import numbers

Named = list[tuple[str, Node]]
"""What stands in a piece, as it is compared, with where it stands."""

_COUNTED = {
    "item": "list items",
    "row": "table rows",
    "cell": "table cells",
    "quote": "quotations",
    "code-block": "blocks of code",
}


@dataclass(frozen=True)
class Piece:
    """A heading of level 1, 2 or 3, and what stands under it up to the next one."""

    heading: Node | None
    nodes: Nodes
    """With the heading."""

    @property
    def id(self) -> str:
        """The heading's id, or an empty text where it has none."""
        return self.heading["id"] if self.heading is not None else ""

    @cached_property
    def kinds(self) -> Mapping[str, list[Node]]:
        """All nodes by kind."""
        return by_kind(self.nodes)

    @cached_property
    def passages(self) -> list[tuple[Node, str]]:
        """The blocks that hold running text (headings, paragraphs, list items, cells), with their words."""
        blocks = [node for kind in ("heading", "paragraph", "item", "cell") for node in self.kinds.get(kind, ())]
        return [(node, _prose(node)) for node in blocks if node.children and node.children[0].kind not in BLOCKS]

    @cached_property
    def wordings(self) -> frozenset[str]:
        """The words of all passages."""
        return frozenset(words for _, words in self.passages)

    @cached_property
    def references(self) -> Named:
        """The references to data, ``{limit:hold}``, without the words of the language."""
        return [(f"{{{node['kind']}:{node['key']}}}", node) for node in self.kinds.get("reference", ())]

    @cached_property
    def links(self) -> Named:
        """The addresses of links and the files of pictures."""
        kinds = self.kinds
        return [(node["target"], node) for kind in ("link", "picture") for node in kinds.get(kind, ())]

    @cached_property
    def blocks(self) -> Named:
        """The remarks and the blocks for some readers only."""
        remarks = [(node["kind"], node) for node in self.kinds.get("remark", ())]
        only_for = [(f"for {' '.join(sorted(node['roles'].split()))}", node) for node in self.kinds.get("only-for", ())]
        return remarks + only_for

    @cached_property
    def numbers(self) -> Named:
        """The numbers written out, in one form for all languages."""
        return [(number, node) for node in self.kinds.get("text", ()) for number in numbers(node.text)]

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many blocks of each kind there are; empty lines between list items make no difference."""
        items = self.kinds.get("item", ())
        first = sum(1 for item in items if item.children and item.children[0].kind == "paragraph")
        counts = {name: len(self.kinds.get(kind, ())) for kind, name in _COUNTED.items()}
        deep = sum(1 for heading in self.kinds.get("heading", ()) if heading["level"] > "3")
        return counts | {"headings": deep, "paragraphs": len(self.kinds.get("paragraph", ())) - first}


def _prose(passage: Node) -> str:
    """The words of a passage without code, references, addresses and lists inside it."""
    parts: list[str] = []
    stack = [node for node in reversed(passage.children) if node.kind not in BLOCKS]
    while stack:
        node = stack.pop()
        is_prose = node.kind in ("text", "picture") and not node.text.startswith("https://")
        parts.append(node.text if is_prose else " ")
        stack.extend(reversed(node.children))
    return "".join(parts)


def cut(text: Text) -> tuple[Piece, ...]:
    """The pieces of a text in reading order; the first holds the title."""
    return tuple(_pieces(text))


def _pieces(text: Text) -> Iterator[Piece]:
    yield Piece(text.heading, ((text.heading,) if text.heading is not None else ()) + text.intro)
    for section in text.sections:
        yield Piece(section.heading, (section.heading, *section.body))
        for part in section.parts:
            yield Piece(part.heading, (part.heading, *part.body))
