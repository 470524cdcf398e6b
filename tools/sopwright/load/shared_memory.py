"""The YAML files that all documents share, from the memory where their bytes are the same."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from sopwright.diagnostics import Diagnostic
from sopwright.load.memory import Memory
from sopwright.load.packing import file_of, plain_file
from sopwright.load.shared import Shared, load_shared
from sopwright.source.tree import Tree
from sopwright.source.yaml import YamlFile

KEY = "shared"
"""Under this key the memory has the values of these files."""


def read_shared(tree: Tree, memory: Memory) -> Shared:
    """Read registers, templates, words and fonts."""
    tree = knowing(tree, memory, KEY)
    shared = load_shared(tree)
    tree.keep(memory, KEY)
    return shared


@dataclass(frozen=True)
class Knowing(Tree):
    """A tree that need not parse what it knows."""

    tree: Tree
    known: dict[str, Any]
    """The values of faultless files by the digest of their path and bytes."""
    used: dict[str, Any] = field(default_factory=dict)

    def entries(self, path: str) -> Any:
        """What stands directly in a folder."""
        return self.tree.entries(path)

    def read(self, path: str) -> bytes:
        """A file's bytes."""
        return self.tree.read(path)

    def is_file(self, path: str) -> bool:
        """Whether a path names a regular file."""
        return self.tree.is_file(path)

    def yaml(self, path: str) -> tuple[YamlFile | None, list[Diagnostic]]:
        """A YAML file's values, and the faults of reading it."""
        key = hashlib.sha256(f"{path} ".encode() + self.read(path)).hexdigest()
        if key in self.known:
            self.used[key] = self.known[key]
            return file_of(self.known[key]), []
        file, found = super().yaml(path)
        if file is not None and not found:
            self.used[key] = plain_file(file)
        return file, found

    def keep(self, memory: Memory, key: str) -> None:
        """Remember the files that were read, where they are not those that were known."""
        if self.used.keys() != self.known.keys():
            memory.put(key, self.used)


def knowing(tree: Tree, memory: Memory, key: str) -> Knowing:
    """A tree that knows what the memory has under a key."""
    return Knowing(tree.root, tree, memory.get(key) or {})
