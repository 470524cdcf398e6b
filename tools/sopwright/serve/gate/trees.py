"""The files of each audience, listed once for each build: what is not in the list cannot be asked for in any way."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

SITE: Final = "site"
BESIDE: Final = ("books", "register")
"""The outputs beside the site that it links to."""
ENCODINGS: Final = {"br": ".br", "zstd": ".zst", "gzip": ".gz"}
"""Names of encodings and of the files that hold them, the best first."""
INDEX: Final = "index.html"


@dataclass(frozen=True, slots=True)
class File:
    """A file that may be fetched."""

    path: str
    """Below ``build/``."""
    encodings: tuple[str, ...] = ()
    """The encodings in which it stands there as well."""


@dataclass(frozen=True)
class Trees:
    """All files of a build, by audience and address."""

    files: Mapping[str, Mapping[str, File]] = field(default_factory=dict)

    def find(self, audience: str, address: str) -> File | None:
        """An audience's file at an address; those of other audiences are never looked at."""
        return self.files.get(audience, {}).get(address)


def read_trees(build: Path) -> Trees:
    """List the files that a build holds."""
    return Trees({audience: dict(_files(build, audience)) for audience in _audiences(build)})


def _audiences(build: Path) -> list[str]:
    try:
        return [
            entry.name
            for entry in os.scandir(build / SITE)
            if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False)
        ]
    except FileNotFoundError:
        return []


def _files(build: Path, audience: str) -> Iterator[tuple[str, File]]:
    yield from _below(build, f"{SITE}/{audience}", f"/{audience}")
    for output in BESIDE:
        yield from _below(build, f"{output}/{audience}", f"/{output}/{audience}")


def _below(build: Path, folder: str, address: str) -> Iterator[tuple[str, File]]:
    """The files of a folder and its folders; links and hidden names are left out."""
    try:
        entries = [entry for entry in os.scandir(build / folder) if not entry.name.startswith(".")]
    except (FileNotFoundError, NotADirectoryError):
        return
    names = {entry.name for entry in entries if entry.is_file(follow_symlinks=False)}
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _below(build, f"{folder}/{entry.name}", f"{address}/{entry.name}")
    for name in names:
        if any(name.endswith(ending) and name.removesuffix(ending) in names for ending in ENCODINGS.values()):
            continue  # it is another file's, in an encoding
        file = File(f"{folder}/{name}", tuple(code for code, ending in ENCODINGS.items() if name + ending in names))
        yield f"{address}/{name}", file
        if name == INDEX:
            yield f"{address}/", file
