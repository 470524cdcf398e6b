"""The site as an output: pages in the theme's frames, for each audience and language."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sopwright.edition.facts import Facts
from sopwright.edition.records import Edition
from sopwright.outputs.compress import form
from sopwright.outputs.depot import Depot
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
    compress: tuple[str, ...] = ()
    """The forms in which compressed siblings are written."""
    name: str = "site"

    def write(self, editions: Sequence[Edition], destination: Path) -> None:
        """Write the pages of one language's editions; what they have in common is rendered once."""
        workshop, made = Workshop(self.root), shell(self.root, editions)
        bodies, known = Bodies(), Known()
        depot = Depot(destination, self._target / self.name, links=self.links, forms=[form(n) for n in self.compress])
        for edition in editions:
            home = f"{edition.audience}/{edition.language}"
            plan = plan_site(edition, workshop, made, self._beside(edition), bodies)
            depot.write_all(home, made.assets)
            depot.write_all(home, extra_files(edition, known))
            for page in plan.pages.values():
                depot.write(f"{home}/{page.path}", render_page(plan, page))

    @property
    def _target(self) -> Path:
        return self.target or self.root / "build"

    def _beside(self, edition: Edition) -> frozenset[str]:
        """The outputs that pages can link to: made in this run, or standing from before."""
        standing = {place.parent.parent.name for place in self._target.glob(f"*/{edition.audience}/{edition.language}")}
        return self.beside | standing

    def finish(self, facts: Sequence[Facts], destination: Path) -> None:
        """Write the page that chooses a language, and the page for addresses that do not exist."""
        for name, html in shared_pages(self.root, facts).items():
            (destination / name).write_text(html, encoding="utf-8", newline="\n")
