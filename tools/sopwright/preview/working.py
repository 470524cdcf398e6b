"""The files as they are being written: of each part the last state that could be read, and what is wrong now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from sopwright.diagnostics import Diagnostic, has_errors
from sopwright.load.approvals import FOLDER as APPROVALS
from sopwright.load.approvals import load_approvals
from sopwright.load.documents import Loaded, load_document
from sopwright.load.handbook import document_folders, handbook_of
from sopwright.load.late import load_late
from sopwright.load.memory import memory_of
from sopwright.load.shared import Shared, load_shared
from sopwright.load.shared_memory import knowing
from sopwright.model.approvals import Approvals
from sopwright.model.handbook import Document, Handbook
from sopwright.model.issue import Issue
from sopwright.preview.issue import LateIssue
from sopwright.source.tree import Tree

IssueOf = Callable[[Handbook, Document], Issue]
"""Says how a document of a handbook came to be in force."""

SHARED, RECORDS, FOLDERS = "registers", "approvals", "folders"
"""The parts of a handbook besides its documents, whose parts are called by their folders."""
REMEMBERED = "yaml"
"""Under this key the memory has the values of all YAML files."""
_BY_NAME = ("templates", "words", "words_files", "binding", "writing")
"""What the documents share by name, each from a file of its own."""
_UNREAD = ("site", "preview", "book", "redline", "forge", "fonts")
"""Folders of templates that have no part in reading a handbook."""


@dataclass(frozen=True)
class Working:
    """A handbook as it is being written."""

    root: Path
    issue_of: IssueOf
    shared: Shared
    approvals: Approvals
    documents: Mapping[str, Loaded]
    """By folder."""
    faults: Mapping[str, tuple[Diagnostic, ...]]
    """Faults of reading what is no document, by part."""

    @cached_property
    def base(self) -> Handbook | None:
        """The handbook without its documents; nothing while its registers have never been read."""
        return handbook_of(self.shared, self.approvals, ())

    @cached_property
    def handbook(self) -> Handbook | None:
        """The handbook, with everything as it stands; nothing while its registers have never been read."""
        return handbook_of(self.shared, self.approvals, self.documents.values())

    @cached_property
    def found(self) -> tuple[Diagnostic, ...]:
        """All faults of reading."""
        parts = (*self.faults.values(), *(one.faults for one in self.documents.values()))
        return tuple(fault for part in parts for fault in part)

    def part_of(self, path: str) -> str:
        """The part that a file belongs to; empty where it is none of the handbook's."""
        for place in self.shared.folders:
            if path.startswith(f"{place}/"):
                return f"{place}/{path.removeprefix(f'{place}/').partition('/')[0]}"
        top, _, rest = path.partition("/")
        if top == "registers" or (top == "templates" and rest.partition("/")[0] not in _UNREAD):
            return SHARED
        return RECORDS if top == APPROVALS else ""


def begin(root: Path, issue_of: IssueOf) -> Working:
    """Read a handbook for the first time: registers and metadata now, texts when somebody looks at them."""
    memory = memory_of(root)
    tree = knowing(Tree(root), memory, REMEMBERED)
    shared = load_shared(tree)
    approvals, refused = load_approvals(tree)
    faults = {SHARED: shared.faults, RECORDS: tuple(refused)}
    working = _listed(Working(root, issue_of, shared, approvals, {}, faults), tree)
    tree.keep(memory, REMEMBERED)
    return working


def again(working: Working, paths: Iterable[str]) -> Working:
    """Read the parts again whose files have changed.

    A part that cannot be read now keeps its last good state, and its faults tell why.

    Args:
        working: The handbook so far.
        paths: The files and folders that have changed, below the root.
    """
    parts = {working.part_of(path) for path in paths} - {""}
    tree = Tree(working.root)
    if SHARED in parts:
        working = _shared_again(working, tree)
    if RECORDS in parts:
        approvals, refused = load_approvals(tree)
        working = _noted(working, RECORDS, refused)
        working = replace(working, approvals=working.approvals if has_errors(refused) else approvals)
    folders = parts - {SHARED, RECORDS}
    if SHARED in parts or RECORDS in parts:
        working = replace(
            working, documents={folder: _bound(working, one) for folder, one in working.documents.items()}
        )
    read = {folder: _read(working, tree, folder) for folder in folders if folder in working.documents}
    working = replace(working, documents={**working.documents, **read})
    return _listed(working, tree) if folders - read.keys() or SHARED in parts or _any_gone(tree, folders) else working


def _shared_again(working: Working, tree: Tree) -> Working:
    """Read registers, words and templates again; what has been there before and cannot be read now stays."""
    old, new = working.shared, load_shared(tree)
    working = _noted(working, SHARED, new.faults)
    if not has_errors(new.faults):
        return replace(working, shared=new)
    known: dict[str, Any] = {name: {**getattr(old, name), **getattr(new, name)} for name in _BY_NAME}
    if new.registers is None:
        known |= {"registers": old.registers, "folders": old.folders or new.folders}
    return replace(working, shared=replace(new, **known))


def _any_gone(tree: Tree, folders: Iterable[str]) -> bool:
    return any(not tree.entries(folder) for folder in folders)


def _listed(working: Working, tree: Tree) -> Working:
    """Take in the documents' folders that are new, and leave out those that are gone."""
    found: list[Diagnostic] = []
    folders = document_folders(tree, working.shared.folders, found)
    known = working.documents
    documents = {folder: known.get(folder) or _bound(working, load_late(tree, folder)) for folder in folders}
    return _noted(replace(working, documents=documents), FOLDERS, found)


def _read(working: Working, tree: Tree, folder: str) -> Loaded:
    """Read a document again; its metadata and texts that cannot be read now stay as they were."""
    loaded, before = load_document(tree, folder), working.documents[folder].document
    if loaded.document is None:
        return replace(loaded, document=before)
    texts = dict(loaded.document.texts)
    for name in loaded.document.refused:
        text = before.texts.get(name.removesuffix(".md")) if before is not None else None
        if text is not None:
            texts[text.language] = text
    return _bound(working, replace(loaded, document=replace(loaded.document, texts=texts)))


def _noted(working: Working, part: str, faults: Iterable[Diagnostic]) -> Working:
    return replace(working, faults={**working.faults, part: tuple(faults)})


def _bound(working: Working, loaded: Loaded) -> Loaded:
    """Let a document tell how it came to be in force, by these registers and records."""
    handbook, document = working.base, loaded.document
    if handbook is None or document is None:
        return loaded
    issue = LateIssue(partial(working.issue_of, handbook, document), _may_be_reviewed(handbook, document))
    return replace(loaded, document=replace(document, issue=issue))


def _may_be_reviewed(handbook: Handbook, document: Document) -> bool:
    """Whether any record could say that the document was looked through and found good as it is."""
    records = handbook.approvals.of(document.id, document.metadata.languages.source)
    return any(record.predicate.decision == "review-unchanged" for record in records)
