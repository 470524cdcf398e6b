"""Pieces of a handbook, each with the files that it was made of: what no file has changed of is not made again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from sopwright.load.documents import Loaded, load_document
from sopwright.load.memory import Memory
from sopwright.load.packing import pack, unpack
from sopwright.source.look import Look, Sight, take
from sopwright.source.picture import ENDINGS
from sopwright.source.tree import Tree

T = TypeVar("T")

SIGHTS = "sights"
"""Under this key the memory has what was seen in each folder."""

_READ = frozenset({"md", "yml", *ENDINGS})
"""How the names of files end whose bytes decide what a document is."""


@dataclass(frozen=True)
class Part(Generic[T]):
    """A piece of a handbook."""

    value: T
    sight: Sight


def part(old: Part[T] | None, root: Path, now: int, make: Callable[[Tree], T]) -> Part[T]:
    """A piece: the old one if all is as it was, else a new one."""
    sight = old.sight.again(root, now) if old is not None else None
    if old is not None and sight is not None:
        return old if sight is old.sight else Part(old.value, sight)
    look = Look(root)
    return Part(make(look), look.sight(now))


def document_part(
    old: Part[Loaded] | None, seen: Sight | None, root: Path, folder: str, now: int, memory: Memory
) -> Part[Loaded]:
    """A document: the old one if its folder is as it was, else from the memory, else from its files.

    Args:
        old: The document as it was read before.
        seen: What was seen in its folder when it was remembered.
        root: The folder that holds the handbook.
        folder: The document's folder below it.
        now: When this look began.
        memory: What earlier runs have read.
    """
    before = old.sight if old is not None else seen
    sight = before.again(root, now) if before is not None else None
    if old is not None and sight is not None:
        return old if sight is old.sight else Part(old.value, sight)
    loaded = _remembered(root, sight, memory) if sight is not None else None
    if loaded is not None and sight is not None:
        return Part(loaded, sight)
    look = Look(root)
    take(look, (folder,), [f"{folder}/{name}" for name, kind, _ in look.entries(folder) if _counts(name, kind)])
    sight = look.sight(now)
    loaded = _remembered(root, sight, memory)
    if loaded is None:
        loaded = load_document(look, folder)
        memory.put(_key(sight), pack(loaded))
    return Part(loaded, sight)


def sights_in(memory: Memory, shared: Sight) -> Mapping[str, Sight]:
    """What was seen in each document's folder when it was remembered; nothing where what they share was otherwise."""
    digest, sights = memory.get(SIGHTS) or ("", {})
    return {folder: Sight.of(plain) for folder, plain in sights.items()} if digest == shared.digest else {}


def keep_sights(
    memory: Memory, shared: Sight, known: Mapping[str, Sight], documents: Mapping[str, Part[Loaded]]
) -> None:
    """Remember what was seen, if that is new."""
    sights = {folder: part.sight for folder, part in documents.items()}
    if sights.keys() != known.keys() or any(known[folder] is not sight for folder, sight in sights.items()):
        memory.put(SIGHTS, (shared.digest, {folder: sight.plain() for folder, sight in sights.items()}))


def _counts(name: str, kind: str) -> bool:
    return kind == "file" and name.rpartition(".")[2] in _READ


def _key(sight: Sight) -> str:
    return f"document-{sight.digest}"


def _remembered(root: Path, sight: Sight, memory: Memory) -> Loaded | None:
    plain = memory.get(_key(sight))
    return unpack(Tree(root), plain) if plain is not None else None
