"""A redline as one page of HTML: no script, no request, no file beside it."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

import nh3
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from sopwright.edition.records import DocumentView, Edition
from sopwright.edition.words import Catalogue
from sopwright.outputs.chart.draw import draw
from sopwright.outputs.chart.fonts import FontSet
from sopwright.outputs.site.addresses import Addresses
from sopwright.outputs.site.html import ATTRIBUTES, TAGS, HtmlWriter
from sopwright.redline.records import Origin, Redline
from sopwright.source.nodes import Node, Nodes

TEMPLATES = "templates/redline"
FONTS = "templates/fonts"

_TYPES = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "webp": "webp", "gif": "gif", "svg": "svg+xml"}


class RedlineWriter(HtmlWriter):
    """Writes nodes with marks for what went and came; links lead nowhere, pictures stand in the page itself."""

    def __init__(self, shown: Redline) -> None:
        edition: Edition = shown.edition
        super().__init__(Addresses(edition, "redline.html"), shown.after)
        self.shown = shown
        self._deleted = False

    def blocks(self, nodes: Nodes) -> Markup:
        """Nodes as HTML."""
        tags, attributes = TAGS | {"ins", "del"}, {**ATTRIBUTES, "img": {"src", "alt"}}
        html = nh3.clean(self._all(nodes), tags=tags, attributes=attributes, url_schemes={"data"}, link_rel=None)
        return Markup(html)  # noqa: S704  # cleaned in the line above

    inline = blocks

    def _one(self, node: Node) -> str:
        own = _WRITERS.get(node.kind)
        return own(self, node) if own is not None else super()._one(node)

    def change(self, node: Node) -> str:
        """What went or came, also in words for those who do not see the page."""
        tag = "ins" if node.kind == "inserted" else "del"
        t = self.shown.edition.words
        begin, end = escape(t(f"redline.{node.kind}")), escape(t("redline.end"))
        said = f'<span class="unseen">[{begin}: </span>', f'<span class="unseen"> {end}]</span>'
        self._deleted = node.kind == "deleted"
        inner = self._all(node.children)
        self._deleted = False
        return f"<{tag}>{said[0]}{inner}{said[1]}</{tag}>"

    def link(self, node: Node) -> str:
        """A link's words, with the number or the address that it leads to."""
        target = node["address"] or node["document"]
        inner = self._all(node.children)
        known = not target or node["kind"] == "system" or escape(target) in inner
        return f'<span class="link">{inner}</span>' + ("" if known else f" ({escape(target)})")

    def picture(self, node: Node) -> str:
        """A picture, the old one where it was taken away or replaced."""
        found = self.shown.picture(node["file"], old=self._deleted)
        if found is None:
            return f"[{escape(node.text)}]"
        kind = _TYPES[found.name.rpartition(".")[2].lower()]
        return f'<img src="data:image/{kind};base64,{b64encode(found.data).decode()}" alt="{escape(node.text)}">'

    def data(self, node: Node) -> str:
        """A value of a register."""
        return escape(node.text)


_WRITERS: Mapping[str, Callable[[RedlineWriter, Node], str]] = {
    "inserted": RedlineWriter.change,
    "deleted": RedlineWriter.change,
    "link": RedlineWriter.link,
    "picture": RedlineWriter.picture,
    "data": RedlineWriter.data,
}


def html(root: Path, shown: Redline) -> str:
    """A redline as a page.

    Args:
        root: The repository, which holds ``templates/redline`` and ``templates/fonts``.
        shown: The redline.
    """
    old, new = charts(root, shown)
    t = shown.edition.words
    return (
        _environment(root)
        .get_template("page.html")
        .render(
            r=shown,
            t=t,
            write=RedlineWriter(shown),
            same_chart=[svg.replace("sw-before-", "sw-chart-") for svg in old] == new,
            old_charts=[Markup(svg) for svg in old],  # noqa: S704  # the chart's writer escapes every word
            new_charts=[Markup(svg) for svg in new],  # noqa: S704
            style=_style(root),
            compared=compared(shown),
            source=shown.edition.language_name(shown.after.source_language),
        )
    )


def index(root: Path, shown: Mapping[str, Redline], withdrawn: Mapping[str, str], t: Catalogue) -> str:
    """The packet's first page.

    Args:
        root: The repository.
        shown: The redlines by their file.
        withdrawn: The titles of documents that are no longer there, by number.
        t: The words of the reader's language.
    """
    page = _environment(root).get_template("index.html")
    return page.render(redlines=shown, withdrawn=withdrawn, t=t, style=_style(root))


def compared(shown: Redline) -> str:
    """Which contents are compared, in words."""
    t = shown.edition.words
    if shown.old is None:
        return t("redline.first")
    return t("redline.compared", old=_origin(t, shown.old), new=_origin(t, shown.new))


def charts(root: Path, shown: Redline) -> tuple[list[str], list[str]]:
    """The flowcharts of both sides as SVG; a procedure without branches has none."""
    fonts = FontSet((root / FONTS).resolve())
    before, after = _charts(shown.before, shown, fonts), _charts(shown.after, shown, fonts)
    return [svg.replace("sw-chart-", "sw-before-") for svg in before], after


def _charts(view: DocumentView | None, shown: Redline, fonts: FontSet) -> list[str]:
    if view is None or not any(step.decision for step in view.steps):
        return []
    return [chart.svg for chart in draw(view, shown.edition.words, fonts, link=None, page=None)]


def _origin(t: Catalogue, origin: Origin) -> str:
    key = "redline.origin_at" if origin.name else "redline.origin"
    return t(key, number=t.number(origin.revision), date=t.date(origin.date), commit=origin.name)


def _style(root: Path) -> Markup:
    return Markup((root / TEMPLATES / "style.css").read_text(encoding="utf-8"))  # noqa: S704  # the company's own file


def _environment(root: Path) -> ImmutableSandboxedEnvironment:
    """The templates; in a pipeline they may be those of a change that nobody has looked at yet."""
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(root / TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
