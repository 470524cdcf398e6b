"""Reading what all documents share: registers, templates, words, fonts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sopwright.diagnostics import Diagnostic
from sopwright.load.fonts import LoadedFonts, load_fonts
from sopwright.load.forms import build
from sopwright.load.registers import load_registers
from sopwright.model.binding import Binding
from sopwright.model.handbook import Registers, TemplateForm
from sopwright.model.writing import Writing
from sopwright.source.tree import Tree
from sopwright.source.yaml import YamlFile

TEMPLATES = "templates"
WORDS = "templates/words"
BINDING = "templates/binding"
WRITING = "templates/writing"

T = TypeVar("T")


@dataclass(frozen=True)
class Shared:
    """All that is not a document or a record."""

    registers: Registers | None
    """Nothing when one of them cannot be read."""
    folders: tuple[str, ...]
    """The books' folders."""
    templates: Mapping[str, tuple[TemplateForm, YamlFile]]
    words: Mapping[str, Any]
    words_files: Mapping[str, YamlFile]
    fonts: LoadedFonts
    binding: Mapping[str, Binding]
    writing: Mapping[str, Writing]
    faults: tuple[Diagnostic, ...]


def load_shared(tree: Tree) -> Shared:
    """Read registers, templates, words and fonts."""
    registers = load_registers(tree)
    templates, more = _templates(tree)
    words, words_files, faulty = _words(tree)
    binding, misfits = _by_language(tree, BINDING, Binding)
    writing, unfit = _by_language(tree, WRITING, Writing)
    fonts = load_fonts(tree)
    found = (*registers.faults, *more, *faulty, *misfits, *unfit, *fonts.faults)
    return Shared(registers.registers, registers.folders, templates, words, words_files, fonts, binding, writing, found)


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
