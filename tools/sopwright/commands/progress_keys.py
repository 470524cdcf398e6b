"""What the state of a document's translations is made of: what is remembered counts while these bytes are the same."""

import hashlib
from collections.abc import Iterable
from functools import cached_property

from sopwright.load.approvals import record_files
from sopwright.load.registers import FOLDER
from sopwright.model.approvals import DEPUTIES
from sopwright.source.tree import Tree

_CONTENT = (".md", ".yml")
_SHARED = ("answers.yml", "languages.yml")


class Keys:
    """Digests of documents' folders, of the registers behind them, and of what was signed about them."""

    def __init__(self, tree: Tree, form: str) -> None:
        """Read the registers.

        Args:
            tree: The repository.
            form: Other ways of computing the states have another one.
        """
        self._tree = tree
        names, _ = tree.files(FOLDER)
        self._registers = {name: self._digest([f"{FOLDER}/{name}"]) for name in names}
        self._form = form.encode()

    def of(self, folder: str, number: str) -> str:
        """The digest of all that the state of a document's translations depends on.

        Args:
            folder: The document's folder.
            number: Its number, or an empty text where that is not known yet.
        """
        names, _ = self._tree.files(folder)
        parts = [self._form, *(self._registers.get(name, b"") for name in _SHARED)]
        parts.append(self._digest(f"{folder}/{name}" for name in names if name.endswith(_CONTENT)))
        records = record_files(self._tree, number) if number else []
        if records:  # what was signed holds the values of any register, and counts by its people
            parts += [self._digest(records), *self._registers.values(), self._deputies]
        return hashlib.sha256(b"\n".join(parts)).hexdigest()

    @cached_property
    def _deputies(self) -> bytes:
        return self._digest(record_files(self._tree, DEPUTIES))

    def _digest(self, paths: Iterable[str]) -> bytes:
        """The digest of some files, each framed by its path and length."""
        made = hashlib.sha256()
        for path in paths:
            data = self._tree.read(path)
            made.update(f"{path} {len(data)} ".encode() + data)
        return made.digest()
