"""A preview that starts again takes over what the last one has made, as far as nothing of it has changed."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from sopwright.commands.published import When, draft_issue
from sopwright.edition.facts import Facts
from sopwright.load.memory import Memory, memory_of
from sopwright.outputs.site.frame import Kind
from sopwright.outputs.site.shell import Shell, shell_of
from sopwright.preview import shells
from sopwright.preview.pages import Address, Pages
from sopwright.preview.working import REMEMBERED, Working, begin
from sopwright.source.tree import Tree
from tests.conftest import TODAY
from tests.editions import ANSWERING, replaced
from tests.repositories import apply, copy

PAGE = Address("agents", "en", "service/SVC-001.html")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy(tmp_path, site=True)


def _begun(root: Path) -> Working:
    return begin(root, lambda handbook, document: draft_issue(root, When(TODAY), handbook, document))


def _page(working: Working, memory: Memory, day: date = TODAY) -> bytes:
    shown = Pages(working.root, day, memory).show(working, PAGE)
    assert shown is not None
    return shown.data


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The YAML files that are parsed from now on."""
    paths: list[str] = []
    real = Tree.yaml

    def noted(tree: Tree, path: str) -> object:
        paths.append(path)
        return real(tree, path)

    monkeypatch.setattr(Tree, "yaml", noted)
    return paths


def test_only_changed_yaml_is_parsed_at_the_next_start(root: Path, parsed: list[str]) -> None:
    first = _begun(root)
    assert f"{ANSWERING}procedure.yml" in parsed
    parsed.clear()
    again = _begun(root)
    assert parsed == []
    assert again.handbook is not None
    assert first.handbook is not None
    assert again.handbook.registers == first.handbook.registers
    numbers = {number: document.metadata for number, document in first.handbook.documents.items()}
    assert {number: document.metadata for number, document in again.handbook.documents.items()} == numbers
    places = first.handbook.documents["SVC-001"].at("steps", "answer", "by")
    assert again.handbook.documents["SVC-001"].at("steps", "answer", "by") == places
    apply(root, replaced(ANSWERING + "procedure.yml", "owner: team-lead", "owner: manager"))
    changed = _begun(root).handbook
    assert parsed == [f"{ANSWERING}procedure.yml"]
    assert changed is not None
    assert changed.documents["SVC-001"].metadata.owner == "manager"


def test_a_faulty_file_is_never_recalled(root: Path, parsed: list[str]) -> None:
    apply(root, {"file": ANSWERING + "procedure.yml", "append": "owner: twice\n"})
    faults = _begun(root).found
    parsed.clear()
    assert _begun(root).found == faults != ()
    assert parsed == [f"{ANSWERING}procedure.yml"]


def test_frames_are_recalled_until_the_theme_changes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []

    def noted(folder: Path, wanted: list[tuple[Facts, Iterable[Kind]]]) -> Shell:
        made.append(wanted)
        return shell_of(folder, wanted)

    monkeypatch.setattr(shells, "shell_of", noted)
    working = _begun(root)
    first = _page(working, memory_of(root))
    assert _page(working, memory_of(root)) == first
    assert len(made) == 1
    apply(
        root, replaced("templates/site/theme/main.html", '<div id="sw-content">', '<div id="sw-content" class="new">')
    )
    assert b'<div id="sw-content" class="new">' in _page(working, memory_of(root))
    assert len(made) == 2


def test_a_damaged_memory_is_none(root: Path) -> None:
    working = _begun(root)
    first = _page(working, memory_of(root))
    folder = memory_of(root).folder
    assert folder is not None
    names = {file.name for file in folder.iterdir()}
    assert {REMEMBERED, "frames-agents-en"} <= names
    for file in folder.iterdir():
        file.write_bytes(file.read_bytes()[:-3])
    assert _page(_begun(root), memory_of(root)) == first
