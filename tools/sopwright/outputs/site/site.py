"""The site as an output: one MkDocs build for each audience and language."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from sopwright.edition.records import Edition
from sopwright.outputs.site.plugin import SitePlugin
from sopwright.outputs.site.shared import shared_pages


@dataclass(frozen=True)
class SiteOutput:
    """Writes the intranet site."""

    root: Path
    """The repository, which holds ``mkdocs.yml`` and ``templates/site``."""
    name: str = "site"

    def write(self, edition: Edition, destination: Path) -> None:
        """Write one edition's pages."""
        logging.getLogger("mkdocs").setLevel(logging.WARNING)
        config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(destination))
        plugin = config.plugins["sopwright"]
        if not isinstance(plugin, SitePlugin):
            raise TypeError(f"mkdocs.yml must name the plug-in `sopwright`, not {type(plugin).__name__}")
        plugin.editions = {edition.language: edition}
        try:
            build(config)
        finally:
            plugin.remove_stubs()

    def finish(self, editions: Sequence[Edition], destination: Path) -> None:
        """Write the page that chooses a language, and the page for addresses that do not exist."""
        for name, html in shared_pages(self.root, editions).items():
            (destination / name).write_text(html, encoding="utf-8", newline="\n")
