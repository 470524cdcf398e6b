"""Resolved nodes to Typst code: structure becomes calls, words become string literals."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from sopwright.edition.records import DocumentView, Edition
from sopwright.model.handbook import Picture
from sopwright.outputs.book.code import NOTHING, Code, array, call, join, number, string
from sopwright.outputs.book.places import Places
from sopwright.outputs.book.tables import grid
from sopwright.outputs.book.words import words
from sopwright.source.nodes import Node, Nodes, plain

SPACELESS = frozenset({"zh-Hant", "zh-Hans", "zh", "ja"})
"""Languages in whose texts a line's end is not a space."""

CLOSING = '»”“」』›"'
"""Signs that close what a reference stands in; its page comes after them."""


@dataclass
class CodeWriter:
    """Writes the nodes of one document of a print, and remembers the pictures that it showed."""

    edition: Edition
    document: DocumentView
    places: Places
    pictures: dict[str, bytes] = field(default_factory=dict)
    """The pictures' data by their file's name in the print."""

    def blocks(self, nodes: Nodes) -> Code:
        """Nodes as content."""
        return join(self._one(node) for node in self._ordered(nodes))

    inline = blocks

    def _ordered(self, nodes: Nodes) -> Iterator[Node]:
        """The nodes, with the marks that close a quotation taken into the reference that they stand behind."""
        kept = ""
        for node, after in zip_longest(nodes, nodes[1:]):
            shown = replace(node, text=node.text.removeprefix(kept)) if kept else node
            kept = ""
            if node.kind == "link" and after is not None and after.kind == "text":
                kept = after.text[: len(after.text) - len(after.text.lstrip(CLOSING))]
                shown = replace(node, children=(*node.children, replace(after, text=kept))) if kept else node
            yield shown

    def _one(self, node: Node) -> Code:
        simple = _SIMPLE.get(node.kind)
        if simple is not None:
            inner = self.blocks(node.children)
            return call(simple, inner) if inner != NOTHING else NOTHING
        return _WRITERS[node.kind](self, node)

    def paragraph(self, node: Node) -> Code:
        """A paragraph; a picture that stands alone in it is shown as large as it can be."""
        pictures = [child for child in node.children if child.kind == "picture"]
        if pictures and len(pictures) == len(node.children):
            return join(self._picture("picture", child) for child in pictures)
        inner = self.inline(node.children)
        return call("paragraph", inner) if inner != NOTHING else NOTHING

    def text(self, node: Node) -> Code:
        """Words."""
        return words(node.text)

    def soft_break(self, _node: Node) -> Code:
        """A line's end in the source: a space, but none between Chinese characters."""
        return NOTHING if self.document.language in SPACELESS else string(" ")

    def line_break(self, _node: Node) -> Code:
        """A forced line's end."""
        return call("linebreak")

    def rule(self, _node: Node) -> Code:
        """A thematic break."""
        return call("ornament")

    def code(self, node: Node) -> Code:
        """A word to be typed as it stands."""
        return call("code", words(node.text)) if node.text else NOTHING

    def code_block(self, node: Node) -> Code:
        """Lines to be typed as they stand."""
        lines = node.text.rstrip("\n").split("\n")
        return call("code-block", array(words(line) for line in lines))

    def heading(self, node: Node) -> Code:
        """A heading inside a section's or a step's text."""
        return call("subheading", self.inline(node.children))

    def items(self, node: Node) -> Code:
        """A list's items; ``start`` is given for a numbered one."""
        items = [self._item(item) for item in node.children]
        if node.kind == "bullet-list":
            return call("bullets", array(items))
        return call("numbers", array(items), start=number(int(node["start"] or "1")))

    def _item(self, node: Node) -> Code:
        """An item; a single paragraph stands without the space of one."""
        first = node.children[0] if node.children else None
        if first is not None and first.kind == "paragraph":
            return join([self.inline(first.children), *(self._one(child) for child in node.children[1:])])
        return self.blocks(node.children)

    def table(self, node: Node) -> Code:
        """A table; its first row is repeated on each page."""
        rows = [[self._cell(cell) for cell in row.children] for row in node.children]
        has_head = bool(node.children and node.children[0].children and node.children[0].children[0]["head"])
        head, body = (rows[0], rows[1:]) if has_head else ([], rows)
        texts = [[cell.plain() for cell in row.children] for row in node.children]
        return grid(texts, head, body)

    def _cell(self, node: Node) -> Code:
        inner = self.inline(node.children)
        return call("align", Code(node["align"]), inner) if node["align"] in ("left", "center", "right") else inner

    def link(self, node: Node) -> Code:
        """A reference inside the edition, or the address of something on the net."""
        inner = self.inline(node.children)
        plain_words = plain(node.children)
        if node["address"]:
            shown = NOTHING if node["kind"] == "system" or node["address"] in plain_words else words(node["address"])
            return call("web", string(node["address"]), inner, shown)
        number = node["document"] or self.document.id
        return self.places.refer(number, node["anchor"], inner, plain_words, here=self.document.id)

    def picture(self, node: Node) -> Code:
        """A picture in running text: as high as a line."""
        return self._picture("small-picture", node)

    def _picture(self, function: str, node: Node) -> Code:
        picture = self.document.pictures[node["file"]]
        name = file_name(picture)
        self.pictures[name] = picture.data
        return call(function, string(name), string(node.text))

    def data(self, node: Node) -> Code:
        """A value from a register."""
        return words(node.text)

    def remark(self, node: Node) -> Code:
        """A note, a tip, a warning or an example."""
        kind = node["kind"]
        title = node.text or self.edition.words(f"remark.{kind}")
        return call("remark", string(kind), words(title), self.blocks(node.children))

    def only_for(self, node: Node) -> Code:
        """A block for some readers, marked as such."""
        return call("only-for", words(node.text), self.blocks(node.children))


def file_name(picture: Picture) -> str:
    """A picture's file in the print, named by its content."""
    return f"pictures/{picture.digest[:20]}.{picture.name.rsplit('.', 1)[-1].lower()}"


_SIMPLE: Mapping[str, str] = {"quote": "quoted", "emphasis": "emph", "strong": "strong"}
_WRITERS: Mapping[str, Callable[[CodeWriter, Node], Code]] = {
    "paragraph": CodeWriter.paragraph,
    "text": CodeWriter.text,
    "soft-break": CodeWriter.soft_break,
    "line-break": CodeWriter.line_break,
    "rule": CodeWriter.rule,
    "code": CodeWriter.code,
    "code-block": CodeWriter.code_block,
    "heading": CodeWriter.heading,
    "bullet-list": CodeWriter.items,
    "ordered-list": CodeWriter.items,
    "table": CodeWriter.table,
    "link": CodeWriter.link,
    "picture": CodeWriter.picture,
    "data": CodeWriter.data,
    "remark": CodeWriter.remark,
    "only-for": CodeWriter.only_for,
}
