"""Reading and projecting late: the same edition, with less read before it is looked into."""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from sopwright.edition.late import Projection
from sopwright.edition.project import project
from sopwright.edition.records import Content, DocumentView, Edition
from sopwright.load import late
from sopwright.load.documents import Loaded, read_texts
from sopwright.load.handbook import document_folders, handbook_of, load
from sopwright.load.late import load_late
from sopwright.load.shared import Shared, load_shared
from sopwright.model.approvals import Approvals
from sopwright.model.handbook import Handbook
from sopwright.source.tree import Tree
from tests.conftest import TODAY
from tests.editions import ANSWERING, TRANSFER, replaced
from tests.repositories import apply, copy

EDITIONS = [(audience, language) for audience in ("public", "agents", "leads") for language in ("en", "bg")]


def _late(root: Path) -> Handbook:
    tree = Tree(root)
    shared = load_shared(tree)
    folders = document_folders(tree, shared.folders, [])
    return _gathered(shared, {folder: load_late(tree, folder) for folder in folders})


def _gathered(shared: Shared, loaded: Mapping[str, Loaded]) -> Handbook:
    handbook = handbook_of(shared, Approvals(), loaded.values())
    assert handbook is not None
    return handbook


def _values(record: Edition | DocumentView | Content) -> dict[str, Any]:
    skipped = {"words", "documents", "books", "posts", "content"}
    values = {field.name: getattr(record, field.name) for field in fields(record) if field.name not in skipped}
    return {name: tuple(value) if name in ("terms", "progress") else value for name, value in values.items()}


@pytest.mark.parametrize(("audience", "language"), EDITIONS)
def test_a_late_edition_holds_the_same(small: Path, audience: str, language: str) -> None:
    handbook, _ = load(small)
    assert handbook is not None
    now = project(handbook, audience, language, TODAY, drafts=True)
    late = Projection(audience, language, TODAY, drafts=True).edition(_late(small))
    assert (bool(late.terms), bool(late.progress)) == (bool(now.terms), bool(now.progress))
    assert _values(late) == _values(now)
    assert list(late.documents) == list(now.documents)
    for number, view in now.documents.items():
        assert _values(late.documents[number]) == _values(view)
        assert _values(late.documents[number].content) == _values(view.content)
    shelves = [[(topic.title, [d.id for d in topic.documents]) for topic in book.topics] for book in late.books]
    assert shelves == [[(topic.title, [d.id for d in topic.documents]) for topic in book.topics] for book in now.books]
    duties = [(one.post, one.owns, one.must_know, bool(one.steps), tuple(one.steps), one.events) for one in late.posts]
    assert duties == [(one.post, one.owns, one.must_know, bool(one.steps), one.steps, one.events) for one in now.posts]


def test_no_text_is_read_for_a_list_of_documents(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(tree: Tree, folder: str, names: list[str], loaded: Any) -> Any:
        asked.extend(f"{folder}/{name}" for name in names)
        return read_texts(tree, folder, names, loaded)

    monkeypatch.setattr(late, "LATE", late.reads(counted))
    edition = Projection("agents", "en", TODAY, drafts=True).edition(_late(small))
    titles = [view.title for book in edition.books for view in book.documents]
    assert len(titles) == len(edition.documents) > 2
    assert asked == []
    assert edition.documents["SVC-001"].sections
    assert f"{ANSWERING}en.md" in asked
    assert f"{ANSWERING}bg.md" not in asked


def test_a_title_with_marks_is_read_as_the_whole_text_reads_it(tmp_path: Path, small: Path) -> None:
    tree = Tree(tmp_path)
    for edit in ("# A *call* with {limit:hold}\n", "\n\n# Behind empty lines\n", "Words first\n\n# A title\n"):
        apply(tmp_path, {"file": "x/en.md", "write": edit})
        apply(tmp_path, {"file": "x/procedure.yml", "copy": small / ANSWERING / "procedure.yml"})
        document = load_late(tree, "x").document
        assert document is not None
        assert document.title_in("en") == document.texts["en"].title != ""


def test_a_projection_remembers_only_what_stayed(tmp_path: Path) -> None:
    copy(tmp_path, site=True)
    tree, shown = Tree(tmp_path), Projection("agents", "en", TODAY, drafts=True)
    shared = load_shared(tree)
    loaded = {folder: load_late(tree, folder) for folder in document_folders(tree, shared.folders, [])}
    before = shown.edition(_gathered(shared, loaded))
    assert before.documents["SVC-001"].related[0].title == "Transfer"
    apply(tmp_path, replaced(TRANSFER + "en.md", "# Transfer", "# Passing on"))
    folder = TRANSFER.rstrip("/")
    loaded[folder] = load_late(tree, folder)
    after = shown.edition(_gathered(shared, loaded))
    assert after.documents["SVC-001"].related[0].title == "Passing on"
    assert after.documents["SVC-002"].title == "Passing on"
