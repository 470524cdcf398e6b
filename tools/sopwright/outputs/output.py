"""The protocol that every output follows."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from sopwright.edition.facts import Facts
from sopwright.edition.records import Edition


class Output(Protocol):
    """Something that editions are turned into; it sees editions and nothing else of the handbook."""

    @property
    def name(self) -> str:
        """The folder below ``build/`` and the word of ``--only``."""

    def write(self, editions: Sequence[Edition], destination: Path) -> None:
        """Write the editions of one language, each into its own new, empty folder: see `folder`."""

    def finish(self, facts: Sequence[Facts], destination: Path) -> None:
        """Write what an audience's languages share into the folder that holds their folders."""


def folder(destination: Path, edition: Edition | Facts) -> Path:
    """Where an output writes an edition, below its own folder."""
    return destination / edition.audience / edition.language
