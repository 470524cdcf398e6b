"""The plug-in behind ``mkdocs build`` and ``mkdocs serve``: it reads and checks the handbook itself."""

import os
from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer

from sopwright.checks.run import examine
from sopwright.clock import now, today
from sopwright.commands.published import When, published
from sopwright.diagnostics import has_errors
from sopwright.edition.project import project
from sopwright.outputs.site.plugin import SitePlugin
from sopwright.outputs.site.render import Workshop
from sopwright.report import text

_WATCHED = ("handbook", "policies", "registers", "templates")


class SopwrightPlugin(SitePlugin):
    """Builds the audience that ``mkdocs.yml`` names, in all languages."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the handbook at the start of a build, unless ``sopwright build`` has given an edition."""
        later_language = getattr(config.plugins["i18n"], "building", False)
        if not self.given and not later_language:
            self._read(config)
        return super().on_config(config)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Build again when a file of the handbook changes."""
        del builder
        for name in _WATCHED:
            folder = Path(config.config_file_path).parent / name
            if folder.is_dir():
                server.watch(str(folder))
        return server

    def _read(self, config: MkDocsConfig) -> None:
        day = today(os.environ)
        examined = examine(Path(config.config_file_path).parent, day)
        if examined.handbook is None or has_errors(examined.diagnostics):
            raise PluginError(f"the handbook has errors\n\n{text.render(examined.diagnostics).plain}")
        audiences = examined.handbook.registers.audiences
        audience = self.config.audience or ""
        if audience not in audiences:
            known = ", ".join(audiences.rows)
            raise PluginError(f"mkdocs.yml: `audience: {audience}` is not an audience; there are {known}")
        languages = examined.handbook.language_keys
        self.root_language = languages[0]
        root = Path(config.config_file_path).parent
        handbook = published(root, examined.handbook, examined.verdicts, When(day, now(os.environ))).handbook
        self.begin({key: project(handbook, audience, key, day) for key in languages}, Workshop(root))
