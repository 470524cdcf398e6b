"""Reading a whole repository."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from sopwright.diagnostics import Diagnostic, Span
from sopwright.load.approvals import load_approvals
from sopwright.load.documents import Loaded, load_document
from sopwright.load.fonts import load_fonts
from sopwright.load.forms import build
from sopwright.load.registers import load_registers
from sopwright.model.binding import Binding
from sopwright.model.handbook import Document, Handbook, TemplateForm
from sopwright.model.writing import Writing
from sopwright.source import faults
from sopwright.source.tree import Tree
from sopwright.source.yaml import YamlFile

TEMPLATES = "templates"
WORDS = "templates/words"
BINDING = "templates/binding"
WRITING = "templates/writing"

T = TypeVar("T")


@dataclass(frozen=True)
class Shared:
    """What the documents of a repository share."""

    handbook: Handbook | None
    """The handbook without its documents; nothing when its registers cannot be read."""
    folders: tuple[str, ...]
    """The folders of the documents, so that they are read even then."""
    faults: tuple[Diagnostic, ...]


def load(root: Path) -> tuple[Handbook | None, list[Diagnostic]]:
    """Read a repository.

    Args:
        root: The folder that holds ``registers/``, ``templates/`` and the books' folders.

    Returns:
        The handbook, or nothing when its registers cannot be read, and all faults of reading.
    """
    tree = Tree(root)
    shared = load_shared(tree)
    loaded = [load_document(tree, folder) for folder in shared.folders]
    found = [*shared.faults, *(fault for one in loaded for fault in one.faults)]
    return (gather(shared.handbook, loaded) if shared.handbook is not None else None), found


def load_shared(tree: Tree) -> Shared:
    """Read all but the documents, and list their folders."""
    shared = load_registers(tree)
    templates, more = _templates(tree)
    words, words_files, faulty = _words(tree)
    binding, misfits = _by_language(tree, BINDING, Binding)
    writing, unfit = _by_language(tree, WRITING, Writing)
    fonts = load_fonts(tree)
    approvals, refused = load_approvals(tree)
    found = shared.faults + more + faulty + misfits + unfit + fonts.faults + refused
    folders = tuple(_folders(tree, shared.folders, found))
    if shared.registers is None:
        return Shared(None, folders, tuple(found))
    handbook = Handbook(
        registers=shared.registers,
        documents={},
        templates=templates,
        words=words,
        words_files=words_files,
        glyphs=fonts.glyphs,
        families=fonts.families,
        binding=binding,
        writing=writing,
        approvals=approvals,
    )
    return Shared(handbook, folders, tuple(found))


def gather(handbook: Handbook, loaded: Iterable[Loaded]) -> Handbook:
    """A handbook with these documents, by number; the first to have a number keeps it."""
    documents: dict[str, Document] = {}
    duplicates: list[Document] = []
    broken: set[str] = set()
    for one in loaded:
        if one.document is None:
            broken |= {one.number} - {""}
        elif one.document.id in documents:
            duplicates.append(one.document)
        else:
            documents[one.document.id] = one.document
    ordered = dict(sorted(documents.items()))
    return replace(handbook, documents=ordered, duplicates=tuple(duplicates), broken=frozenset(broken))


def _folders(tree: Tree, places: tuple[str, ...], found: list[Diagnostic]) -> list[str]:
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


def _templates(tree: Tree) -> tuple[dict[str, tuple[TemplateForm, YamlFile]], list[Diagnostic]]:
    templates: dict[str, tuple[TemplateForm, YamlFile]] = {}
    names, found = tree.folders(TEMPLATES)
    for name in names:
        path = f"{TEMPLATES}/{name}/template.yml"
        if not tree.is_file(path):
            continue
        file, faulty = tree.yaml(path)
        found.extend(faulty)
        if file is None:
            continue
        form, misfits = build(TemplateForm, file)
        found.extend(misfits)
        if form is not None:
            templates[name] = (form, file)
    return templates, found


def _words(tree: Tree) -> tuple[dict[str, Any], dict[str, YamlFile], list[Diagnostic]]:
    words: dict[str, Any] = {}
    files: dict[str, YamlFile] = {}
    names, found = tree.files(WORDS)
    for name in names:
        if not name.endswith(".yml"):
            continue
        file, faulty = tree.yaml(f"{WORDS}/{name}")
        found.extend(faulty)
        if file is not None and isinstance(file.value, dict):
            words[name.removesuffix(".yml")] = file.value
            files[name.removesuffix(".yml")] = file
    return words, files, found


def _by_language(tree: Tree, folder: str, form: type[T]) -> tuple[dict[str, T], list[Diagnostic]]:
    """A folder with one file a language, each read into the same form."""
    values: dict[str, T] = {}
    names, found = tree.files(folder)
    for name in names:
        file, faulty = tree.yaml(f"{folder}/{name}") if name.endswith(".yml") else (None, [])
        found.extend(faulty)
        if file is not None:
            value, misfits = build(form, file)
            found.extend(misfits)
            if value is not None:
                values[name.removesuffix(".yml")] = value
    return values, found
