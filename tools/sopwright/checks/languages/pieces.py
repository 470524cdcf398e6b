"""A text cut at its headings, and what rules compare in each piece."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sopwright.model.text import Text
from sopwright.source.nodes import BLOCKS, Node, Nodes, by_kind, plain

Named = list[tuple[str, Node]]
"""What stands in a piece, as it is compared, with where it stands."""

# Groups of three (1 000, 1,000) are one number; so are 8:30, 08.30 and 2,5.
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})+(?!\d)|\d+(?:[.,:]\d+)*")


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
    def passages(self) -> list[Node]:
        """The blocks that hold running text: headings, paragraphs, list items, cells."""
        blocks = [node for kind in ("heading", "paragraph", "item", "cell") for node in self.kinds.get(kind, ())]
        return [node for node in blocks if node.children and node.children[0].kind not in BLOCKS]

    @cached_property
    def references(self) -> Named:
        """The references to data, ``limit:hold``."""
        return [(f"{node['kind']}:{node['key']}", node) for node in self.kinds.get("reference", ())]

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
        texts = self.kinds.get("text", ())
        return [(number, node) for node in texts for match in _NUMBER.finditer(node.text) for number in _norm(match[0])]


def own_words(passage: Node) -> str:
    """The words of a passage without those of lists inside it."""
    return plain(tuple(node for node in passage.children if node.kind not in BLOCKS))


def cut(text: Text) -> tuple[Piece, ...]:
    """The pieces of a text in reading order; the first holds the title."""
    return tuple(_pieces(text))


def _pieces(text: Text) -> Iterator[Piece]:
    yield Piece(text.heading, ((text.heading,) if text.heading is not None else ()) + text.intro)
    for section in text.sections:
        yield Piece(section.heading, (section.heading, *section.body))
        for part in section.parts:
            yield Piece(part.heading, (part.heading, *part.body))


def _norm(written: str) -> list[str]:
    """A number in one form; of a date or a time with seconds, each number by itself."""
    groups = re.split(r"\D", written)
    if all(len(group) == 3 for group in groups[1:]):
        return [str(int("".join(groups)))]
    if len(groups) > 2:
        return [str(int(group)) for group in groups]
    return [".".join([str(int(groups[0])), *groups[1:]])]
