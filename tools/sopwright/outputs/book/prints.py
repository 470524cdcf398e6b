"""A print before it is set: the files that Typst is handed, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

MAIN = "main.typ"


@dataclass(frozen=True)
class Print:
    """A book or a leaflet, ready to be set."""

    files: Mapping[str, bytes]
    """By name: ``main.typ``, the template, ``look.json``, pictures, charts."""
    inputs: Mapping[str, str]
    """What changes without a change of content: the words of the day of printing."""

    @property
    def digest(self) -> str:
        """SHA-256 of the content in hexadecimal, each name and file framed by its length."""
        return digest(self.files)


def digest(parts: Mapping[str, bytes]) -> str:
    """SHA-256 over names and contents; no two mappings share it."""
    hashed = sha256()
    for name, data in sorted(parts.items()):
        for piece in (name.encode(), data):
            hashed.update(len(piece).to_bytes(8, "big") + piece)
    return hashed.hexdigest()
