"""Markdown to a tree of nodes: CommonMark with tables, blocks, and references to data by name.

The parser is markdown-it-py without raw HTML. It runs once for each text; everything that is printed,
searched, translated or signed comes from the tree made here.
"""

import re
from collections.abc import Callable
from itertools import chain
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from sopwright.diagnostics import Diagnostic
from sopwright.source import faults, limits, unread, unread_blocks
from sopwright.source.addresses import link_fault, picture_fault
from sopwright.source.nodes import Node, Nodes
from sopwright.source.places import Cursor
from sopwright.source.text import SUSPECT, Source, brief, capped, suspect_fault

REMARKS = ("note", "tip", "warning", "example")

_REFERENCE = re.compile(r"\{([a-z][a-z-]*):([^{}|\n]+?)(?:\|([^{}|\n]+))?\}")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}\Z")

_SIMPLE = {
    "paragraph": "paragraph",
    "bullet_list": "bullet-list",
    "list_item": "item",
    "blockquote": "quote",
    "hr": "rule",
    "table": "table",
    "tr": "row",
    "em": "emphasis",
    "strong": "strong",
    "softbreak": "soft-break",
    "hardbreak": "line-break",
}
_MARKS = {"": "[", "autolink": "<"}
_TRANSPARENT = frozenset({"thead", "tbody"})


def parse(source: Source) -> tuple[Nodes | None, list[Diagnostic]]:
    """Read a Markdown text.

    Returns:
        Its blocks, or nothing when it is beyond what is read, and the faults found.
    """
    environment: dict[str, Any] = {limits.SOURCE: source}
    try:
        limits.judge_length(source)
        tokens = _PARSER.parse(source.text, environment)
    except limits.RefusedError as refused:
        return None, [refused.fault]
    converter = _Converter(source)
    blocks = converter.blocks(tokens)
    found = chain(unread_blocks.block_faults(source, tokens, environment), converter.faults)
    return blocks, capped(found)


def _reference(state: StateInline, silent: bool) -> bool:
    """The inline rule for ``{kind:key}`` and ``{kind:key|words}``."""
    if state.src[state.pos] != "{":
        return False
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.meta = {"kind": match[1], "key": match[2].strip(), "words": (match[3] or "").strip()}
        token.content = match[0]
    state.pos = match.end()
    return True


def _any_container(parameters: str, _markup: str) -> bool:
    return bool(parameters.strip())


def _any_link(_url: str) -> bool:
    """Take every address here; the checks judge it, with its place."""
    return True


def _parser() -> MarkdownIt:
    # The parser drops what is nested deeper than it reads: it must read one level more than is allowed.
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": limits.MAX_NESTING + 1}).enable("table")
    parser.disable(["html_block", "html_inline", "reference", "code", "lheading"])
    setattr(parser, "validateLink", _any_link)  # noqa: B010  # an instance's own hook, as its documentation says
    parser.use(container_plugin, "block", validate=_any_container)
    parser.inline.ruler.before("link", "reference_to_data", _reference)
    limits.install(parser)
    unread.install(parser)
    unread_blocks.install(parser)
    return parser


_PARSER = _parser()


