"""The site as an output: one MkDocs build for each audience and language."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sopwright.edition.records import Edition
from sopwright.outputs.site.shared import shared_pages
from sopwright.outputs.site.shell import build_pages


@dataclass(frozen=True)
class SiteOutput:
    """Writes the intranet site."""

    root: Path
    """The repository, which holds ``mkdocs.yml`` and ``templates/site``."""
    beside: frozenset[str] = frozenset()
    """The outputs that are written in the same run, so that the pages can link to them."""
    target: Path | None = None
    """The folder that the outputs are written to; ``build/`` of the repository by default."""
    name: str = "site"

    def write(self, edition: Edition, destination: Path) -> None:
        """Write one edition's pages; they link to other outputs that are made now or stand from before."""
        target = self.target or self.root / "build"
        standing = {place.parent.parent.name for place in target.glob(f"*/{edition.audience}/{edition.language}")}
        build_pages(self.root, edition, destination, self.beside | standing)

    def finish(self, editions: Sequence[Edition], destination: Path) -> None:
        """Write the page that chooses a language, and the page for addresses that do not exist."""
        for name, html in shared_pages(self.root, editions).items():
            (destination / name).write_text(html, encoding="utf-8", newline="\n")
