"""The places of a section where words stand, in reading order, and putting other words there."""

import re
from collections.abc import Iterator
from dataclasses import replace

from sopwright.source.nodes import BLOCKS, Node, Nodes
from sopwright.source.written import running
from sopwright.translation.packets.tags import encode

_LETTER = re.compile(r"[^\W\d_]")


def slots(nodes: Nodes) -> list[Nodes]:
    """The running texts of some blocks that have words, and the titles of remarks."""
    return list(_slots(nodes))


def _slots(nodes: Nodes) -> Iterator[Nodes]:
    for node in nodes:
        if node.kind == "remark" and node.text:
            yield (Node("text", node.line, node.column, text=node.text),)
        words = running(node) if node.kind in BLOCKS else ()
        if _has_words(words):
            yield words
        yield from _slots(tuple(child for child in node.children if child.kind in BLOCKS))


def _has_words(words: Nodes) -> bool:
    return bool(words) and _LETTER.search(encode(words).words) is not None


def filled(nodes: Nodes, texts: Iterator[Nodes]) -> Nodes:
    """The same blocks with other running texts in their slots, in the order of `slots`."""
    return tuple(_filled(node, texts) for node in nodes)


def _filled(node: Node, texts: Iterator[Nodes]) -> Node:
    title = node.text
    if node.kind == "remark" and node.text:
        title = "".join(child.text for child in next(texts))
    words = running(node) if node.kind in BLOCKS else ()
    own = next(texts) if _has_words(words) else words
    blocks = tuple(child for child in node.children if child.kind in BLOCKS)
    return replace(node, text=title, children=(*own, *filled(blocks, texts)))
