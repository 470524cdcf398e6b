"""The press: prints become files, with a repository's template and fonts."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from sopwright.outputs.book.prints import MAIN, Print, digest
from sopwright.outputs.book.typeset import typeset

TEMPLATES = "templates/book"
FONTS = "templates/fonts"
SHORT = 8
"""Characters of the digest that stand on each page."""


@dataclass(frozen=True)
class Press:
    """Sets prints."""

    root: Path
    """The repository."""

    @cached_property
    def template(self) -> Mapping[str, bytes]:
        """The template's files by name."""
        return _files(self.root / TEMPLATES, ".typ")

    @property
    def fonts(self) -> Path:
        """The folder of the fonts."""
        return (self.root / FONTS).resolve()

    @cached_property
    def _tools(self) -> Mapping[str, bytes]:
        """What else decides about a PDF's bytes: the fonts and Typst's version."""
        return {"fonts": digest(_files(self.fonts, ".ttf")).encode(), "typst": version("typst").encode()}

    def key(self, paper: Print, day: date) -> str:
        """A name for all that decides about a print's bytes."""
        inputs = {f"input {name}": words.encode() for name, words in paper.inputs.items()}
        return digest({**inputs, **self._tools, "content": paper.digest.encode(), "day": day.isoformat().encode()})

    def set(self, paper: Print, day: date) -> bytes:
        """Set a print.

        Args:
            paper: The print.
            day: The day that stands in the PDF's own records.
        """
        with tempfile.TemporaryDirectory(prefix="sopwright-") as folder:
            root = Path(folder).resolve()
            for name, data in paper.files.items():
                (root / name).parent.mkdir(exist_ok=True)
                (root / name).write_bytes(data)
            inputs = {**paper.inputs, "digest": paper.digest[:SHORT]}
            return typeset(root / MAIN, self.fonts, inputs, day)


def _files(folder: Path, ending: str) -> Mapping[str, bytes]:
    """The regular files of a folder by name; symbolic links could lead out of the repository."""
    if folder.is_symlink() or not folder.is_dir():
        return {}
    places = (place for place in sorted(folder.iterdir()) if place.suffix == ending)
    return {place.name: place.read_bytes() for place in places if place.is_file() and not place.is_symlink()}
