"""What is remembered changes nothing: a check that remembers says what a check that does not remember says."""

import os
import pickle
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from sopwright.checks import fill
from sopwright.checks.check import Check, Context
from sopwright.checks.registry import CHECKS
from sopwright.checks.run import Examined, examine
from sopwright.diagnostics import Diagnostic, Rule, Span
from sopwright.load import memory as memory_module
from sopwright.load import packing
from sopwright.load.memory import Memory, memory_of, packed, unpacked
from sopwright.source.stored import ChangedError
from tests.conftest import TODAY
from tests.repositories import apply, copy

TRANSFER = "handbook/service/transfer"
ANSWERING = "handbook/service/answering"

QUESTION = "{about: answer, ask: {en: What?, bg: Какво?}, answers: {a: {en: A, bg: А}, b: {en: B, bg: Б}}, right: a}"
QUIZ = "".join(f"{name}: {QUESTION}\n" for name in ("first", "second", "third"))

EDITS: tuple[Mapping[str, Any], ...] = (
    {"file": f"{TRANSFER}/en.md", "append": "\nGo on with [](SVC-099) and [](SVC-001#nowhere).\n"},
    {"file": f"{TRANSFER}/bg.md", "append": "\nЕдна дума, {limit:none}.\n"},
    {"file": f"{TRANSFER}/procedure.yml", "append": "supersedes: [SVC-001]\n"},
    {"file": f"{ANSWERING}/procedure.yml", "old": "visibility: [everyone]", "new": "visibility: [manager]"},
    {"file": f"{ANSWERING}/seat.png", "write": "no picture"},
    {"file": "handbook/service/second/procedure.yml", "copy": f"{ANSWERING}/procedure.yml"},
    {"file": f"{ANSWERING}/quiz.yml", "write": QUIZ},
    {"file": "policies/recording/bg.md", "delete": True},
    {"file": "registers/measures.yml", "delete": True},
    {"file": "registers/answers.yml", "append": "never: {en: Never}\n"},
    {"file": "registers/checks.yml", "append": "["},
    {"file": "templates/procedure/template.yml", "delete": True},
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy(tmp_path / "handbook")


def warm(root: Path) -> Examined:
    return examine(root, TODAY, memory=memory_of(root))


def same(one: Examined, other: Examined) -> bool:
    return one.diagnostics == other.diagnostics and one.handbook == other.handbook


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: f"{edit['file']}")
def test_after_an_edit_a_remembering_check_says_what_a_first_one_says(root: Path, edit: Mapping[str, Any]) -> None:
    before = warm(root)
    assert same(before, examine(root, TODAY))
    apply(root, edit)
    cold = examine(root, TODAY)
    assert not same(cold, before)
    assert same(warm(root), cold)
    assert same(examine(root, TODAY, previous=before), cold)


def test_random_edits_end_the_same(root: Path) -> None:
    chance = random.Random(11)  # noqa: S311  # a test's own order
    previous = warm(root)
    for _ in range(20):
        path = chance.choice([path for path in root.rglob("*") if path.is_file() and "build" not in path.parts])
        data = path.read_bytes()
        place = chance.randrange(len(data) + 1)
        path.write_bytes(chance.choice([data[:place] + data[place + 9 :], data[:place] + b"x " + data[place:], data]))
        cold, previous = examine(root, TODAY), examine(root, TODAY, previous=previous)
        assert same(warm(root), cold)
        assert same(previous, cold)


def test_the_day_is_no_part_of_what_is_remembered(root: Path) -> None:
    warm(root)
    later = TODAY.replace(year=TODAY.year + 9)
    assert examine(root, later, memory=memory_of(root)).diagnostics == examine(root, later).diagnostics
    assert examine(root, later).diagnostics != examine(root, TODAY).diagnostics


def test_what_has_not_changed_is_not_even_looked_at(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = warm(root).diagnostics

    def fail(*_arguments: object) -> None:
        raise AssertionError("a text was made")

    monkeypatch.setattr(packing, "_text_of", fail)
    assert warm(root).diagnostics == expected


def test_a_rule_that_looks_at_one_document_has_no_day_and_no_other_document(root: Path) -> None:
    def others(context: Context) -> Iterator[Diagnostic]:
        yield RULE.at(Span("x"), ", ".join(context.handbook.documents))

    def day(context: Context) -> Iterator[Diagnostic]:
        yield RULE.at(Span("x"), str(context.today))

    RULE = Rule("SW999", "odd")  # noqa: N806  # as in a check's module
    found = examine(root, TODAY, (Check(RULE, "Odd.", each=others),)).diagnostics
    assert [fault.message for fault in found] == ["POL-001", "SVC-001", "SVC-002"]
    with pytest.raises(LookupError):
        examine(root, TODAY, (Check(RULE, "Odd.", each=day),))


def test_several_processes_remember_what_one_would(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    apply(root, EDITS[0])
    monkeypatch.setattr(fill, "FEWEST", 1)
    cold = examine(root, TODAY)
    assert same(examine(root, TODAY, memory=memory_of(root), workers=2), cold)
    monkeypatch.setattr(packing, "pack", None)  # all that is needed is there already
    assert same(warm(root), cold)


def test_every_check_says_what_it_asks_of_one_document() -> None:
    assert {check.rule.name for check in CHECKS if check.facts} >= {"duplicate-title", "document-unknown"}


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[:-3]),
        lambda file: file.write_bytes(file.read_bytes().replace(b"e", b"a", 1)),
        lambda file: file.unlink(),
    ],
    ids=["empty", "cut off", "altered", "deleted"],
)
def test_what_is_damaged_is_as_if_it_were_not_there(root: Path, damage: Callable[[Path], object]) -> None:
    expected = warm(root)
    for file in memory_module.memory_of(root).files():
        damage(file)
    assert same(warm(root), expected)


def test_a_memory_holds_no_code(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[Any, ...]:
            return (os.mkdir, (str(tmp_path / "done"),))

    with pytest.raises(pickle.UnpicklingError):
        unpacked(packed(Evil()))
    assert list(tmp_path.iterdir()) == []


def test_another_version_does_not_believe_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warm(root)
    before = memory_of(root).files()
    assert before
    monkeypatch.setattr(memory_module, "version", lambda: "another")
    assert memory_of(root).files() == []
    assert not any(file.exists() for file in before)


@pytest.mark.parametrize("mode", [0o755, 0o770, 0o777])
def test_a_folder_that_others_can_use_is_not_used(root: Path, mode: int) -> None:
    warm(root)
    (root / memory_module.FOLDER).chmod(mode)
    assert memory_of(root) == Memory()
    assert same(warm(root), examine(root, TODAY))


def test_a_picture_that_was_changed_since_is_not_published_unseen(root: Path) -> None:
    warm(root)
    handbook = warm(root).handbook
    assert handbook is not None
    picture = handbook.documents["SVC-001"].pictures["seat.png"]
    (root / ANSWERING / "seat.png").write_bytes(b"something else")
    with pytest.raises(ChangedError, match="was changed while it was needed"):
        _ = picture.data


@pytest.mark.slow
def test_a_run_that_is_killed_leaves_nothing_wrong(root: Path) -> None:
    expected = examine(root, TODAY)
    command = [sys.executable, "-m", "sopwright", "check", "--root", str(root), "--today", str(TODAY)]
    for delay in (0.3, 0.6, 0.9, 1.2):
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert same(warm(root), expected)
