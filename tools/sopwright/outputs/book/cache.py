"""Keeping set prints by the digest of all that they were made of. The folder may be deleted at any time."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

MOST = 4000
"""Files that are kept; the ones not used for longest go first."""


@dataclass(frozen=True)
class Cache:
    """A folder of files named by their key."""

    folder: Path

    def get(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The data of a key, made and kept where it is not there yet."""
        place = self.folder / f"{key}.pdf"
        if place.is_file() and not place.is_symlink():
            os.utime(place)
            return place.read_bytes()
        data = make()
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".new-", delete=False) as file:
            file.write(data)
        Path(file.name).replace(place)
        return data

    def prune(self) -> None:
        """Remove what has not been used for longest."""
        if not self.folder.is_dir():
            return
        places = sorted(self.folder.glob("*.pdf"), key=lambda place: place.stat().st_mtime, reverse=True)
        for place in places[MOST:]:
            place.unlink(missing_ok=True)
