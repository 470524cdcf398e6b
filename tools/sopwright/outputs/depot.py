"""Writing files of which many are equal: equal bytes are stored once, where the file system can."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path


class Depot:
    """Writes new files; a second one of equal bytes becomes a hard link to the first.

    Nothing is ever written through such a link: files are only made, never changed.
    """

    def __init__(self, *, links: bool = True) -> None:
        self._links = links
        self._places: dict[bytes, Path] = {}
        self._folders: set[Path] = set()

    def write(self, place: Path, data: bytes) -> None:
        """Write a file that is not there yet."""
        if place.parent not in self._folders:
            place.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(place.parent)
        key = hashlib.sha256(data).digest()
        first = self._places.get(key) if self._links else None
        if first is not None and _linked(first, place):
            return
        with place.open("xb") as file:
            file.write(data)
        self._places.setdefault(key, place)

    def write_all(self, folder: Path, files: Mapping[str, bytes]) -> None:
        """Write files by their path below a folder."""
        for name, data in files.items():
            self.write(folder / name, data)


def _linked(first: Path, place: Path) -> bool:
    try:
        os.link(first, place)
    except OSError:  # another file system, too many links, or none at all
        return False
    return True
