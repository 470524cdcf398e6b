"""Pages made when they are asked for, through the same code as the build."""

import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from sopwright.edition.facts import Facts
from sopwright.edition.late import Projection
from sopwright.load.memory import NOTHING, Memory
from sopwright.model.handbook import Handbook
from sopwright.outputs.site.addresses import picture_path
from sopwright.outputs.site.pages import PageSpec
from sopwright.outputs.site.plan import SitePlan, plan_site, render_page
from sopwright.outputs.site.render import Workshop
from sopwright.outputs.site.shell import Shell
from sopwright.preview.shells import Shells
from sopwright.preview.working import Working

HTML = "text/html"
_KEPT = 200
"""How many pages are kept in their last good state."""

Name = tuple[str, str]
"""An edition: its audience and its language."""


@dataclass(frozen=True)
class Address:
    """What is asked for."""

    audience: str
    language: str
    path: str
    """Below the language's folder."""

    @classmethod
    def of(cls, path: str) -> "Address | None":
        """The address that a path names: ``/agents/en/service/SVC-001.html``; a folder is its start page."""
        audience, _, rest = path.removeprefix("/").partition("/")
        language, slash, below = rest.partition("/")
        if not (audience and language and slash):
            return None
        return cls(audience, language, f"{below}index.html" if not below or below.endswith("/") else below)

    def __str__(self) -> str:
        return f"/{self.audience}/{self.language}/{self.path}"


@dataclass(frozen=True)
class Shown:
    """What is shown at an address."""

    data: bytes
    media: str = HTML
    folder: str = ""
    """The folder of the document that the page shows; empty for lists, pictures and scripts."""
    trouble: str = ""
    """Why the page is in an earlier state: what happened when it was made anew."""

    @cached_property
    def tag(self) -> str:
        """Tells this state of the page from every other."""
        return hashlib.sha256(self.data).hexdigest()[:20]


@dataclass
class _Site:
    """One edition's site, as long as the handbook stays as it is."""

    working: Working
    plan: SitePlan
    shell: Shell
    shown: dict[str, Shown] = field(default_factory=dict)


class Pages:
    """Makes the pages of a handbook that is being written."""

    def __init__(self, root: Path, day: date, memory: Memory = NOTHING) -> None:
        """Take the handbook's folder, the day it is judged by, and what earlier runs have made."""
        self._root = root
        self._day = day
        self._memory = memory
        self._workshop = Workshop(root)
        self._shells = Shells(root, memory)
        self._projections: dict[Name, Projection] = {}
        self._sites: dict[Name, _Site] = {}
        self._last: dict[Address, Shown] = {}

    def forget_templates(self) -> None:
        """Read the templates anew: they have changed."""
        self._workshop = Workshop(self._root)
        self._shells, self._sites = Shells(self._root, self._memory), {}

    def show(self, working: Working, address: Address) -> Shown | None:
        """What stands at an address; nothing where there is no such page, picture or script.

        A page that cannot be made is shown in its last good state.

        Raises:
            Exception: It cannot be made, and there is no earlier state.
        """
        handbook = working.handbook
        if handbook is None or not _exists(handbook, address):
            return None
        try:
            shown = self._show(working, handbook, address)
        except Exception as error:  # a handbook with errors may be beyond what outputs can show: the faults say why
            last = self._last.get(address)
            if last is None:
                raise
            return replace(last, trouble=f"{type(error).__name__}: {error}")
        if shown is not None and shown.media == HTML:
            self._keep(address, shown)
        return shown

    def _show(self, working: Working, handbook: Handbook, address: Address) -> Shown | None:
        site = self._site(working, handbook, (address.audience, address.language))
        if address.path not in site.shown:
            made = self._made(working, site, address.path)
            if made is None:
                return None
            site.shown[address.path] = made
        return site.shown[address.path]

    def _keep(self, address: Address, shown: Shown) -> None:
        self._last.pop(address, None)
        self._last[address] = shown
        if len(self._last) > _KEPT:
            del self._last[next(iter(self._last))]

    def _site(self, working: Working, handbook: Handbook, name: Name) -> _Site:
        site = self._sites.get(name)
        if site is None or site.working is not working:
            projection = self._projections.setdefault(name, Projection(*name, self._day, drafts=True))
            edition = projection.edition(handbook)
            shell = self._shells.of(Facts.of(edition))
            site = self._sites[name] = _Site(working, plan_site(edition, self._workshop, shell), shell)
        return site

    def _made(self, working: Working, site: _Site, path: str) -> Shown | None:
        page = site.plan.pages.get(path)
        if page is not None:
            return Shown(render_page(site.plan, page), HTML, _folder(working, page))
        data = site.shell.assets.get(path)
        data = data if data is not None else _pictures(site.plan, path).get(path)
        media = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return None if data is None else Shown(data, media)


def _exists(handbook: Handbook, address: Address) -> bool:
    registers = handbook.registers
    return address.audience in registers.audiences and address.language in registers.languages


def _folder(working: Working, page: PageSpec) -> str:
    if page.document is None or working.handbook is None:
        return ""
    return working.handbook.documents[page.document.id].folder


def _pictures(plan: SitePlan, path: str) -> Mapping[str, bytes]:
    """The logo and the pictures that the pages show; nothing where the path is no picture's."""
    edition = plan.renderer.edition
    if not path.startswith("pictures/"):
        return {}
    logo = f"pictures/{edition.organisation.logo_name}"
    if path == logo:
        return {logo: edition.organisation.logo}
    shown = (picture for view in edition.documents.values() for picture in view.pictures.values())
    return {picture_path(picture): picture.data for picture in shown}
