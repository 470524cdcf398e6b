"""Running MkDocs over one edition."""

import logging
from pathlib import Path

from sopwright.edition.records import Edition


def build_pages(root: Path, edition: Edition, destination: Path, beside: frozenset[str] = frozenset()) -> None:
    """Build an edition's pages with the theme and plug-ins that ``mkdocs.yml`` names.

    MkDocs is imported here, in the processes that build: the other commands need not wait for it.

    Raises:
        TypeError: ``mkdocs.yml`` names another plug-in as ``sopwright``.
    """
    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415

    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(destination))
    plugin = config.plugins["sopwright"]
    if not hasattr(plugin, "build_only"):
        raise TypeError(f"mkdocs.yml must name the plug-in `sopwright`, not {type(plugin).__name__}")
    with plugin.build_only(edition, beside):
        build(config)
