"""The site as an output: pages in the theme's frames, for each audience and language."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sopwright.edition.records import Edition
from sopwright.outputs.site.plan import plan_site, render_page
from sopwright.outputs.site.render import Workshop
from sopwright.outputs.site.shared import shared_pages
from sopwright.outputs.site.shell import shell
from sopwright.outputs.site.stubs import extra_files


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
        made = shell(self.root, [edition])
        plan = plan_site(edition, Workshop(self.root), made, self.beside | standing)
        files = {page.path: render_page(plan, page) for page in plan.pages.values()}
        for name, data in {**made.assets, **extra_files(edition), **files}.items():
            (destination / name).parent.mkdir(parents=True, exist_ok=True)
            (destination / name).write_bytes(data)

    def finish(self, editions: Sequence[Edition], destination: Path) -> None:
        """Write the page that chooses a language, and the page for addresses that do not exist."""
        for name, html in shared_pages(self.root, editions).items():
            (destination / name).write_text(html, encoding="utf-8", newline="\n")
