"""docs/model.md agrees with the code: its examples load, and every field, reference and unit is there."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from pydantic import BaseModel
from ruamel.yaml import YAML

from sopwright.load.documents import load_document
from sopwright.model import references
from sopwright.model.handbook import Registers
from sopwright.model.metadata import Metadata
from sopwright.source.tree import Tree
from tests.documentation import ROOT, page

MODEL = page("model.md")
FOLDER = "handbook/service/customer-records"
ROWS = dict(re.findall(r"^\| `([a-z]+)\.yml` \| (.*) \|$", MODEL.text, re.MULTILINE))
FORMS = {name: form for name, form in get_type_hints(Registers).items() if name not in ("files", "logo")}


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A repository with the page's example as its only document."""
    for name in ("registers", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / FOLDER / "procedure.yml").write_text(MODEL.fence("yaml"), encoding="utf-8")
    (tmp_path / FOLDER / "en.md").write_text(MODEL.fence("markdown"), encoding="utf-8")
    return Tree(tmp_path)


def test_the_examples_load_without_a_fault(tree: Tree) -> None:
    loaded = load_document(tree, FOLDER)
    assert loaded.faults == []
    assert loaded.document is not None
    assert loaded.document.id == "SVC-006"
    assert [section.id for section in loaded.document.texts["en"].sections] == ["purpose", "scope", "steps", "notes"]


def test_the_examples_fit_each_other(tree: Tree) -> None:
    document = load_document(tree, FOLDER).document
    assert document is not None
    headings = [part.id for part in document.texts["en"].parts]
    assert headings
    assert headings == [step for step in document.metadata.steps if step in headings]


def test_the_example_shows_every_field() -> None:
    shown = YAML(typ="safe", pure=True).load(MODEL.fence("yaml"))
    assert set(shown) == set(Metadata.model_fields)


def test_what_may_be_left_out_is_said() -> None:
    optional = {name for name, info in Metadata.model_fields.items() if not info.is_required()} - {"steps", "effective"}
    sentence = next(line for line in MODEL.text.splitlines() if "may be left out" in line)
    assert set(re.findall(r"`([a-z]+)`", sentence.partition("may be left out")[0])) == optional


def _fields(form: Any) -> Iterator[str]:
    if isinstance(form, type) and issubclass(form, BaseModel):
        for name, info in form.model_fields.items():
            yield info.alias or name
            yield from _fields(info.annotation)
    for inner in get_args(form):
        yield from _fields(inner)


@pytest.mark.parametrize("name", FORMS)
def test_every_field_of_a_register_is_described(name: str) -> None:
    words = set(re.findall(r"[a-z_]+", ROWS[name]))
    assert {field for field in _fields(FORMS[name]) if field not in words} == set()


def test_no_other_register_is_described() -> None:
    assert set(ROWS) == set(FORMS)


def test_every_kind_of_reference_is_described() -> None:
    section = MODEL.section("References: data by name")
    assert set(re.findall(r"`\{([a-z-]+):", section)) - {"kind"} == set(references.KINDS)
    assert set(re.findall(r"\{org:([a-z_]+)\}", section)) == set(references.ORGANISATION_FIELDS)


def test_every_unit_is_shown() -> None:
    words = YAML(typ="safe", pure=True).load((ROOT / "templates/words/en.yml").read_text(encoding="utf-8"))
    shown = set(re.findall(r"`\d+(?:\.\d+)? ([a-z%-]+)`", MODEL.section("YAML, strictly")))
    plural = {unit if unit.endswith("s") or unit in ("%", "min", "h", "people") else f"{unit}s" for unit in shown}
    assert set(words["units"]) <= plural


def test_every_kind_of_event_is_named() -> None:
    assert set(re.findall(r"`([a-z]+)`", ROWS["calendar"])) >= set(references.EVENT_KINDS)
