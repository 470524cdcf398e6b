"""One edition's site, page by page: `render_page` makes any page by itself, for the build and for a preview alike."""

from collections.abc import Mapping
from dataclasses import dataclass

from sopwright.edition.records import Edition
from sopwright.outputs.site.bodies import Bodies
from sopwright.outputs.site.frame import Frame, Kind
from sopwright.outputs.site.pages import PageSpec
from sopwright.outputs.site.render import Renderer, Workshop
from sopwright.outputs.site.shell import Shell


@dataclass(frozen=True)
class SitePlan:
    """What the pages of one edition's site are made with."""

    renderer: Renderer
    frames: Mapping[Kind, Frame]

    @property
    def pages(self) -> Mapping[str, PageSpec]:
        """All pages by their path below the language's folder."""
        return self.renderer.pages


def plan_site(
    edition: Edition,
    workshop: Workshop,
    shell: Shell,
    beside: frozenset[str] = frozenset(),
    bodies: Bodies | None = None,
) -> SitePlan:
    """Plan an edition's site; nothing is rendered yet.

    Args:
        edition: The edition.
        workshop: The page templates.
        shell: The theme's frames, those of the edition among them.
        beside: The outputs that stand beside the site, for links to them.
        bodies: Where bodies are kept that other audiences' pages in this language may share.
    """
    renderer = Renderer(workshop, edition, beside=beside, bodies=bodies)
    return SitePlan(renderer, shell.frames[edition.audience, edition.language])


def render_page(plan: SitePlan, page: PageSpec) -> bytes:
    """A page as it is served: no other page is rendered for it."""
    sheet = plan.renderer.sheet(page)
    return plan.frames[sheet.kind].fill(sheet.slots).encode()
