"""Reading YAML files that earlier runs have read: their values are remembered by the digest of their bytes."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sopwright.diagnostics import Diagnostic
from sopwright.load.memory import Memory
from sopwright.load.packing import plain_yaml, yaml_of
from sopwright.source.tree import Tree
from sopwright.source.yaml import YamlFile

KEY = "yaml"
"""Under this key the memory has the values of YAML files by path."""


@dataclass(frozen=True)
class Recalling(Tree):
    """The folder that holds a handbook; YAML files that have not changed are not parsed again."""

    before: Mapping[str, tuple[str, Any]] = field(default_factory=dict)
    """By path the digest of a file's bytes and its values, as the memory had them."""
    now: dict[str, tuple[str, Any]] = field(default_factory=dict)
    """The same for the files that were read through this tree and have no fault."""

    def yaml(self, path: str) -> tuple[YamlFile | None, list[Diagnostic]]:
        """A YAML file's values, and the faults of reading it."""
        digest = hashlib.sha256(self.read(path)).hexdigest()
        known = self.before.get(path)
        if known is not None and known[0] == digest:
            self.now[path] = known
            return yaml_of(known[1]), []
        file, found = super().yaml(path)
        if file is not None and not found:
            self.now[path] = (digest, plain_yaml(file))
        return file, found

    def keep(self, memory: Memory) -> None:
        """Remember what was read, where that is new."""
        if {path: digest for path, (digest, _) in self.now.items()} != {
            path: digest for path, (digest, _) in self.before.items()
        }:
            memory.put(KEY, self.now)


def recalling(tree: Tree, memory: Memory) -> Recalling:
    """A tree that recalls what the memory has."""
    return Recalling(tree.root, memory.get(KEY) or {})
