"""Drifts between the languages are found: sixty planted ones, and no false alarm on the handbook as it is.

Each is planted by itself. It counts as found if a fault is reported that names the changed file (or, of a drift
of the source, each of its five translations; of a shared answer, its register or a document that uses it).
"""

import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sopwright.checks.check import Context
from sopwright.checks.languages import CHECKS, wording_unapproved
from sopwright.checks.run import examine
from sopwright.diagnostics import Diagnostic
from sopwright.load.documents import load_document
from sopwright.load.handbook import load
from sopwright.load.registers import load_registers
from sopwright.source.tree import Tree
from tests.conftest import Run
from tests.drifts import ANSWERS, DRIFTS, ONCE_MISSED, RECORDS, Drift
from tests.held_out import HELD_OUT
from tests.repositories import PROJECT

pytestmark = pytest.mark.content

TODAY = date(2026, 11, 22)
_READ, _ = load(PROJECT)
assert _READ is not None
WHOLE = _READ
RULES = tuple(check for check in CHECKS if check is not wording_unapproved.CHECK)
"""Who approved prescribed words is no drift, and the copies that are changed here have no records."""
FEWEST = 57
"""Of sixty."""
MOST_FALSE = 3


@pytest.fixture(scope="module")
def pinned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The handbook as it is, with its accepted translations."""
    root = tmp_path_factory.mktemp("pinned")
    for name in ("handbook", "policies", "registers", "templates"):
        shutil.copytree(PROJECT / name, root / name)
    return root


@pytest.fixture(scope="module")
def unpinned(pinned: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same without pins: only what the texts say can betray a drift."""
    root = tmp_path_factory.mktemp("unpinned")
    shutil.copytree(pinned, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.pin.yml"))
    return root


def faults(root: Path, folder: str = "") -> list[Diagnostic]:
    """What the rules of the languages say about the whole handbook, or about one document of it."""
    if not folder:
        return list(examine(root, TODAY, RULES).diagnostics)
    tree = Tree(root)
    registers, document = load_registers(tree).registers, load_document(tree, folder).document
    assert registers is not None
    assert document is not None
    others = frozenset(WHOLE.documents) - {document.id}
    handbook = replace(WHOLE, registers=registers, documents={document.id: document}, broken=others)
    context = Context(handbook, TODAY)
    functions = [function for check in RULES for function in (check.each, check.find) if function is not None]
    return [fault for function in functions for fault in function(context)]


def found(root: Path, drift: Drift) -> bool:
    place = root / drift.file
    text = place.read_text(encoding="utf-8")
    assert text.count(drift.old) >= 1, drift
    place.write_text(text.replace(drift.old, drift.new, 1), encoding="utf-8")
    try:
        folder = RECORDS if drift.file == ANSWERS else drift.file.rpartition("/")[0]
        named = {fault.span.path for fault in faults(root, folder.rstrip("/"))}
    finally:
        place.write_text(text, encoding="utf-8")
    if drift.file == ANSWERS:
        return bool(named)
    if drift.kind == "stale":
        return {f"{folder}/{language}.md" for language in ("bg", "zh-Hant", "ms", "lt", "ru")} <= named
    return drift.file in named


def test_there_are_ten_of_each_kind() -> None:
    assert set(Counter(drift.kind for drift in DRIFTS).values()) == {10}
    assert len(set(DRIFTS)) == 60


def test_the_handbook_itself_raises_no_alarm(pinned: Path, unpinned: Path) -> None:
    assert len(faults(pinned)) <= MOST_FALSE
    assert len(faults(unpinned)) <= MOST_FALSE


def test_at_least_fifty_seven_of_sixty_are_found(pinned: Path) -> None:
    missed = [drift for drift in DRIFTS if not found(pinned, drift)]
    assert len(DRIFTS) - len(missed) >= FEWEST, missed


def test_most_are_found_by_what_the_texts_say_alone(unpinned: Path) -> None:
    """A changed source leaves no trace without pins, so those ten are left out."""
    planted = [drift for drift in DRIFTS if drift.kind != "stale"]
    missed = [drift for drift in planted if not found(unpinned, drift)]
    assert len(missed) <= 3, missed


def test_what_was_missed_once_is_found_by_what_the_texts_say(unpinned: Path) -> None:
    missed = [drift for drift in ONCE_MISSED if not found(unpinned, drift)]
    assert len(missed) <= 1, missed


@pytest.mark.slow
def test_held_out_drifts_are_found_nearly_as_well(pinned: Path, unpinned: Path) -> None:
    assert len(set(HELD_OUT)) == 30
    missed = [drift for drift in HELD_OUT if not found(pinned, drift)]
    assert len(missed) <= 1, missed
    betrayed = [drift for drift in HELD_OUT if drift.kind != "stale" and not found(unpinned, drift)]
    assert len(betrayed) <= 3, betrayed


def test_accepting_a_drift_does_not_hide_it(pinned: Path, run: Run) -> None:
    """Who accepts without reading is still told by what the texts say."""
    drift = next(drift for drift in DRIFTS if drift.kind == "negation")
    place = pinned / drift.file
    text = place.read_text(encoding="utf-8")
    pin = place.with_name("bg.pin.yml")
    before = pin.read_text(encoding="utf-8")
    place.write_text(text.replace(drift.old, drift.new), encoding="utf-8")
    try:
        assert run("translations", "accept", "SVC-006", "--language", "bg", "--root", pinned).code == 0
        assert [fault.code for fault in faults(pinned, RECORDS.rstrip("/"))] == ["SW420"]
    finally:
        place.write_text(text, encoding="utf-8")
        pin.write_text(before, encoding="utf-8")
