"""An edition's words as plain Markdown, for programs that know nothing of this project."""

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sopwright.edition.records import DocumentView, Edition, Link
from sopwright.source.nodes import Node, Nodes

_SIGNS = re.compile(r"[\\`*_\[\]<|]")
_LINE_START = re.compile(r"^([#>+=~-]|\d+(?=[.)]))", re.MULTILINE)


@dataclass(frozen=True)
class Dialect:
    """Where two programs read Markdown differently."""

    ending: str
    """What links to pages end in: ``.md`` where the program puts the address in itself."""
    admonitions: bool
    """Whether remarks are written as ``!!! note``; otherwise they are quotations."""
    mermaid: bool = True
    """Whether a flowchart is written as a block of Mermaid, which the reader's browser draws."""


MATERIAL = Dialect(".md", admonitions=True)
HUGO = Dialect(".html", admonitions=False)


@dataclass(frozen=True)
class Markdown:
    """Writes the words of one page."""

    edition: Edition
    page: str
    """The page's path without its ending: ``service/SVC-001``."""
    dialect: Dialect
    document: DocumentView | None = None

    def link(self, words: str, page: str, anchor: str = "") -> str:
        """A link to another page, or to a place on it."""
        fragment = f"#{anchor}" if anchor else ""
        if page == self.page and fragment:
            return f"[{words}]({fragment})"
        path = posixpath.relpath(page, posixpath.dirname(self.page) or ".")
        return f"[{words}]({path}{self.dialect.ending}{fragment})"

    def to(self, link: Link, words: str) -> str:
        """A link to a document."""
        other = self.edition.documents[link.document]
        return self.link(words, f"{other.book}/{other.id}", link.anchor)

    def document_link(self, link: Link) -> str:
        """A link that says a document's number and title."""
        return self.to(link, f"{link.document} {plain(link.title)}")

    def blocks(self, nodes: Nodes) -> str:
        """Blocks, an empty line between two of them."""
        return "\n\n".join(self._block(node) for node in nodes)

    def inline(self, nodes: Nodes) -> str:
        """Running text."""
        return "".join(_INLINES[node.kind](self, node) for node in nodes)

    def _block(self, node: Node) -> str:
        return _BLOCKS[node.kind](self, node)

    def paragraph(self, node: Node) -> str:
        """A paragraph of one line."""
        return _LINE_START.sub(r"\\\1", self.inline(node.children))

    def bullets(self, node: Node) -> str:
        """A list."""
        mark = "1." if node.kind == "ordered-list" else "-"
        return "\n".join(f"{mark} {indented(self._item(item)).lstrip()}" for item in node.children)

    def _item(self, node: Node) -> str:
        if node.children and node.children[0].kind in _BLOCKS:
            return self.blocks(node.children)
        return self.inline(node.children)

    def table(self, node: Node) -> str:
        """A table."""
        rows = [[self.inline(cell.children) for cell in row.children] for row in node.children]
        return table(rows[0], rows[1:])

    def remark(self, node: Node) -> str:
        """A note, a tip, a warning or an example."""
        kind = node["kind"]
        return self._box(kind, node.text or self.edition.words(f"remark.{kind}"), node)

    def only_for(self, node: Node) -> str:
        """What only some may read, with the words that say so."""
        return self._box("info", node.text, node)

    def _box(self, kind: str, title: str, node: Node) -> str:
        body = self.blocks(node.children)
        if self.dialect.admonitions:
            return f'!!! {kind} "{title}"\n\n{indented(body)}'
        return "\n".join(f"> {line}".rstrip() for line in f"**{plain(title)}**\n\n{body}".split("\n"))

    def reference(self, node: Node) -> str:
        """A value of a register, linked to its row where the edition has a page for it."""
        kind, key = node["kind"], node["key"].partition("/")[0]
        words, edition = plain(node.text), self.edition
        if kind == "law" and any(law.key == key for law, _ in edition.laws):
            return self.link(words, "laws", key)
        if kind in ("measure", "measure-name") and any(measure.key == key for measure, _ in edition.measures):
            return self.link(words, "measures", key)
        if kind == "post" and edition.has_post(key):
            return self.link(words, f"posts/{key}")
        return words

    def anchor(self, node: Node) -> str:
        """A link inside the edition or out to a company system."""
        words = self.inline(node.children)
        if node["address"]:
            return f"[{words}]({node['address']})"
        number = node["document"] or (self.document.id if self.document else "")
        return self.to(Link(number, "", node["anchor"]), words)


def plain(text: str) -> str:
    """Words in which no sign means anything."""
    return _SIGNS.sub(r"\\\g<0>", text)


def indented(text: str) -> str:
    """Lines moved by four."""
    return re.sub(r"^(?=.)", "    ", text, flags=re.MULTILINE)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table."""
    head = list(head)
    lines = (head, ["---"] * len(head), *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def links(page: Markdown, targets: Iterable[Link]) -> str:
    """A list of documents."""
    return listed(page.document_link(target) for target in targets)


def listed(items: Iterable[str]) -> str:
    """A list."""
    return "\n".join(f"- {item}" for item in items)


def headed(title: str, body: str, anchor: str = "") -> str:
    """A body under a heading of level 2; nothing without a body."""
    place = f" {{#{anchor}}}" if anchor else ""
    return blocks(f"## {title}{place}", body) if body else ""


def blocks(*parts: str) -> str:
    """Blocks one after the other; empty ones are left out."""
    return "\n\n".join(part for part in parts if part)


_BLOCKS: Mapping[str, Callable[[Markdown, Node], str]] = {
    "paragraph": Markdown.paragraph,
    "bullet-list": Markdown.bullets,
    "ordered-list": Markdown.bullets,
    "table": Markdown.table,
    "remark": Markdown.remark,
    "only-for": Markdown.only_for,
}
_INLINES: Mapping[str, Callable[[Markdown, Node], str]] = {
    "text": lambda _self, node: plain(node.text),
    "soft-break": lambda _self, _node: "\n",
    "code": lambda _self, node: f"`{node.text}`",
    "strong": lambda self, node: f"**{self.inline(node.children)}**",
    "emphasis": lambda self, node: f"*{self.inline(node.children)}*",
    "link": Markdown.anchor,
    "data": Markdown.reference,
}
