"""Filling the page templates of ``templates/site/pages``."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sopwright.edition.records import DocumentView, Edition
from sopwright.outputs.book.files import NAME as BOOKS
from sopwright.outputs.chart.draw import draw
from sopwright.outputs.chart.fonts import FontSet
from sopwright.outputs.register.files import NAME as REGISTER
from sopwright.outputs.site import addresses
from sopwright.outputs.site.addresses import Addresses
from sopwright.outputs.site.html import HtmlWriter
from sopwright.outputs.site.pages import NavSection, PageSpec, has_chart, navigation

TEMPLATES = "templates/site/pages"
FONTS = "templates/fonts"


class Renderer:
    """Renders the pages of one edition."""

    def __init__(
        self, root: Path, edition: Edition, root_language: str = "", beside: frozenset[str] = frozenset()
    ) -> None:
        self.edition = edition
        self.sections: tuple[NavSection, ...] = navigation(edition)
        self.pages = {page.path: page for section in self.sections for page in section.pages}
        self._root_language = root_language
        self._fonts = FontSet(root / FONTS)
        self._navigation: dict[str, str] = {}
        self._environment = Environment(
            loader=FileSystemLoader(root / TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(edition=edition, t=edition.words, places=addresses)
        self._environment.globals.update(books=BOOKS in beside, register=REGISTER in beside)

    def links(self, page: PageSpec) -> Addresses:
        """Links as a page writes them."""
        return Addresses(self.edition, page.path, self._root_language)

    def content(self, page: PageSpec) -> str:
        """A page's content as HTML."""
        links = self.links(page)
        context = dict(page.context)
        if page.document is not None:
            context["write"] = HtmlWriter(links, page.document)
            context["chart"] = self._chart(page.document)
        return self._environment.get_template(page.template).render(context, links=links, page=page)

    def _chart(self, document: DocumentView) -> Markup:
        """The flowchart of a procedure with branches; nothing for others."""
        if not has_chart(document):
            return Markup()
        charts = draw(document, self.edition.words, self._fonts, link=lambda step: f"#{step}", page=None)
        return Markup("".join(chart.svg for chart in charts))  # noqa: S704  # the writer escapes every word

    def languages(self, page: PageSpec) -> list[dict[str, str]]:
        """The languages that a page exists in, with its address there; the page's own first language is marked."""
        keys = page.document.languages if page.document else [language.key for language in self.edition.languages]
        links = self.links(page)
        return [{"key": key, "name": self.edition.language_name(key), "address": links.language(key)} for key in keys]

    def menu(self, page: PageSpec) -> Markup:
        """The navigation as a page shows it.

        It is rendered once for each depth of pages; then only the page's own entry and section are marked.
        """
        depth = "../" * page.path.count("/")
        if depth not in self._navigation:
            template = self._environment.get_template("navigation.html")
            self._navigation[depth] = template.render(sections=self.sections, base=depth)
        html = self._navigation[depth]
        entry = f'class="md-nav__link" data-sw-page="{page.path}"'
        html = html.replace(
            entry, f'class="md-nav__link md-nav__link--active" aria-current="page" data-sw-page="{page.path}"'
        )
        for number, section in enumerate(self.sections):
            if any(page.path == other.path for other in section.pages):
                html = html.replace(f'id="__nav_{number}"', f'id="__nav_{number}" checked')
        return Markup(html)  # noqa: S704  # made by an escaping template
