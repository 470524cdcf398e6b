"""Writing files of which many are equal: equal bytes are stored once, where the file system can."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from sopwright.outputs.compress import Form, is_worth


class Depot:
    """Writes new files below a folder; where equal bytes stand already, a hard link to them is made instead.

    Such bytes are those of the same file as it was before, so that what has not changed is not written again, and
    those of another file of this run. Nothing is ever written through a link: files are only made, never changed.
    """

    def __init__(self, home: Path, before: Path, *, links: bool = True, forms: Sequence[Form] = ()) -> None:
        """Begin.

        Args:
            home: The new folder.
            before: The folder that it will take the place of.
            links: Whether equal files may be hard links.
            forms: In which forms compressed siblings are written.
        """
        self._home = home
        self._before = before
        self._links = links
        self._forms = forms
        self._places: dict[bytes, Path] = {}
        self._folders: set[Path] = set()

    def write(self, path: str, data: bytes) -> None:
        """Write a file, by its path below the folder, and its siblings."""
        key = hashlib.sha256(data).digest()
        self._put(path, key, data)
        for form in self._forms if is_worth(path, data) else ():
            self._put_sibling(path, key, data, form)

    def write_all(self, folder: str, files: Mapping[str, bytes]) -> None:
        """Write files by their path below a folder."""
        for name, data in files.items():
            self.write(f"{folder}/{name}", data)

    def _put_sibling(self, path: str, key: bytes, data: bytes, form: Form) -> None:
        """Compress only what no other file of this run had compressed."""
        own = key + form.ending.encode()
        place, first = self._home / f"{path}{form.ending}", self._places.get(own)
        if first is None or not self._links or not _linked(first, place):
            self._put(f"{path}{form.ending}", own, form.compress(data))

    def _put(self, path: str, key: bytes, data: bytes) -> None:
        place = self._home / path
        if place.parent not in self._folders:
            place.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(place.parent)
        first = self._places.get(key) or self._same_before(path, data)
        if first is not None and self._links and _linked(first, place):
            self._places.setdefault(key, first)
            return
        with place.open("xb") as file:
            file.write(data)
        self._places.setdefault(key, place)

    def _same_before(self, path: str, data: bytes) -> Path | None:
        """The file as it was before, if it held the same bytes."""
        place = self._before / path
        with suppress(OSError):
            if not place.is_symlink() and place.stat().st_size == len(data) and place.read_bytes() == data:
                return place
        return None


def _linked(first: Path, place: Path) -> bool:
    with suppress(OSError):  # another file system, too many links, or none at all
        os.link(first, place)
        return True
    return False
