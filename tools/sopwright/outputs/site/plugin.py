"""The MkDocs plug-in: our pages in Material's shell, through MkDocs' public interfaces only."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from markupsafe import Markup, escape
from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.templates import TemplateContext
from mkdocs_static_i18n.config import I18nPluginLanguage

from sopwright.edition.facts import Facts
from sopwright.edition.records import Edition
from sopwright.outputs.site.render import Renderer, Workshop
from sopwright.outputs.site.sheet import Sheet
from sopwright.outputs.site.stubs import write_patterns, write_stubs

_UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/", "sitemap.xml")
"""Material's own search, which would index all languages as one, and static-i18n's template of a site map."""

_CONTENT = "sw-content"
"""Where a page's own content begins; the skip link goes there."""

_STATIC_TEMPLATES = frozenset({"404.html", "sitemap.xml"})
"""Pages that MkDocs makes for a public site; ours stand beside the languages."""


class Settings(base.Config):
    """The plug-in's settings in ``mkdocs.yml``."""

    audience = config_options.Optional(config_options.Type(str))


class SitePlugin(BasePlugin[Settings]):
    """Puts pages, or patterns of frames, into the site that MkDocs builds."""

    def __init__(self) -> None:
        self.given = False
        """Whether patterns were handed over; otherwise the handbook is read at the start of each build."""
        self.root_language = ""
        """The language that stands in the root beside the others' folders."""
        self._facts: dict[str, Facts] = {}
        """What is known of each language to build."""
        self._sheets: dict[str, Mapping[str, Sheet]] = {}
        """The pages of each language by path."""
        self._navs: dict[str, list[Any]] = {}
        self._language = ""
        self._stubs: Path | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Give MkDocs the names, pages and languages that it has."""
        i18n = config.plugins["i18n"]
        self._language = getattr(i18n, "current_language", None) or next(iter(self._facts))
        config.docs_dir = str(self._stubs)
        config.site_name = self._facts[self._language].site_name
        config.nav = self._navs[self._language]
        config.theme.static_templates -= _STATIC_TEMPLATES
        i18n.config.languages = [_i18n_language(key, self._facts) for key in self._facts]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out what the pages never ask for."""
        del config
        for file in list(files):
            if file.src_uri.startswith(_UNUSED) or file.src_uri.endswith(".map"):
                files.remove(file)
        return files

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str:
        """Give MkDocs nothing to parse: the words come from the edition."""
        del page, config
        return ""

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give MkDocs the page's HTML and the anchor of its content."""
        del html, config, files
        sheet = self._sheet(page)
        page.toc = TableOfContents([AnchorLink(sheet.slots["title"], _CONTENT, 1)])
        page.meta["title"] = sheet.slots["title"]
        if not sheet.kind.toc:
            page.meta["hide"] = ["toc"]
        return sheet.slots["content"]

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the theme's templates our words, escaped (MkDocs' environment does not escape), and the page's parts."""
        del config, nav
        sheet = self._sheet(page)
        words = sheet.facts.words

        def t(key: str, **values: object) -> Markup:
            return escape(words(key, **values))

        search = json.dumps(words.words["search"], ensure_ascii=False)
        ours = {"t": t, "edition": sheet.facts, "sw": sheet, "sw_as_of": words.date(sheet.facts.as_of)}
        cast("dict[str, Any]", context).update(ours, sw_search_words=search)
        return context

    def begin(self, editions: Mapping[str, Edition], workshop: Workshop) -> None:
        """Take the editions of one audience that MkDocs shall build whole, by language."""
        self._begin()
        renderers = {key: Renderer(workshop, edition, self.root_language) for key, edition in editions.items()}
        for key, renderer in renderers.items():
            self._facts[key] = Facts.of(renderer.edition)
            self._sheets[key] = {path: renderer.sheet(page) for path, page in renderer.pages.items()}
            self._navs[key] = _nav(renderer)
        write_stubs(self._folder(), editions.values())

    @contextmanager
    def patterns(self, sheets: Sequence[Sheet]) -> Iterator[None]:
        """Build the patterns of one language's frames."""
        self._begin()
        self.given = True
        facts = sheets[0].facts
        self._facts[facts.language] = facts
        self._sheets[facts.language] = {sheet.path: sheet for sheet in sheets}
        self._navs[facts.language] = [{sheet.path: _source(sheet.path)} for sheet in sheets]
        write_patterns(self._folder(), sheets)
        try:
            yield
        finally:
            self._remove_stubs()

    def on_build_error(self, *, error: Exception) -> None:
        """Remove the stubs when a build fails."""
        del error
        self._remove_stubs()

    def on_shutdown(self) -> None:
        """Remove the stubs at the end of ``mkdocs build`` or ``mkdocs serve``."""
        self._remove_stubs()

    def _begin(self) -> None:
        self._remove_stubs()
        self._facts, self._sheets, self._navs = {}, {}, {}

    def _folder(self) -> Path:
        self._stubs = Path(tempfile.mkdtemp(prefix="sopwright-"))
        return self._stubs

    def _remove_stubs(self) -> None:
        if self._stubs is not None:
            shutil.rmtree(self._stubs, ignore_errors=True)
            self._stubs = None

    def _sheet(self, page: Page) -> Sheet:
        _, _, path = page.file.src_uri.partition("/")
        return self._sheets[self._language][path.removesuffix(".md") + ".html"]


def _source(path: str) -> str:
    return path.removesuffix(".html") + ".md"


def _nav(renderer: Renderer) -> list[Any]:
    """The navigation in MkDocs' form; what the theme shows is our own menu."""
    nav: list[Any] = []
    for section in renderer.sections:
        entries = [{page.title: _source(page.path)} for page in section.pages]
        nav.extend(entries if not section.title else [{section.title: entries}])
    return nav


def _i18n_language(key: str, facts: Mapping[str, Facts]) -> I18nPluginLanguage:
    language = I18nPluginLanguage()
    name = facts[key].language_name(key)
    language.load_dict({"locale": key, "name": name, "default": key == next(iter(facts)), "build": True})
    language.validate()
    return language
