"""The progress of every translation, remembered by the content of its document's folder.

What is remembered counts only while all bytes that it was made of are the same; the folder ``build/.cache`` may be
deleted at any time.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from sopwright import __version__
from sopwright.commands.files import write_aside
from sopwright.diagnostics import Diagnostic, has_errors
from sopwright.load.documents import load_document
from sopwright.load.registers import FOLDER, load_registers
from sopwright.model.handbook import Registers
from sopwright.source.tree import Tree
from sopwright.translation.progress import Progress, as_data, from_data
from sopwright.translation.state import translated_into, translation_state

FILE = Path("build", ".cache", "translations.json")
FORM = 1
"""Raised when what is remembered, or how it is computed, changes."""


@dataclass
class Surveyed:
    """What a look at all documents came to."""

    rows: list[Progress] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    """Of registers and documents that cannot be read."""
    registers: Registers | None = None


def survey(root: Path) -> Surveyed:
    """Look at every translation of a repository; documents that have not changed since are not read again."""
    tree = Tree(root)
    shared = load_registers(tree)
    surveyed = Surveyed(registers=shared.registers)
    if shared.registers is None:
        surveyed.faults.extend(shared.faults)
        return surveyed
    memory = _Memory(root)
    common = _common(tree)
    kept: dict[str, Any] = {}
    for folder in _folders(tree, shared.folders):
        key = _key(tree, folder, common)
        record = memory.get(folder, key)
        rows = _remembered(record) if record is not None else None
        if rows is None or record is None:
            rows, record = _look(tree, folder, shared.registers, key, surveyed.faults)
        if record is not None:
            kept[folder] = record
        surveyed.rows.extend(rows)
    memory.keep(kept)
    surveyed.rows.sort(key=lambda row: row.whole.document)
    return surveyed


def _look(
    tree: Tree, folder: str, registers: Registers, key: str, found: list[Diagnostic]
) -> tuple[list[Progress], dict[str, Any] | None]:
    loaded = load_document(tree, folder)
    document = loaded.document
    if document is None or has_errors(loaded.faults):
        found.extend(loaded.faults)
        return [], None
    if document.metadata.status == "retired":
        return [], {"key": key, "rows": []}
    languages = translated_into(document, registers.languages.rows)
    states = (translation_state(document, language, registers.answers.rows) for language in languages)
    rows = [Progress.of(document.metadata.owner, state) for state in states]
    return rows, {"key": key, "rows": [as_data(row) for row in rows]}


def _remembered(record: Mapping[str, Any]) -> list[Progress] | None:
    try:
        return [from_data(row) for row in record["rows"]]
    except (KeyError, TypeError, ValueError):
        return None


def _folders(tree: Tree, places: tuple[str, ...]) -> list[str]:
    return [f"{place}/{name}" for place in places for name in tree.folders(place)[0]]


def _common(tree: Tree) -> bytes:
    """The registers that the state of a translation depends on."""
    paths = (f"{FOLDER}/{name}.yml" for name in ("answers", "languages"))
    return b"".join(hashlib.sha256(tree.read(path)).digest() for path in paths if tree.is_file(path))


def _key(tree: Tree, folder: str, shared: bytes) -> str:
    made = hashlib.sha256(f"{__version__} {FORM} ".encode() + shared)
    names, _ = tree.files(folder)
    for name in names:
        if name.endswith((".md", ".yml")):
            data = tree.read(f"{folder}/{name}")
            made.update(f"{name} {len(data)} ".encode() + data)
    return made.hexdigest()


@dataclass
class _Memory:
    root: Path

    def get(self, folder: str, key: str) -> Mapping[str, Any] | None:
        record = self._records.get(folder)
        return record if isinstance(record, dict) and record.get("key") == key else None

    @cached_property
    def _records(self) -> Mapping[str, Any]:
        try:
            value = json.loads((self.root / FILE).read_bytes())
        except (OSError, ValueError):
            return {}
        return value if isinstance(value, dict) else {}

    def keep(self, records: Mapping[str, Any]) -> None:
        if records != self._records:
            write_aside(self.root / FILE, json.dumps(records, ensure_ascii=False).encode("utf-8"))
