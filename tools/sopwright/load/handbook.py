"""Reading a whole repository, and reading it again after an edit."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from sopwright.diagnostics import Diagnostic, Span
from sopwright.load.approvals import load_approvals
from sopwright.load.documents import Loaded, load_document
from sopwright.load.shared import Shared, load_shared
from sopwright.model.approvals import Approvals
from sopwright.model.handbook import Document, Handbook
from sopwright.source import faults
from sopwright.source.look import Look, Sight, moment
from sopwright.source.tree import Tree

T = TypeVar("T")


@dataclass(frozen=True)
class Part(Generic[T]):
    """A piece of a handbook with the files that it was made of."""

    value: T
    sight: Sight


@dataclass(frozen=True)
class Reading:
    """What reading a repository came to, in pieces that the next reading may take over."""

    root: Path
    handbook: Handbook | None
    """Nothing when the registers cannot be read."""
    faults: tuple[Diagnostic, ...]
    """All faults of reading."""
    shared: Part[Shared]
    approvals: Part[tuple[Approvals, list[Diagnostic]]]
    documents: Mapping[str, Part[Loaded]]
    """By folder."""


def load(root: Path) -> tuple[Handbook | None, list[Diagnostic]]:
    """Read a repository.

    Args:
        root: The folder that holds ``registers/``, ``templates/`` and the books' folders.

    Returns:
        The handbook, or nothing when its registers cannot be read, and all faults of reading.
    """
    reading = reload(None, root)
    return reading.handbook, list(reading.faults)


def reload(previous: Reading | None, root: Path) -> Reading:
    """Read a repository again: what no file has changed of is taken over, the very same objects.

    The result is the same as that of a first reading.

    Args:
        previous: What reading it came to before; nothing for a first reading.
        root: The folder that holds ``registers/``, ``templates/`` and the books' folders.
    """
    old = previous if previous is not None and previous.root == root else None
    now = moment()
    shared = _part(old.shared if old is not None else None, root, now, load_shared)
    approvals = _part(old.approvals if old is not None else None, root, now, load_approvals)
    known = old.documents if old is not None else {}
    found: list[Diagnostic] = []
    documents = {
        folder: _part(known.get(folder), root, now, partial(load_document, folder=folder))
        for folder in document_folders(Tree(root), shared.value.folders, found)
    }
    loaded = [part.value for part in documents.values()]
    found = [*shared.value.faults, *approvals.value[1], *found, *(fault for one in loaded for fault in one.faults)]
    handbook = gather(shared.value, approvals.value[0], loaded)
    return Reading(root, handbook, tuple(found), shared, approvals, documents)


def _part(old: Part[T] | None, root: Path, now: int, make: Callable[[Tree], T]) -> Part[T]:
    sight = old.sight.again(root, now) if old is not None else None
    if old is not None and sight is not None:
        return old if sight is old.sight else Part(old.value, sight)
    look = Look(root)
    return Part(make(look), look.sight(now))


def gather(shared: Shared, approvals: Approvals, loaded: Iterable[Loaded]) -> Handbook | None:
    """A handbook of its parts; of documents with one number the first keeps it. Nothing where registers are missing."""
    if shared.registers is None:
        return None
    documents: dict[str, Document] = {}
    duplicates: list[Document] = []
    for document in (one.document for one in loaded if one.document is not None):
        if document.id in documents:
            duplicates.append(document)
        else:
            documents[document.id] = document
    return Handbook(
        registers=shared.registers,
        documents=dict(sorted(documents.items())),
        templates=shared.templates,
        words=shared.words,
        words_files=shared.words_files,
        broken=frozenset(one.number for one in loaded if one.document is None and one.number),
        duplicates=tuple(duplicates),
        glyphs=shared.fonts.glyphs,
        families=shared.fonts.families,
        binding=shared.binding,
        writing=shared.writing,
        approvals=approvals,
    )


def document_folders(tree: Tree, places: tuple[str, ...], found: list[Diagnostic]) -> list[str]:
    """The documents' folders in the books' folders; what else stands there is added to the faults found."""
    folders: list[str] = []
    for place in places:
        names, faulty = tree.folders(place)
        strays, more = tree.files(place)
        found.extend(faulty + more)
        for name in strays:
            message = f"`{name}` stands beside the documents' folders"
            found.append(faults.STRAY_FILE.at(Span(f"{place}/{name}"), message, "move it into a document's folder"))
        folders.extend(f"{place}/{name}" for name in names)
    return folders
