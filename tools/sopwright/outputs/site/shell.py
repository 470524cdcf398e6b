"""Running MkDocs for the frames of pages, and for what the theme brings along."""

import logging
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sopwright.edition.facts import Facts
from sopwright.edition.records import Edition
from sopwright.outputs.site.frame import Frame, Kind
from sopwright.outputs.site.pages import pages
from sopwright.outputs.site.render import kind_of
from sopwright.outputs.site.sheet import Sheet, pattern

Frames = Mapping[Kind, Frame]


@dataclass(frozen=True)
class Shell:
    """What the theme gives the sites of some editions."""

    frames: Mapping[tuple[str, str], Frames]
    """By audience and language."""
    assets: Mapping[str, bytes]
    """Styles, scripts and pictures by path; the same for all."""


def shell(root: Path, editions: Iterable[Edition]) -> Shell:
    """Render the frames of editions with the theme and plug-ins that ``mkdocs.yml`` names.

    Raises:
        TypeError: ``mkdocs.yml`` names another plug-in as ``sopwright``.
        FrameError: The theme's templates make no frame.
    """
    return shell_of(root, ((Facts.of(edition), {kind_of(page) for page in pages(edition)}) for edition in editions))


def shell_of(root: Path, wanted: Iterable[tuple[Facts, Iterable[Kind]]]) -> Shell:
    """Render the frames of some kinds of pages; see :func:`shell`.

    Args:
        root: The folder that holds ``mkdocs.yml``.
        wanted: What is known of each edition, with the kinds of pages to frame.
    """
    by_language: dict[str, list[Sheet]] = {}
    for facts, kinds in wanted:
        by_language.setdefault(facts.language, []).extend(pattern(facts, kind) for kind in sorted(kinds))
    frames: dict[tuple[str, str], dict[Kind, Frame]] = {}
    assets: dict[str, bytes] = {}
    for language, sheets in by_language.items():
        files = _build(root, sheets)
        for sheet in sheets:
            frame = Frame.cut(files.pop(sheet.path).decode())
            frames.setdefault((sheet.facts.audience, language), {})[sheet.kind] = frame
        assets.update(files)
    return Shell(frames, assets)


def _build(root: Path, sheets: Sequence[Sheet]) -> dict[str, bytes]:
    """All files that MkDocs makes of one language's patterns.

    MkDocs is imported here, in the processes that build: the other commands need not wait for it.
    """
    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415

    logging.getLogger("mkdocs").setLevel(logging.ERROR)  # patterns lack what pages have
    with tempfile.TemporaryDirectory(prefix="sopwright-") as folder:
        config = load_config(str(root / "mkdocs.yml"), site_dir=folder)
        plugin = config.plugins["sopwright"]
        if not hasattr(plugin, "patterns"):
            raise TypeError(f"mkdocs.yml must name the plug-in `sopwright`, not {type(plugin).__name__}")
        with plugin.patterns(sheets):
            build(config)
        home = Path(folder)
        found = (place for place in sorted(home.rglob("*")) if place.is_file())
        return {place.relative_to(home).as_posix(): place.read_bytes() for place in found}
