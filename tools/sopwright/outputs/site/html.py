"""Resolved nodes to HTML: every word escaped, and the whole cleaned once more."""

from collections.abc import Callable, Mapping
from html import escape

import nh3
from markupsafe import Markup

from sopwright.edition.records import DocumentView, Link
from sopwright.outputs.site.addresses import LAWS, MEASURES, Addresses, picture_path, post_path
from sopwright.source.nodes import Node, Nodes

TAGS = set("p h2 h3 h4 h5 h6 ul ol li blockquote pre code hr table thead tbody tr th td em strong br a img".split())
TAGS |= {"span", "div"}
"""The elements that a page may hold."""

ATTRIBUTES = {
    "*": {"class", "id"},
    "a": {"href", "title", "rel"},
    "img": {"src", "alt", "loading"},
    "ol": {"start"},
    "th": {"scope"},
    "div": {"role", "tabindex", "aria-label"},
}
"""The attributes that its elements may have."""

_SPACELESS = frozenset({"zh-Hant", "zh-Hans", "zh", "ja"})


class HtmlWriter:
    """Writes the nodes of one document on one page."""

    def __init__(self, addresses: Addresses, document: DocumentView) -> None:
        self.addresses = addresses
        self.document = document
        self._words = addresses.edition.words

    def blocks(self, nodes: Nodes) -> Markup:
        """Blocks as HTML."""
        html = nh3.clean(self._all(nodes), tags=TAGS, attributes=ATTRIBUTES, url_schemes={"https"}, link_rel=None)
        return Markup(html)  # noqa: S704  # cleaned in the line above

    inline = blocks

    def _all(self, nodes: Nodes) -> str:
        return "".join(self._one(node) for node in nodes)

    def _one(self, node: Node) -> str:
        simple = _SIMPLE.get(node.kind)
        if simple is not None:
            return f"<{simple}>{self._all(node.children)}</{simple}>"
        return _WRITERS[node.kind](self, node)

    def text(self, node: Node) -> str:
        """Words."""
        return escape(node.text)

    def soft_break(self, _node: Node) -> str:
        """A line's end in the source: a space, but none between Chinese characters."""
        return "" if self.document.language in _SPACELESS else "\n"

    def line_break(self, _node: Node) -> str:
        """A forced line's end."""
        return "<br>"

    def rule(self, _node: Node) -> str:
        """A thematic break."""
        return "<hr>"

    def code(self, node: Node) -> str:
        """A word in a fixed-width face."""
        return f"<code>{escape(node.text)}</code>"

    def code_block(self, node: Node) -> str:
        """Lines in a fixed-width face."""
        return f"<pre><code>{escape(node.text)}</code></pre>"

    def heading(self, node: Node) -> str:
        """A heading inside a section."""
        level = min(max(int(node["level"]), 2), 6)
        anchor = f' id="{escape(node["id"])}"' if node["id"] else ""
        return f"<h{level}{anchor}>{self._all(node.children)}</h{level}>"

    def ordered_list(self, node: Node) -> str:
        """A numbered list."""
        start = f' start="{escape(node["start"])}"' if node["start"] not in ("", "1") else ""
        return f"<ol{start}>{self._all(node.children)}</ol>"

    def table(self, node: Node) -> str:
        """A table that scrolls sideways by itself on a narrow screen."""
        rows = list(node.children)
        head = [row for row in rows[:1] if row.children and row.children[0]["head"]]
        body = rows[len(head) :]
        parts = f"<thead>{self._all(tuple(head))}</thead>" if head else ""
        name = escape(self._words("document.table"))
        register = f" sw-table-{escape(node['register'])}" if node["register"] else ""
        wrapper = f'<div class="sw-table{register}" role="group" tabindex="0" aria-label="{name}">'
        return f'{wrapper}<table class="sw-grid">{parts}<tbody>{self._all(tuple(body))}</tbody></table></div>'

    def cell(self, node: Node) -> str:
        """A table's cell."""
        tag, scope = ("th", ' scope="col"') if node["head"] else ("td", "")
        align = f' class="sw-{escape(node["align"])}"' if node["align"] else ""
        return f"<{tag}{scope}{align}>{self._all(node.children)}</{tag}>"

    def link(self, node: Node) -> str:
        """A link inside the edition or out to a company system."""
        words = self._all(node.children)
        if node["address"]:
            return f'<a href="{escape(node["address"])}" rel="noopener" class="sw-external">{words}</a>'
        number = node["document"] or self.document.id
        address = self.addresses.document(Link(number, "", node["anchor"]))
        return f'<a href="{escape(address)}">{words}</a>'

    def picture(self, node: Node) -> str:
        """A picture with its alternative text."""
        picture = self.document.pictures[node["file"]]
        source = self.addresses.to(picture_path(picture))
        return f'<img src="{escape(source)}" alt="{escape(node.text)}" loading="lazy">'

    def data(self, node: Node) -> str:
        """A value from a register, linked to its row where the edition has a page for it."""
        kind, key = node["kind"], node["key"].partition("/")[0]
        words = escape(node.text)
        classes = f"sw-data sw-data-{escape(kind)}"
        address = ""
        if kind == "law" and self.addresses.has("law", key):
            address = self.addresses.to(LAWS, key)
        elif kind in ("measure", "measure-name") and self.addresses.has("measure", key):
            address = self.addresses.to(MEASURES, key)
        elif kind == "post" and self.addresses.has("post", key):
            address = self.addresses.to(post_path(key))
        if address:
            return f'<a href="{escape(address)}" class="{classes}">{words}</a>'
        return f'<span class="{classes}">{words}</span>'

    def remark(self, node: Node) -> str:
        """A note, a tip, a warning or an example."""
        kind = node["kind"]
        title = node.text or self._words(f"remark.{kind}")
        label = f'<p class="admonition-title">{escape(title)}</p>'
        return f'<div class="admonition {escape(kind)}">{label}{self._all(node.children)}</div>'

    def only_for(self, node: Node) -> str:
        """A block for some readers, marked as such."""
        return f'<div class="sw-only"><p class="sw-only-label">{escape(node.text)}</p>{self._all(node.children)}</div>'


_SIMPLE: Mapping[str, str] = {
    "paragraph": "p",
    "bullet-list": "ul",
    "item": "li",
    "quote": "blockquote",
    "row": "tr",
    "emphasis": "em",
    "strong": "strong",
}
_WRITERS: Mapping[str, Callable[[HtmlWriter, Node], str]] = {
    "text": HtmlWriter.text,
    "soft-break": HtmlWriter.soft_break,
    "line-break": HtmlWriter.line_break,
    "rule": HtmlWriter.rule,
    "code": HtmlWriter.code,
    "code-block": HtmlWriter.code_block,
    "heading": HtmlWriter.heading,
    "ordered-list": HtmlWriter.ordered_list,
    "table": HtmlWriter.table,
    "cell": HtmlWriter.cell,
    "link": HtmlWriter.link,
    "picture": HtmlWriter.picture,
    "data": HtmlWriter.data,
    "remark": HtmlWriter.remark,
    "only-for": HtmlWriter.only_for,
}
