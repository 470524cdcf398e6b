"""Reading a whole repository, and reading it again after an edit."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sopwright.diagnostics import Diagnostic, Span
from sopwright.load.approvals import load_approvals
from sopwright.load.documents import Loaded
from sopwright.load.memory import NOTHING, Memory
from sopwright.load.parts import Part, document_part, keep_sights, part, sights_in
from sopwright.load.shared import Shared
from sopwright.load.shared_memory import read_shared
from sopwright.model.approvals import Approvals
from sopwright.model.handbook import Document, Handbook
from sopwright.source import faults
from sopwright.source.look import Sight, moment
from sopwright.source.tree import Tree

Prepare = Callable[[Sequence[str]], Mapping[str, Sight]]
"""Is given the folders that the memory does not know; returns what it saw in those that it has put there."""


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


def load(root: Path, memory: Memory = NOTHING) -> tuple[Handbook | None, list[Diagnostic]]:
    """Read a repository.

    Args:
        root: The folder that holds ``registers/``, ``templates/`` and the books' folders.
        memory: What earlier runs have read.

    Returns:
        The handbook, or nothing when its registers cannot be read, and all faults of reading.
    """
    reading = reload(None, root, memory)
    return reading.handbook, list(reading.faults)


def reload(previous: Reading | None, root: Path, memory: Memory = NOTHING, prepare: Prepare | None = None) -> Reading:
    """Read a repository again: what no file has changed of is taken over, the very same objects.

    The result is the same as that of a first reading.

    Args:
        previous: What reading it came to before; nothing for a first reading.
        root: The folder that holds ``registers/``, ``templates/`` and the books' folders.
        memory: What earlier runs have read.
        prepare: May put what the memory lacks into it.
    """
    old = previous if previous is not None and previous.root == root else None
    now = moment()
    shared = part(old.shared if old is not None else None, root, now, partial(read_shared, memory=memory))
    approvals = part(old.approvals if old is not None else None, root, now, load_approvals)
    known = old.documents if old is not None else {}
    seen = {folder: one.sight for folder, one in known.items()} or sights_in(memory, shared.sight)
    found: list[Diagnostic] = []
    folders = document_folders(Tree(root), shared.value.folders, found)
    fresh = prepare([folder for folder in folders if folder not in seen]) if prepare is not None else {}
    documents = {
        folder: document_part(known.get(folder), fresh.get(folder) or seen.get(folder), root, folder, now, memory)
        for folder in folders
    }
    keep_sights(memory, shared.sight, seen, documents)
    loaded = [one.value for one in documents.values()]
    found = [*shared.value.faults, *approvals.value[1], *found, *(fault for one in loaded for fault in one.faults)]
    handbook = handbook_of(shared.value, approvals.value[0], loaded)
    return Reading(root, handbook, tuple(found), shared, approvals, documents)


def handbook_of(shared: Shared, approvals: Approvals, loaded: Iterable[Loaded]) -> Handbook | None:
    """The handbook of these parts; nothing where the registers could not be read."""
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
