"""Filling the page templates of ``templates/site/pages``."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from sopwright.edition.records import DocumentView, Edition
from sopwright.outputs.book.files import NAME as BOOKS
from sopwright.outputs.chart.draw import draw
from sopwright.outputs.chart.fonts import FontSet
from sopwright.outputs.register.files import NAME as REGISTER
from sopwright.outputs.site import addresses
from sopwright.outputs.site.addresses import Addresses
from sopwright.outputs.site.facts import Facts
from sopwright.outputs.site.frame import Kind
from sopwright.outputs.site.html import HtmlWriter
from sopwright.outputs.site.pages import NavSection, PageSpec, has_chart, navigation
from sopwright.outputs.site.sheet import Sheet

TEMPLATES = "templates/site/pages"
FONTS = "templates/fonts"


class Workshop:
    """What the pages of all editions are made with: compiled once."""

    def __init__(self, root: Path) -> None:
        self.fonts = FontSet(root / FONTS)
        self.environment = Environment(
            loader=FileSystemLoader(root / TEMPLATES),
            autoescape=True,
            auto_reload=False,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def fill(self, template: str, *context: Any, **values: Any) -> str:
        """Fill a template."""
        return self.environment.get_template(template).render(*context, places=addresses, **values)


def kind_of(page: PageSpec) -> Kind:
    """What kind of frame a page needs."""
    start = page.path == addresses.START
    return Kind(start, page.path.count("/"), bool(page.toc) and not start)


class Renderer:
    """Renders the parts of one edition's pages."""

    def __init__(
        self, workshop: Workshop, edition: Edition, root_language: str = "", beside: frozenset[str] = frozenset()
    ) -> None:
        self.edition = edition
        self.facts = Facts.of(edition)
        self.sections: tuple[NavSection, ...] = navigation(edition)
        self.pages = {page.path: page for section in self.sections for page in section.pages}
        self._workshop = workshop
        self._root_language = root_language
        self._navigation: dict[str, str] = {}
        self._known = {"edition": edition, "t": edition.words, "books": BOOKS in beside, "register": REGISTER in beside}

    def links(self, page: PageSpec) -> Addresses:
        """Links as a page writes them."""
        return Addresses(self.edition, page.path, self._root_language)

    def sheet(self, page: PageSpec) -> Sheet:
        """All that a page puts into its frame."""
        slots = {
            "title": str(escape(page.title)),
            "languages": self._fill("languages.html", languages=self.languages(page)),
            "menu": self.menu(page),
            "toc": self._fill("toc.html", page=page),
            "content": self.content(page),
        }
        return Sheet(self.facts, kind_of(page), slots)

    def content(self, page: PageSpec) -> str:
        """A page's content as HTML."""
        links = self.links(page)
        context = dict(page.context)
        if page.document is not None:
            context["write"] = HtmlWriter(links, page.document)
            context["chart"] = self._chart(page.document)
        return self._fill(page.template, context, links=links, page=page)

    def _fill(self, template: str, *context: Any, **values: Any) -> str:
        return self._workshop.fill(template, *context, **self._known, **values)

    def _chart(self, document: DocumentView) -> Markup:
        """The flowchart of a procedure with branches; nothing for others."""
        if not has_chart(document):
            return Markup()
        charts = draw(document, self.edition.words, self._workshop.fonts, link=lambda step: f"#{step}", page=None)
        return Markup("".join(chart.svg for chart in charts))  # noqa: S704  # the writer escapes every word

    def languages(self, page: PageSpec) -> list[dict[str, str]]:
        """The languages that a page exists in, with its address there; the page's own first language is marked."""
        keys = page.document.languages if page.document else [language.key for language in self.edition.languages]
        links = self.links(page)
        return [{"key": key, "name": self.edition.language_name(key), "address": links.language(key)} for key in keys]

    def menu(self, page: PageSpec) -> str:
        """The navigation as a page shows it.

        It is rendered once for each depth of pages; then only the page's own entry and section are marked.
        """
        depth = "../" * page.path.count("/")
        if depth not in self._navigation:
            self._navigation[depth] = self._fill("navigation.html", sections=self.sections, base=depth)
        html = self._navigation[depth]
        entry = f'class="md-nav__link" data-sw-page="{page.path}"'
        html = html.replace(
            entry, f'class="md-nav__link md-nav__link--active" aria-current="page" data-sw-page="{page.path}"'
        )
        for number, section in enumerate(self.sections):
            if any(page.path == other.path for other in section.pages):
                html = html.replace(f'id="__nav_{number}"', f'id="__nav_{number}" checked')
        return html
