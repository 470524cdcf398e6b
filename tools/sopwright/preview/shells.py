"""The theme's frames: MkDocs makes them once for each edition, and they are remembered for the next start."""

import hashlib
from collections.abc import Mapping
from importlib import metadata
from itertools import product
from pathlib import Path
from typing import Any

from sopwright.edition.facts import Facts
from sopwright.load.memory import Memory
from sopwright.outputs.site.frame import Frame, Kind
from sopwright.outputs.site.shell import Shell, shell_of

KINDS = tuple(Kind(start, depth, toc) for start, depth, toc in product((False, True), (0, 1), (False, True)))
"""All kinds of pages that a site can have: which of them it has would take all its words to find out."""
LOOK = ("mkdocs.yml", "templates/site/theme")
"""The files that decide how frames look, besides the theme's own."""
_MAKERS = ("jinja2", "mkdocs", "mkdocs-material", "mkdocs-static-i18n")


class Shells:
    """Makes the frames of editions, or takes them from the memory."""

    def __init__(self, root: Path, memory: Memory) -> None:
        self._root = root
        self._memory = memory
        self._look = _digest(root)
        self._known: dict[tuple[str, str], tuple[Facts, Shell]] = {}

    def of(self, facts: Facts) -> Shell:
        """The frames of an edition's pages, and what the theme brings along.

        Args:
            facts: What is known of the edition.
        """
        name = (facts.audience, facts.language)
        known = self._known.get(name)
        if known is None or known[0] != facts:
            known = self._known[name] = facts, self._recalled(facts)
        return known[1]

    def _recalled(self, facts: Facts) -> Shell:
        name, key = (facts.audience, facts.language), f"frames-{facts.audience}-{facts.language}"
        wanted = hashlib.sha256(f"{self._look} {facts!r}".encode()).hexdigest()
        digest, frames, assets = self._memory.get(key) or ("", {}, {})
        if digest == wanted:
            return Shell({name: {Kind(*kind): Frame(pieces) for kind, pieces in frames.items()}}, assets)
        shell = shell_of(self._root, [(facts, KINDS)])
        self._memory.put(key, (wanted, _plain(shell.frames[name]), dict(shell.assets)))
        return shell


def _plain(frames: Mapping[Kind, Frame]) -> dict[tuple[Any, ...], tuple[str, ...]]:
    return {tuple(kind): frame.pieces for kind, frame in frames.items()}


def _digest(root: Path) -> str:
    """The digest of all that decides how frames look, but for the edition."""
    made = hashlib.sha256(" ".join(f"{name} {metadata.version(name)}" for name in _MAKERS).encode())
    for place in LOOK:
        files = sorted((root / place).rglob("*")) if (root / place).is_dir() else [root / place]
        for file in files:
            if file.is_file():
                made.update(f"\n{file.relative_to(root).as_posix()} ".encode())
                made.update(hashlib.sha256(file.read_bytes()).digest())
    return made.hexdigest()
