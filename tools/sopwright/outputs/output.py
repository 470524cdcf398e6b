"""The protocol that every output follows."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from sopwright.edition.records import Edition


class Output(Protocol):
    """Something that editions are turned into; it sees editions and nothing else of the handbook."""

    @property
    def name(self) -> str:
        """The folder below ``build/`` and the word of ``--only``."""

    def write(self, edition: Edition, destination: Path) -> None:
        """Write one edition into a new, empty folder."""

    def finish(self, editions: Sequence[Edition], destination: Path) -> None:
        """Write what an audience's languages share into the folder that holds their folders."""
