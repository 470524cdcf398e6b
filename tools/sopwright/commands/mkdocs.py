"""The plug-in behind ``mkdocs build`` and ``mkdocs serve``: it reads and checks the handbook itself."""

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from sopwright.checks.run import examine
from sopwright.clock import today
from sopwright.diagnostics import has_errors
from sopwright.edition.project import project
from sopwright.outputs.site.plugin import SitePlugin
from sopwright.report import text


class SopwrightPlugin(SitePlugin):
    """Builds the audience that ``mkdocs.yml`` names, in all languages."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the handbook unless ``sopwright build`` has given an edition."""
        if not self.editions:
            self._read(config)
        return super().on_config(config)

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
        self.editions = {key: project(examined.handbook, audience, key, day) for key in languages}
        self.root_language = languages[0]
