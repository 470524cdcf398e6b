"""The bytes of a file that are read when somebody asks for them."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from sopwright.source.tree import Tree


class ChangedError(Exception):
    """A file is no longer what was checked."""


@dataclass(frozen=True)
class Stored:
    """A file whose content is known by its digest."""

    root: Path
    path: str
    digest: str
    """SHA-256 of its bytes, in hexadecimal."""

    def read(self) -> bytes:
        """The bytes.

        Raises:
            ChangedError: They are others now, or gone.
        """
        try:
            data = Tree(self.root).read(self.path)
        except OSError as error:
            raise ChangedError(f"`{self.path}` went away while it was needed; run the command again") from error
        if hashlib.sha256(data).hexdigest() != self.digest:
            raise ChangedError(f"`{self.path}` was changed while it was needed; run the command again")
        return data
