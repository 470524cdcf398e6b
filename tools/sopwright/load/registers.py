"""Reading ``registers/*.yml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sopwright.diagnostics import Diagnostic, Span
from sopwright.load.forms import adapter_of, build
from sopwright.model import registers as rows
from sopwright.model.approval import ApprovalRules
from sopwright.model.form import Key, Language, Words
from sopwright.model.handbook import Register, Registers
from sopwright.model.training import TrainingRules
from sopwright.source import faults, picture
from sopwright.source.tree import Tree
from sopwright.source.yaml import YamlFile

FOLDER = "registers"

_RECORDS: dict[str, type[Any]] = {
    "organisation": rows.Organisation,
    "roles": rows.Roles,
    "review": rows.ReviewRules,
    "training": TrainingRules,
    "approval": ApprovalRules,
    "checks": rows.CheckSettings,
}
_TABLES: dict[str, Any] = {
    "languages": Mapping[Language, rows.LanguageRow],
    "books": Mapping[Key, rows.Book],
    "audiences": Mapping[Key, rows.Audience],
    "posts": Mapping[Key, rows.Post],
    "people": Mapping[Key, rows.Person],
    "teams": Mapping[Key, rows.Team],
    "measures": Mapping[Key, rows.Measure],
    "limits": Mapping[Key, rows.Limit],
    "directory": Mapping[Key, rows.Department],
    "laws": Mapping[Key, rows.Law],
    "calendar": Mapping[Key, rows.Event],
    "systems": Mapping[Key, rows.System],
    "answers": Mapping[Key, Words],
    "terms": Mapping[Key, rows.Term],
    "wording": Mapping[Key, rows.Wording],
}
_MAY_BE_ABSENT = frozenset(
    {
        "checks",
        "measures",
        "limits",
        "directory",
        "laws",
        "calendar",
        "systems",
        "answers",
        "teams",
        "terms",
        "training",
        "wording",
    }
)


@dataclass(frozen=True)
class LoadedRegisters:
    """What came of the registers' folder."""

    registers: Registers | None
    """Nothing when one of them cannot be read: a handbook with half its posts would be judged wrongly."""
    folders: tuple[str, ...]
    """The books' folders, so that documents are read even then; none where the books themselves are unknown."""
    faults: list[Diagnostic]


def load_registers(tree: Tree) -> LoadedRegisters:
    """Read all registers."""
    names, found = tree.files(FOLDER)
    found.extend(_stray(names))
    values: dict[str, Any] = {}
    files: dict[str, YamlFile] = {}
    for name, form in (_RECORDS | _TABLES).items():
        value, file, faulty = _read(tree, name, form, f"{name}.yml" in names)
        found.extend(faulty)
        if value is not None:
            values[name], files[name] = value, file
    books: Mapping[str, rows.Book] = values.get("books", {})
    folders = tuple(dict.fromkeys(book.folder for book in books.values()))
    if values.keys() != _RECORDS.keys() | _TABLES.keys():
        return LoadedRegisters(None, folders, found)
    logo, faulty = _logo(tree, values["organisation"], files["organisation"])
    fields: dict[str, Any] = {name: Register(values[name], files[name]) for name in _TABLES}
    fields |= {name: values[name] for name in _RECORDS}
    return LoadedRegisters(Registers(**fields, files=files, logo=logo), folders, found + faulty)


def _read(tree: Tree, name: str, form: Any, present: bool) -> tuple[Any, YamlFile, list[Diagnostic]]:
    path = f"{FOLDER}/{name}.yml"
    empty = YamlFile(path, {})
    adapter = adapter_of(form)
    if not present:
        if name in _MAY_BE_ABSENT:
            return adapter.validate_python({}), empty, []
        hint = "docs/model.md shows what stands in it"
        return None, empty, [faults.MISSING_REGISTER.at(Span(path), f"the register `{name}` is missing", hint)]
    file, found = tree.yaml(path)
    if file is None:
        return None, empty, found
    if file.value is None and name in _MAY_BE_ABSENT:
        return adapter.validate_python({}), file, found
    value, misfits = build(adapter, file)
    return value, file, found + misfits


def _stray(names: list[str]) -> list[Diagnostic]:
    known = {f"{name}.yml" for name in (*_RECORDS, *_TABLES)}
    return [
        faults.STRAY_FILE.at(Span(f"{FOLDER}/{name}"), f"`{name}` is not a register", "compare with docs/model.md")
        for name in names
        if name not in known and name.rpartition(".")[2] not in picture.ENDINGS
    ]


def _logo(tree: Tree, organisation: rows.Organisation, file: YamlFile) -> tuple[bytes, list[Diagnostic]]:
    path = f"{FOLDER}/{organisation.logo}"
    if not tree.is_file(path):
        message = f"the logo `{organisation.logo}` is not in {FOLDER}/"
        return b"", [faults.MISSING_REGISTER.at(file.at("logo"), message)]
    data = tree.read(path)
    return data, picture.judge(path, data)
