"""The navigation of a page: all of a small edition; of a large one what lies near the page, and the way to the rest."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from sopwright.outputs.site.pages import NavGroup, NavSection, PageSpec

ALL = 60
"""An edition of at most so many documents lists them all on every page."""
NEAR = 8
"""In a larger one, a page lists so many documents before and behind it, of its own topic."""

_LINK = 'class="md-nav__link" data-sw-page="{}"'
_ACTIVE = 'class="md-nav__link md-nav__link--active" aria-current="page" data-sw-page="{}"'


@dataclass(frozen=True)
class Place:
    """Where a page stands."""

    section: int
    group: int
    number: int


class Menu:
    """The menu of one edition: its parts are rendered once, and put together for each page."""

    def __init__(self, sections: tuple[NavSection, ...], fill: Callable[..., str]) -> None:
        self._sections = sections
        self._fill = fill
        self._mark = secrets.token_hex(16)
        self._whole = sum(page.document is not None for section in sections for page in section.pages) <= ALL
        self._frames: dict[tuple[int, int, int], str] = {}
        self._entries: dict[tuple[str, str], str] = {}
        self._places = {
            page.path: Place(s, g, n)
            for s, section in enumerate(sections)
            for g, group in enumerate(section.groups)
            for n, page in enumerate(group.pages)
        }

    def of(self, page: PageSpec) -> str:
        """The menu as a page shows it, its own entry marked."""
        place, depth = self._places[page.path], page.path.count("/")
        frame = self._frame(place, depth)
        entries = "" if self._whole else self._near(place, "../" * depth)
        return frame.replace(self._mark, entries).replace(_LINK.format(page.path), _ACTIVE.format(page.path))

    def _frame(self, place: Place, depth: int) -> str:
        """The menu of all pages of a group at a depth, with a mark where the group's near pages go."""
        key = (depth, place.section, 0 if self._whole else place.group)
        if key not in self._frames:
            base = "../" * depth
            sections = [
                (section, [self._group(group, base, (s, g), place) for g, group in enumerate(section.groups)])
                for s, section in enumerate(self._sections)
            ]
            self._frames[key] = self._fill("navigation.html", sections=sections, base=base, here=place.section)
        return self._frames[key]

    def _group(self, group: NavGroup, base: str, own: tuple[int, int], place: Place) -> tuple[NavGroup, Markup, bool]:
        """A group with its entries, and whether it has more than these."""
        is_long = any(page.document for page in group.pages) and not self._whole
        if not is_long:
            return group, Markup("".join(self._entry(page, base) for page in group.pages)), False  # noqa: S704
        is_here = own == (place.section, place.group)
        has_more = not is_here or len(group.pages) > 2 * NEAR + 1
        return group, Markup(self._mark if is_here else ""), has_more  # noqa: S704

    def _near(self, place: Place, base: str) -> str:
        pages = self._sections[place.section].groups[place.group].pages
        first = max(0, min(place.number - NEAR, len(pages) - 2 * NEAR - 1))
        return "".join(self._entry(page, base) for page in pages[first : first + 2 * NEAR + 1])

    def _entry(self, page: PageSpec, base: str) -> str:
        key = (page.path, base)
        if key not in self._entries:
            listed = page.listed and not page.is_section
            self._entries[key] = self._fill("entry.html", page=page, base=base) if listed else ""
        return self._entries[key]
