"""The progress of every translation, remembered by the content of its document's folder.

What is remembered counts only while all bytes that it was made of are the same; the folder ``build/.cache`` may be
deleted at any time.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from sopwright import __version__
from sopwright.commands.files import write_aside
from sopwright.commands.progress_keys import Keys
from sopwright.commands.reviews import with_records
from sopwright.diagnostics import Diagnostic, has_errors
from sopwright.load.approvals import load_deputies, load_records
from sopwright.load.documents import load_document
from sopwright.load.registers import load_registers
from sopwright.model.approvals import Approvals, Record
from sopwright.model.handbook import Document, Handbook, Registers
from sopwright.source.tree import Tree
from sopwright.translation.progress import Progress, as_data, from_data
from sopwright.translation.state import translated_into, translation_state

FILE = Path("build", ".cache", "translations.json")
FORM = 2
"""Raised when what is remembered, or how it is computed, changes."""


@dataclass
class Surveyed:
    """What a look at all documents came to."""

    rows: list[Progress] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    """Of registers and documents that cannot be read."""
    registers: Registers | None = None


def survey(root: Path, today: date) -> Surveyed:
    """Look at every translation of a repository; documents that have not changed since are not read again.

    Raises:
        SigningError: There are signatures to verify, and no ``ssh-keygen``.
    """
    tree = Tree(root)
    shared = load_registers(tree)
    surveyed = Surveyed(registers=shared.registers)
    if shared.registers is None:
        surveyed.faults.extend(shared.faults)
        return surveyed
    memory = _Memory(root)
    keys = Keys(tree, f"{__version__} {FORM}")
    kept: dict[str, Any] = {}
    documents: dict[str, Document] = {}
    for folder in _folders(tree, shared.folders):
        record = memory.get(folder)
        rows = _remembered(record) if record and record.get("key") == keys.of(folder, _number(record)) else None
        if record is not None and rows is not None:
            kept[folder] = record
            surveyed.rows.extend(rows)
        elif document := _read(tree, folder, surveyed.faults):
            documents[folder] = document
    for folder, document in _with_records(tree, shared.registers, documents, today).items():
        rows = _rows(document, shared.registers)
        key = keys.of(folder, document.id)
        kept[folder] = {"key": key, "number": document.id, "rows": [as_data(row) for row in rows]}
        surveyed.rows.extend(rows)
    memory.keep(kept)
    surveyed.rows.sort(key=lambda row: row.whole.document)
    return surveyed


def _read(tree: Tree, folder: str, found: list[Diagnostic]) -> Document | None:
    loaded = load_document(tree, folder)
    if loaded.document is None or has_errors(loaded.faults):
        found.extend(loaded.faults)
        return None
    return loaded.document


def _with_records(
    tree: Tree, registers: Registers, documents: Mapping[str, Document], today: date
) -> dict[str, Document]:
    """The documents, which know then who approved their translations; by folder."""
    subjects: dict[tuple[str, str], tuple[Record, ...]] = {}
    for document in documents.values():
        subjects.update(load_records(tree, document.id)[0])
    approvals = Approvals(subjects, load_deputies(tree, []) if subjects else ())
    few = Handbook(registers, {one.id: one for one in documents.values()}, {}, {}, approvals=approvals)
    known = with_records(tree.root, few, today).documents
    return {
        folder: replace(one, issue=known[one.id].issue) if known[one.id].folder == folder else one
        for folder, one in documents.items()
    }


def _rows(document: Document, registers: Registers) -> list[Progress]:
    if document.metadata.status == "retired":
        return []
    languages = translated_into(document, registers.languages.rows)
    states = (translation_state(document, language, registers.answers.rows) for language in languages)
    return [Progress.of(document.metadata.owner, state) for state in states]


def _remembered(record: Mapping[str, Any]) -> list[Progress] | None:
    try:
        return [from_data(row) for row in record["rows"]]
    except (KeyError, TypeError, ValueError):
        return None


def _folders(tree: Tree, places: tuple[str, ...]) -> list[str]:
    return [f"{place}/{name}" for place in places for name in tree.folders(place)[0]]


def _number(record: Mapping[str, Any]) -> str:
    number = record.get("number")
    return number if isinstance(number, str) else ""


@dataclass
class _Memory:
    root: Path

    def get(self, folder: str) -> Mapping[str, Any] | None:
        record = self._records.get(folder)
        return record if isinstance(record, dict) else None

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
