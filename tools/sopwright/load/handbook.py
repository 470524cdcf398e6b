"""Reading a whole repository."""

from pathlib import Path
from typing import Any

from sopwright.diagnostics import Diagnostic, Span
from sopwright.load.documents import load_document
from sopwright.load.forms import build
from sopwright.load.registers import load_registers
from sopwright.model.handbook import Document, Handbook, Registers, TemplateForm
from sopwright.source import faults
from sopwright.source.tree import Tree
from sopwright.source.yaml import YamlFile

TEMPLATES = "templates"
WORDS = "templates/words"


def load(root: Path) -> tuple[Handbook | None, list[Diagnostic]]:
    """Read a repository.

    Args:
        root: The folder that holds ``registers/``, ``templates/`` and the books' folders.

    Returns:
        The handbook, or nothing when its registers cannot be read, and all faults of reading.
    """
    tree = Tree(root)
    registers, found = load_registers(tree)
    templates, more = _templates(tree)
    words, words_files, faulty = _words(tree)
    found += more + faulty
    if registers is None:
        return None, found
    documents: dict[str, Document] = {}
    duplicates: list[Document] = []
    broken: set[str] = set()
    for folder in _folders(tree, registers, found):
        loaded = load_document(tree, folder)
        found.extend(loaded.faults)
        if loaded.document is None:
            broken.add(loaded.number)
        elif loaded.document.id in documents:
            duplicates.append(loaded.document)
        else:
            documents[loaded.document.id] = loaded.document
    ordered = dict(sorted(documents.items()))
    known_broken = frozenset(broken - {""})
    handbook = Handbook(registers, ordered, templates, words, words_files, known_broken, tuple(duplicates))
    return handbook, found


def _folders(tree: Tree, registers: Registers, found: list[Diagnostic]) -> list[str]:
    folders: list[str] = []
    for place in dict.fromkeys(book.folder for book in registers.books.rows.values()):
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
