"""Running text with its changes: words that went and words that came, inside links and emphasis."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from sopwright.approval.compare.words import Kind, pieces, tokens
from sopwright.source.nodes import Node, Nodes

DELETED, INSERTED = Kind.DELETED.value, Kind.INSERTED.value
"""The kinds of nodes that mark changes; their children are what went or came."""

_SPACELESS = ("zh", "ja")
_WRAPPERS = ("emphasis", "strong", "link")


@dataclass(frozen=True)
class Token:
    """A word, a mark or a space, or something that is shown as a whole."""

    text: str
    sign: str = ""
    """What else must be equal: where a link leads, which picture is shown."""
    around: tuple[Node, ...] = field(default=(), compare=False)
    """The nodes it stands in, from the outermost."""
    node: Node | None = field(default=None, compare=False)
    """What is shown instead of the text."""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Setting:
    """What a comparison needs to know beside the nodes."""

    language: str
    pictures: Mapping[str, str] = field(default_factory=dict)
    """The digests of pictures by their file, so that another picture under an old name is seen."""


def changed_inline(old: Nodes, new: Nodes, before: Setting, after: Setting) -> Nodes:
    """One text that shows how an old one became a new one."""
    one, other = list(_tokens(old, before)), list(_tokens(new, after))
    result: list[Node] = []
    at = 0
    for kind, begin, end in pieces(one, other):
        if kind is Kind.DELETED:
            result.append(_marked(kind, one[begin:end]))
        else:
            shown = other[at : at + end - begin]
            at += end - begin
            result.extend([_marked(kind, shown)] if kind is Kind.INSERTED else _nested(shown, 0))
    return tuple(result)


def replaced(old: str, new: str) -> Nodes:
    """A value that gave way to another, as a whole; plain words where both are the same."""
    if old == new:
        return (text(new),) if new else ()
    gone = (mark(DELETED, (text(old),)),) if old else ()
    come = (mark(INSERTED, (text(new),)),) if new else ()
    return (*gone, *((text(" "),) if gone and come else ()), *come)


def text(words: str) -> Node:
    """Words as a node."""
    return Node("text", 1, 1, text=words)


def mark(kind: str, children: Nodes) -> Node:
    """Nodes marked as deleted or inserted."""
    return Node(kind, 1, 1, children)


def _marked(kind: Kind, shown: Sequence[Token]) -> Node:
    return mark(kind.value, tuple(_nested(shown, 0)))


def _tokens(nodes: Nodes, setting: Setting, around: tuple[Node, ...] = ()) -> Iterator[Token]:
    sign = " ".join(f"{name}={value}" for node in around for name, value in node.attributes.items())
    for node in nodes:
        if node.kind == "text":
            yield from (Token(part, sign, around) for part in tokens(node.text))
        elif node.kind in _WRAPPERS:
            yield from _tokens(node.children, setting, (*around, replace(node, children=())))
        elif node.kind == "soft-break":
            yield from () if setting.language.startswith(_SPACELESS) else (Token(" ", sign, around),)
        elif node.kind == "picture":
            yield Token(node.text, f"{node['file']} {setting.pictures.get(node['file'], '')}", around, node)
        elif node.kind == "line-break":
            yield Token("\n", "line-break", around, node)
        else:  # code and values of registers change as a whole
            yield Token(node.text, sign if node.kind == "data" else node.kind, around, node)


def _nested(shown: Sequence[Token], depth: int) -> Iterator[Node]:
    """Tokens as nodes, with those that stand in the same link or emphasis together in it."""
    for wrapper, group in groupby(shown, lambda token: token.around[depth] if depth < len(token.around) else None):
        if wrapper is not None:
            yield replace(wrapper, children=tuple(_nested(list(group), depth + 1)))
            continue
        for node, same in groupby(group, lambda token: token.node):
            members = list(same)
            yield from [text("".join(map(str, members)))] if node is None else [node] * len(members)
