"""The site as an output: pages in the theme's frames, for each audience and language."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sopwright.edition.facts import Facts
from sopwright.edition.records import Edition
from sopwright.outputs.depot import Depot
from sopwright.outputs.output import folder
from sopwright.outputs.site.bodies import Bodies
from sopwright.outputs.site.plan import plan_site, render_page
from sopwright.outputs.site.render import Workshop
from sopwright.outputs.site.shared import shared_pages
from sopwright.outputs.site.shell import shell
from sopwright.outputs.site.stubs import extra_files
from sopwright.search.known import Known


@dataclass(frozen=True)
class SiteOutput:
    """Writes the intranet site."""

    root: Path
    """The repository, which holds ``mkdocs.yml`` and ``templates/site``."""
    beside: frozenset[str] = frozenset()
    """The outputs that are written in the same run, so that the pages can link to them."""
    target: Path | None = None
    """The folder that the outputs are written to; ``build/`` of the repository by default."""
    links: bool = True
    """Whether equal files of several audiences may be hard links."""
    name: str = "site"

    def write(self, editions: Sequence[Edition], destination: Path) -> None:
        """Write the pages of one language's editions; what they have in common is rendered once."""
        workshop, made, bodies, known = Workshop(self.root), shell(self.root, editions), Bodies(), Known()
        depot = Depot(links=self.links)
        for edition in editions:
            home = folder(destination, edition)
            plan = plan_site(edition, workshop, made, self._beside(edition), bodies)
            depot.write_all(home, made.assets)
            depot.write_all(home, extra_files(edition, known))
            for page in plan.pages.values():
                depot.write(home / page.path, render_page(plan, page))

    def _beside(self, edition: Edition) -> frozenset[str]:
        """The outputs that pages can link to: made in this run, or standing from before."""
        target = self.target or self.root / "build"
        standing = {place.parent.parent.name for place in target.glob(f"*/{edition.audience}/{edition.language}")}
        return self.beside | standing

    def finish(self, facts: Sequence[Facts], destination: Path) -> None:
        """Write the page that chooses a language, and the page for addresses that do not exist."""
        for name, html in shared_pages(self.root, facts).items():
            (destination / name).write_text(html, encoding="utf-8", newline="\n")
