"""Running text with its markup as numbered tags that a translator moves, but cannot misspell.

``Ask <x1/> by <g2>phone</g2>.`` stands for ``Ask {system:crm} by **phone**.`` A pair holds words that are translated:
those of a link, of emphasis, a picture's description, the inflected words of a reference. A single tag stands for what
has no words of its own.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sopwright.source.nodes import Node, Nodes

_TAG = re.compile(r"<(?:x(?P<single>\d+)/|g(?P<open>\d+)|/g(?P<close>\d+))>")
_ESCAPED = re.compile(r"&(amp;)*lt;")
_BOUND = frozenset({"reference", "link", "picture"})
"""Kinds that a translation must have as the source has them; emphasis and the like are the translator's choice."""


@dataclass(frozen=True)
class Tag:
    """A piece of markup."""

    kind: str
    """The node's kind."""
    value: str = ""
    """What it refers to: ``limit:hold``, a link's address, a word of code."""
    title: str = ""

    @property
    def bound(self) -> bool:
        """Whether a translation must have it."""
        return self.kind in _BOUND

    @property
    def shown(self) -> str:
        """What it stands for, for a translator's eyes."""
        marks = {"reference": f"{{{self.value}}}", "emphasis": "*…*", "strong": "**…**", "line-break": "line break"}
        return marks.get(self.kind) or {"link": f"[…]({self.value})", "picture": f"![…]({self.value})"}.get(
            self.kind, f"`{self.value}`"
        )


@dataclass(frozen=True)
class Coded:
    """A text with numbered tags; number 1 is the first of them."""

    text: str
    tags: tuple[Tag, ...] = ()

    @property
    def words(self) -> str:
        """The text without its tags."""
        return _TAG.sub(" ", self.text)

    def used(self) -> list[Tag]:
        """The tags that stand in the text, in order.

        Raises:
            TagError: A number stands for nothing.
        """
        return [self._tag(match["single"] or match["open"]) for match in _TAG.finditer(self.text) if not match["close"]]

    def _tag(self, number: str) -> Tag:
        if not 0 < int(number) <= len(self.tags):
            raise TagError(f"the tag {number} stands for nothing here")
        return self.tags[int(number) - 1]


class TagError(ValueError):
    """Tags that are not those of the source, do not nest, or stand for nothing."""


def encode(nodes: Nodes, known: Iterable[Tag] = ()) -> Coded:
    """Write running text with numbered tags.

    Args:
        nodes: The running text.
        known: Tags that have numbers already, those of the source; the same markup gets the same number.
    """
    tags, free = list(known), list(range(len(list(known))))
    coded = "".join(_encode(node, tags, free) for node in nodes)
    return Coded(" ".join(coded.split()) if coded.strip() else coded.strip(), tuple(tags))


def _encode(node: Node, tags: list[Tag], free: list[int]) -> str:
    if node.kind == "text":
        return _ESCAPED.sub(lambda match: f"&amp;{match[0][1:]}", node.text).replace("<", "&lt;")
    if node.kind == "soft-break":
        return " "
    tag = _tag_of(node)
    place = next((index for index in free if tags[index] == tag), None)
    if place is None:
        tags.append(tag)
        place = len(tags) - 1
    else:
        free.remove(place)
    inner = _inner(node, tags, free)
    return f"<g{place + 1}>{inner}</g{place + 1}>" if inner else f"<x{place + 1}/>"


def _inner(node: Node, tags: list[Tag], free: list[int]) -> str:
    if node.kind in ("reference", "picture"):
        words = node["words"] if node.kind == "reference" else node.text
        return _encode(Node("text", 1, 1, text=words), tags, free)
    return "".join(_encode(child, tags, free) for child in node.children)


def _tag_of(node: Node) -> Tag:
    if node.kind == "reference":
        return Tag("reference", f"{node['kind']}:{node['key']}")
    if node.kind in ("link", "picture"):
        return Tag(node.kind, node["target"], node["title"])
    return Tag(node.kind, node.text if node.kind == "code" else "")


def decode(coded: Coded) -> Nodes:
    """The running text that a coded text stands for.

    Raises:
        TagError: Its tags do not nest or are unknown, or code and references hold what they cannot hold.
    """
    stack: list[list[Node]] = [[]]
    opened: list[str] = []
    place = 0
    for match in _TAG.finditer(coded.text):
        stack[-1].extend(_words(coded.text[place : match.start()]))
        place = match.end()
        if match["open"]:
            opened.append(match["open"])
            stack.append([])
        elif match["close"]:
            if not opened or opened.pop() != match["close"]:
                raise TagError(f"</g{match['close']}> closes nothing that was opened before it")
            children = tuple(stack.pop())
            stack[-1].append(_node(coded._tag(match["close"]), children))  # noqa: SLF001  # its own module
        else:
            stack[-1].append(_node(coded._tag(match["single"]), ()))  # noqa: SLF001
    if opened:
        raise TagError(f"<g{opened[-1]}> is not closed")
    stack[0].extend(_words(coded.text[place:]))
    return tuple(stack[0])


def _words(text: str) -> Iterator[Node]:
    if text:
        plain = re.sub(r"&lt;|&amp;(?=(?:amp;)*lt;)", lambda match: "<" if match[0] == "&lt;" else "&", text)
        yield Node("text", 1, 1, text=plain)


def _node(tag: Tag, children: Nodes) -> Node:
    attributes: dict[str, str] = {}
    if tag.kind in ("reference", "picture"):
        if any(child.kind != "text" for child in children):
            raise TagError(f"inside {tag.shown} stand words only, no other tag")
        words = "".join(child.text for child in children)
        if tag.kind == "picture":
            return Node("picture", 1, 1, text=words, attributes={"target": tag.value})
        kind, _, key = tag.value.partition(":")
        if set("{}|\n") & set(words):
            raise TagError(f"inside {tag.shown} stands one of {{ }} |")
        attributes = {"kind": kind, "key": key} | ({"words": words} if words else {})
        return Node("reference", 1, 1, attributes=attributes)
    if tag.kind == "link":
        attributes = {"target": tag.value} | ({"title": tag.title} if tag.title else {})
    if tag.kind in ("emphasis", "strong") and not children:
        raise TagError(f"nothing stands inside {tag.shown}")
    return replace(Node(tag.kind, 1, 1, children, attributes=attributes), text=tag.value if tag.kind == "code" else "")


def judge(source: Coded, target: Coded) -> str:
    """Say in words what is wrong with a translation's tags; an empty text means that they are right."""
    try:
        decode(target)
        used = [tag for tag in target.used() if tag.bound]
    except TagError as error:
        return str(error)
    wanted = [tag for tag in source.used() if tag.bound]
    missing, extra = _less(wanted, used), _less(used, wanted)
    if missing:
        return f"{missing[0].shown} of the source is missing"
    return f"{extra[0].shown} is not in the source, or stands there less often" if extra else ""


def _less(one: Sequence[Tag], other: Sequence[Tag]) -> list[Tag]:
    left = list(other)
    found: list[Tag] = []
    for tag in one:
        if tag in left:
            left.remove(tag)
        else:
            found.append(tag)
    return found
