"""The MkDocs plug-in: our pages in Material's shell, through MkDocs' public interfaces only."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.templates import TemplateContext
from mkdocs_static_i18n.config import I18nPluginLanguage

from sopwright.edition.records import Edition
from sopwright.outputs.site.pages import PageSpec, TocEntry
from sopwright.outputs.site.render import Renderer
from sopwright.outputs.site.stubs import write_stubs

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
    """Puts editions' pages into the site that MkDocs builds."""

    def __init__(self) -> None:
        self.editions: dict[str, Edition] = {}
        """The editions to build, by language."""
        self.given = False
        """Whether an edition was handed over; otherwise the handbook is read at the start of each build."""
        self.root_language = ""
        """The language that stands in the root beside the others' folders; none when each is built by itself."""
        self.beside: frozenset[str] = frozenset()
        """The outputs that stand beside the site."""
        self._stubs: Path | None = None
        self._renderer: Renderer | None = None

    @property
    def renderer(self) -> Renderer:
        """The renderer of the language being built."""
        if self._renderer is None:
            raise RuntimeError("MkDocs asked for a page before `on_config`")
        return self._renderer

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Choose the language's edition, and give MkDocs the names, pages and languages that it has."""
        i18n = config.plugins["i18n"]
        language = getattr(i18n, "current_language", None) or next(iter(self.editions))
        edition = self.editions[language]
        self._renderer = Renderer(Path(config.config_file_path).parent, edition, self.root_language, self.beside)
        config.docs_dir = str(self._stubs)
        config.site_name = edition.site_name
        config.nav = _nav(self.renderer)
        config.theme.static_templates -= _STATIC_TEMPLATES
        i18n.config.languages = [_i18n_language(key, self.editions) for key in self.editions]
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
        """Give MkDocs the page's HTML, table of contents and description."""
        del html, config, files
        spec = self._spec(page)
        start = AnchorLink(escape(spec.title), _CONTENT, 1)
        start.children = [_anchor(entry, 2) for entry in spec.toc]
        page.toc = TableOfContents([start])
        page.meta["title"] = spec.title
        if spec.path == "index.html" or not spec.toc:
            page.meta["hide"] = ["toc"]
        return self.renderer.content(spec)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give the theme's templates our words, escaped: MkDocs' environment does not escape by itself."""
        del config, files
        edition = self.renderer.edition
        words = edition.words

        def t(key: str, **values: object) -> str:
            return escape(words(key, **values))

        env.globals.update(t=t, edition=edition, sw_as_of=words.date(edition.as_of))
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the theme's templates the page's navigation and languages."""
        del config, nav
        spec = self._spec(page)
        ours = {
            "sw_menu": self.renderer.menu(spec),
            "sw_languages": self.renderer.languages(spec),
            "sw_page": spec,
            "sw_search_words": _search_words(self.renderer.edition),
        }
        cast("dict[str, Any]", context).update(ours)
        return context

    def begin(self, editions: dict[str, Edition]) -> None:
        """Take the editions of the build that begins, by language."""
        self._remove_stubs()
        self.editions = editions
        self._stubs = Path(tempfile.mkdtemp(prefix="sopwright-"))
        write_stubs(self._stubs, editions.values())

    @contextmanager
    def build_only(self, edition: Edition, beside: frozenset[str] = frozenset()) -> Iterator[None]:
        """Build one edition by itself, in its own folder."""
        self.given, self.beside = True, beside
        self.begin({edition.language: edition})
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

    def _remove_stubs(self) -> None:
        if self._stubs is not None:
            shutil.rmtree(self._stubs, ignore_errors=True)
            self._stubs = None

    def _spec(self, page: Page) -> PageSpec:
        _, _, path = page.file.src_uri.partition("/")
        return self.renderer.pages[path.removesuffix(".md") + ".html"]


def _search_words(edition: Edition) -> str:
    """What the search box says, for its script."""
    return json.dumps(edition.words.words["search"], ensure_ascii=False)


def _nav(renderer: Renderer) -> list[Any]:
    """The navigation in MkDocs' form; what the theme shows is our own menu."""
    nav: list[Any] = []
    for section in renderer.sections:
        entries = [{page.title: page.path.removesuffix(".html") + ".md"} for page in section.pages]
        nav.extend(entries if not section.title else [{section.title: entries}])
    return nav


def _i18n_language(key: str, editions: dict[str, Edition]) -> I18nPluginLanguage:
    language = I18nPluginLanguage()
    name = editions[key].language_name(key)
    language.load_dict({"locale": key, "name": name, "default": key == next(iter(editions)), "build": True})
    language.validate()
    return language


def _anchor(entry: TocEntry, level: int) -> AnchorLink:
    link = AnchorLink(escape(entry.title), entry.anchor, level)
    link.children = [_anchor(child, level + 1) for child in entry.children]
    return link
