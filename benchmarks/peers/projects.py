"""The same handbook as projects of other programs: one a program and audience."""

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.corpus.pool import LANGUAGES
from benchmarks.peers.markdown import HUGO, MATERIAL, Dialect
from benchmarks.peers.pages import markdown_pages
from sopwright.edition.records import Edition

HERE = Path(__file__).parent
THEMES = {"en": "en", "bg": "bg", "zh-Hant": "zh-TW", "ms": "ms", "lt": "lt", "ru": "ru"}
"""The languages as Material names them."""
_EXTENSIONS = {
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "md_in_html": {},
    "tables": {},
    "toc": {"permalink": False},
    "pymdownx.details": {},
    "pymdownx.superfences": {"custom_fences": [{"name": "mermaid", "class": "mermaid", "format": "FENCE"}]},
}
_FEATURES = ["navigation.tabs", "navigation.sections", "navigation.indexes", "navigation.top", "toc.follow"]


def write_mkdocs(folder: Path, editions: Iterable[Edition]) -> None:
    """MkDocs with Material and static-i18n: a folder of pages for each language, one search, no navigation by hand."""
    known = {edition.language: edition for edition in editions}
    for key, edition in known.items():
        _write_pages(folder / "docs" / THEMES[key], edition, MATERIAL)
    languages = [
        {
            "locale": THEMES[key],
            "name": edition.language_name(key),
            "site_name": edition.site_name,
            "default": key == LANGUAGES[0],
            "build": True,
        }
        for key, edition in known.items()
    ]
    i18n = {"docs_structure": "folder", "fallback_to_default": False, "languages": languages}
    _write_configuration(folder / "mkdocs.yml", known[LANGUAGES[0]], {"plugins": [{"search": {}}, {"i18n": i18n}]})


def write_zensical(folder: Path, editions: Iterable[Edition]) -> None:
    """Zensical, which builds one language a project: a configuration for each, and all sites side by side."""
    for edition in editions:
        home = folder / edition.language
        _write_pages(home / "docs", edition, MATERIAL)
        _write_configuration(home / "mkdocs.yml", edition, {"plugins": [{"search": {}}]})


def write_hugo(folder: Path, editions: Iterable[Edition]) -> None:
    """Hugo with the plain theme of ``hugo/``: pages of the section, contents, languages, a search file a language."""
    shutil.copytree(HERE / "hugo", folder)
    languages = {}
    for edition in editions:
        _write_pages(folder / "content" / edition.language, edition, HUGO)
        for index in (folder / "content" / edition.language).rglob("index.md"):
            index.rename(index.with_name("_index.md"))
        languages[edition.language.lower()] = {
            "label": edition.language_name(edition.language),
            "contentDir": f"content/{edition.language}",
            "title": edition.site_name,
        }
    configuration = {
        "baseURL": "https://handbook.example/",
        "defaultContentLanguage": LANGUAGES[0],
        "defaultContentLanguageInSubdir": True,
        "disableDefaultLanguageRedirect": True,
        "uglyURLs": True,
        "disableKinds": ["taxonomy", "term", "RSS", "sitemap"],
        "outputs": {"home": ["html", "json"], "section": ["html"], "page": ["html"]},
        "disablePathToLower": True,
        "markup": {
            "goldmark": {
                "renderHooks": {"link": {"useEmbedded": "never"}},
                "extensions": {"typographer": {"disable": True}},
                "parser": {"attribute": {"title": True}, "autoHeadingID": True},
            },
            "highlight": {"codeFences": True},
        },
        "languages": languages,
    }
    (folder / "hugo.json").write_text(json.dumps(configuration, indent=2), encoding="utf-8")


def _write_pages(folder: Path, edition: Edition, dialect: Dialect) -> None:
    for path, text in markdown_pages(edition, dialect):
        file = folder / f"{path}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _write_configuration(file: Path, edition: Edition, more: Mapping[str, object]) -> None:
    """``mkdocs.yml``: JSON is YAML."""
    configuration = {
        "site_name": edition.site_name,
        "site_url": "https://handbook.example/",
        "use_directory_urls": False,
        "theme": {
            "name": "material",
            "language": THEMES[edition.language],
            "font": False,
            "features": _FEATURES,
        },
        "markdown_extensions": [{name: options} for name, options in _EXTENSIONS.items()],
        **more,
    }
    text = json.dumps(configuration, ensure_ascii=False, indent=2)
    file.write_text(text.replace('"FENCE"', "!!python/name:pymdownx.superfences.fence_code_format"), encoding="utf-8")
