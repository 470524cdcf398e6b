"""Filling the page templates of ``templates/site/pages``."""

import secrets
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from sopwright.edition.asking import Ask
from sopwright.edition.facts import Facts, Shared
from sopwright.edition.records import DocumentView, Edition
from sopwright.outputs.book.files import NAME as BOOKS
from sopwright.outputs.chart.draw import draw
from sopwright.outputs.chart.fonts import FontSet
from sopwright.outputs.register.files import NAME as REGISTER
from sopwright.outputs.site import addresses
from sopwright.outputs.site.addresses import Addresses
from sopwright.outputs.site.bodies import Bodies, Body
from sopwright.outputs.site.frame import Kind
from sopwright.outputs.site.html import HtmlWriter
from sopwright.outputs.site.menu import Menu
from sopwright.outputs.site.pages import NavSection, PageSpec, has_chart, navigation
from sopwright.outputs.site.sheet import Sheet

TEMPLATES = "templates/site/pages"
FONTS = "templates/fonts"


class Workshop:
    """What the pages of many editions are made with; templates are compiled once."""

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
        self.mark = secrets.token_hex(16)
        """Stands in a body for what each audience puts there; nobody can have written it."""

    def fill(self, template: str, *context: Any, **values: Any) -> str:
        """Fill a template."""
        return self.environment.get_template(template).render(*context, places=addresses, **values)


def kind_of(page: PageSpec) -> Kind:
    """What kind of frame a page needs."""
    start = page.path == addresses.START
    return Kind(start, page.path.count("/"), page.has_toc and not start)


class Renderer:
    """Renders the parts of one edition's pages."""

    def __init__(
        self,
        workshop: Workshop,
        edition: Edition,
        root_language: str = "",
        beside: frozenset[str] = frozenset(),
        bodies: Bodies | None = None,
    ) -> None:
        self.edition = edition
        self.facts = Facts.of(edition)
        self.sections: tuple[NavSection, ...] = navigation(edition)
        self.pages = {page.path: page for section in self.sections for page in section.pages}
        self._workshop = workshop
        self._root_language = root_language
        self._bodies = bodies or Bodies()
        self._shared = Shared.of(edition)
        self._books = BOOKS in beside
        self._known = {"edition": edition, "t": edition.words, "books": self._books, "register": REGISTER in beside}
        self._menu = Menu(self.sections, self._fill)

    def links(self, page: PageSpec) -> Addresses:
        """Links as a page writes them."""
        return Addresses(self.edition, page.path, self._root_language)

    def sheet(self, page: PageSpec) -> Sheet:
        """All that a page puts into its frame."""
        slots = {"title": str(escape(page.title)), "menu": self.menu(page)}
        if page.document is None:
            slots["languages"] = self._languages(page)
            slots["toc"] = self._fill("toc.html", page=page)
            slots["content"] = self.content(page)
        else:
            body = self._body(page, page.document)
            slots |= {"languages": body.languages, "toc": body.toc}
            slots["content"] = self._joined(body, page, page.document)
        return Sheet(self.facts, kind_of(page), slots)

    def content(self, page: PageSpec) -> str:
        """A page's content as HTML."""
        if page.document is not None:
            return self._joined(self._body(page, page.document), page, page.document)
        return self._fill(page.template, page.context, links=self.links(page), page=page)

    def menu(self, page: PageSpec) -> str:
        """The navigation as a page shows it."""
        return self._menu.of(page)

    def _fill(self, template: str, *context: Any, **values: Any) -> str:
        return self._workshop.fill(template, *context, **self._known, **values)

    def _joined(self, body: Body, page: PageSpec, document: DocumentView) -> str:
        return body.head + self._fill("tools.html", links=self.links(page), document=document) + body.rest

    def _body(self, page: PageSpec, document: DocumentView) -> Body:
        links = self.links(page)
        return self._bodies.get(document, links, self._books, lambda ask: self._new_body(page, document, ask))

    def _new_body(self, page: PageSpec, document: DocumentView, ask: Ask) -> Body:
        """A document's body; its template knows nothing of the audience but what it asks for by its links."""
        links = replace(self.links(page), asking=ask)
        own = replace(document, edit_url="")
        known = {**self._known, "edition": self._shared, "links": links, "page": page, "document": own}
        tools = Markup(self._workshop.mark)  # noqa: S704  # hexadecimal digits
        context = {"write": HtmlWriter(links, own), "chart": self._chart(own), "tools": tools}
        html = self._workshop.fill(page.template, {**known, **context})
        head, _, rest = html.partition(self._workshop.mark)
        toc = self._workshop.fill("toc.html", known)
        return Body(head, rest, toc, self._languages(page), document.content)

    def _chart(self, document: DocumentView) -> Markup:
        """The flowchart of a procedure with branches; nothing for others."""
        if not has_chart(document):
            return Markup()
        charts = draw(document, self.edition.words, self._workshop.fonts, link=lambda step: f"#{step}", page=None)
        return Markup("".join(chart.svg for chart in charts))  # noqa: S704  # the writer escapes every word

    def _languages(self, page: PageSpec) -> str:
        return self._fill("languages.html", languages=self.languages(page))

    def languages(self, page: PageSpec) -> list[dict[str, str]]:
        """The languages that a page exists in, with its address there; the page's own first language is marked."""
        keys = page.document.languages if page.document else [language.key for language in self.edition.languages]
        links = self.links(page)
        return [{"key": key, "name": self.edition.language_name(key), "address": links.language(key)} for key in keys]
