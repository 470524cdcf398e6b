"""The notes on each document, from the run before or from the memory."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from sopwright.checks.notes import Notes
from sopwright.load.handbook import Reading
from sopwright.load.memory import Memory
from sopwright.source.look import Sight

NotesByKey = Mapping[str, Notes]
"""Notes by the digest of all files that they follow from: the document's own and those that all documents share."""


@dataclass(frozen=True)
class Noted:
    """The notes on the documents of one reading."""

    keys: Mapping[str, str]
    """The key of each document's notes by its number."""
    notes: NotesByKey

    @property
    def by_number(self) -> Mapping[str, Notes]:
        """The notes on each document."""
        return {number: self.notes[key] for number, key in self.keys.items()}


def noted(reading: Reading, before: NotesByKey, memory: Memory) -> Noted:
    """The notes on all documents, as far as there are any.

    Args:
        reading: What was read.
        before: The notes of the run before.
        memory: What earlier runs have found.
    """
    documents = reading.handbook.documents if reading.handbook is not None else {}
    keys: dict[str, str] = {}
    for part in reading.documents.values():
        document = part.value.document
        if document is not None and documents.get(document.id) is document:
            keys[document.id] = key_of(part.sight, reading.shared.sight)
    return Noted(keys, {key: before[key] if key in before else Notes(memory.get(key) or {}) for key in keys.values()})


def key_of(own: Sight, shared: Sight) -> str:
    """The key of the notes on one document."""
    return f"notes-{hashlib.sha256(f'{own.digest} {shared.digest}'.encode()).hexdigest()}"


def keep(notes: NotesByKey, memory: Memory) -> None:
    """Remember the notes that are new."""
    for key, one in notes.items():
        if one.added:
            memory.put(key, one.values)
            one.added = False
    memory.tidy()