class _Converter:
    """Turns the parser's tokens into nodes, and judges what it meets on the way."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.faults: list[Diagnostic] = []
        self._special: dict[str, Callable[[Token, int, Nodes], Node]] = {
            "heading": self._heading,
            "ordered_list": self._ordered_list,
            "th": self._cell,
            "td": self._cell,
            "container_block": self._container,
        }

    def blocks(self, tokens: list[Token]) -> Nodes:
        """Convert a flat list of block tokens into nested nodes."""
        stack: list[list[Node]] = [[]]
        opened: list[tuple[Token, int]] = []
        for token in tokens:
            line = token.map[0] + 1 if token.map else (opened[-1][1] if opened else 1)
            if token.nesting == 1:
                stack.append([])
                opened.append((token, line))
            elif token.nesting == -1:
                children = tuple(stack.pop())
                stack[-1].extend(self._close(*opened.pop(), children))
            elif token.type == "inline":
                stack[-1].extend(self._inline(token, line))
            else:
                stack[-1].append(self._leaf(token, line))
        return tuple(stack[0])

    def _close(self, opening: Token, line: int, children: Nodes) -> Nodes:
        name = opening.type.removesuffix("_open")
        if name in _TRANSPARENT or (name == "paragraph" and opening.hidden):
            return children
        if name in self._special:
            return (self._special[name](opening, line, children),)
        return (Node(_SIMPLE[name], line, self._indent(line), children),)

    def _indent(self, line: int) -> int:
        text = self.source.lines[line - 1] if line <= len(self.source.lines) else ""
        return len(text) - len(text.lstrip(" \t>")) + 1 if text.strip() else 1

    def _leaf(self, token: Token, line: int) -> Node:
        if token.type == "fence":
            info = {"info": token.info.strip()} if token.info.strip() else {}
            return Node("code-block", line, self._indent(line), text=token.content, attributes=info)
        return Node(_SIMPLE[token.type], line, self._indent(line))

    def _heading(self, token: Token, line: int, children: Nodes) -> Node:
        level = len(token.markup)
        attributes = {"level": str(level)}
        if children and children[-1].kind == "text":
            last = children[-1]
            words, opening, anchor = last.text.rstrip().rpartition("{#")
            if opening and anchor.endswith("}") and not set(" }") & set(anchor[:-1]):
                attributes["id"] = anchor[:-1]
                kept = words.rstrip()
                column = self.source.lines[line - 1].rfind("{#") + 1
                if not _ID.match(anchor[:-1]):
                    message = f"the id `{brief(anchor[:-1])}` is not lower case letters, digits and hyphens"
                    self.faults.append(faults.HEADING_ID.at(self.source.span(line, column), message))
                rest = (Node("text", last.line, last.column, text=kept),) if kept else ()
                children = children[:-1] + rest
        return Node("heading", line, self._indent(line), children, attributes=attributes)

    def _ordered_list(self, token: Token, line: int, children: Nodes) -> Node:
        start = str(token.attrs.get("start", 1))
        return Node("ordered-list", line, self._indent(line), children, attributes={"start": start})

    def _cell(self, token: Token, line: int, children: Nodes) -> Node:
        attributes = {"head": "yes"} if token.type.startswith("th") else {}
        align = str(token.attrs.get("style", "")).removeprefix("text-align:")
        if align:
            attributes["align"] = align
        place = (children[0].line, children[0].column) if children else (line, 1)
        return Node("cell", *place, children, attributes=attributes)

    def _container(self, token: Token, line: int, children: Nodes) -> Node:
        opening = token.info.strip()
        kind, _, rest = opening.partition(" ")
        rest = rest.strip()
        column = self._indent(line)
        if kind == "for" and rest:
            roles = " ".join(rest.replace(",", " ").split())
            return Node("only-for", line, column, children, attributes={"roles": roles})
        if kind not in REMARKS:
            forms = ", ".join((*(f"`{name}`" for name in REMARKS), "`for <roles>`"))
            place = self.source.span(line, column)
            self.faults.append(
                faults.UNKNOWN_BLOCK.at(place, f"`::: {brief(opening)}` is not a block", f"it is one of {forms}")
            )
            kind = "note"
        return Node("remark", line, column, children, text=rest, attributes={"kind": kind})

    def _inline(self, token: Token, line: int) -> Nodes:
        cursor = Cursor(self.source, line, (token.map or [0, line])[1])
        return _InlineConverter(self.source, self.faults, cursor).convert(token.children or [])


class _InlineConverter:
    """Turns the children of one inline token into nodes with their places."""

    def __init__(self, source: Source, found: list[Diagnostic], cursor: Cursor) -> None:
        self.source = source
        self.faults = found
        self.cursor = cursor

    def convert(self, tokens: list[Token]) -> Nodes:
        stack: list[list[Node]] = [[]]
        opened: list[tuple[Token, int, int]] = []
        for token in tokens:
            if token.nesting == 1:
                opened.append((token, *self.cursor.find(_MARKS.get(token.markup, token.markup))))
                stack.append([])
            elif token.nesting == -1:
                children = tuple(stack.pop())
                start, line, column = opened.pop()
                stack[-1].extend(self._span(start, children, line, column))
            else:
                node = self._leaf(token)
                if node is not None:
                    stack[-1].append(node)
        return tuple(stack[0])

    def _span(self, token: Token, children: Nodes, line: int, column: int) -> Nodes:
        if token.type != "link_open":
            return (Node(_SIMPLE[token.type.removesuffix("_open")], line, column, children),)
        target = str(token.attrs.get("href", ""))
        place = (line, column + 1) if token.markup == "autolink" else self._address()
        if self._refuse(link_fault(target), *place):
            return children
        attributes = {"target": target}
        if token.attrs.get("title"):
            attributes["title"] = str(token.attrs["title"])
            self._judge(attributes["title"], line, column)
        return (Node("link", line, column, children, attributes=attributes),)

    def _address(self) -> tuple[int, int]:
        line, column = self.cursor.find("](")
        return line, column + 2

    def _refuse(self, fault: tuple[str, str] | None, line: int, column: int) -> bool:
        """Report an address that is none; only the words remain of such a link or picture."""
        if fault is not None:
            self.faults.append(faults.LINK_ADDRESS.at(self.source.span(line, column), *fault))
        return fault is not None

    def _leaf(self, token: Token) -> Node | None:
        if token.type in ("softbreak", "hardbreak"):
            line, column = self.cursor.next_line()
            return Node(_SIMPLE[token.type], line, column)
        if token.type == "reference":
            line, column = self.cursor.find(token.content)
            return Node("reference", line, column, attributes={k: v for k, v in token.meta.items() if v})
        if token.type == "image":
            line, column = self.cursor.find("![")
            target = str(token.attrs.get("src", ""))
            words = "".join(child.content for child in token.children or [])
            self._judge(words, line, column)
            if self._refuse(picture_fault(target), *self._address()):
                return Node("text", line, column, text=words)
            return Node("picture", line, column, text=words, attributes={"target": target})
        line, column = self.cursor.find(token.content) if token.content else self.cursor.here()
        if token.type == "code_inline":
            return Node("code", line, column, text=token.content)
        if not token.content:
            return None
        if unread.is_unread(token):
            rule, message, hint = unread.inline_fault(token)
            self.faults.append(rule.at(self.source.span(line, column), message, hint))
        self._judge(token.content, line, column)
        return Node("text", line, column, text=token.content)

    def _judge(self, text: str, line: int, column: int) -> None:
        """Report what an entity, `&#x202E;`, smuggles in."""
        suspect = SUSPECT.search(text)
        if suspect is not None and suspect.group() not in self.source.text:
            self.faults.append(suspect_fault(self.source.span(line, column), suspect.group()))
