"""The labels of answers in packets: they are in YAML, and come back there with nothing else touched."""

import json
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopwright.source.text import Source
from sopwright.source.yaml import parse
from sopwright.source.yaml_edit import YamlEditError, with_words
from tests.conftest import Run
from tests.editions import ANSWERING, replaced
from tests.repositories import apply, copy

PROCEDURE, ANSWERS = ANSWERING + "procedure.yml", "registers/answers.yml"


@pytest.fixture
def root(tmp_path: Path, run: Run) -> Path:
    """The small handbook with its translations accepted."""
    copy(tmp_path)
    assert run("translations", "accept", "--all", "--root", tmp_path).code == 0
    return tmp_path


def packet(root: Path, run: Run) -> polib.POFile:
    words = ("--language", "bg", "--format", "po", "--only", "stale", "--output", root / "packet.po", "--root", root)
    assert run("translations", "export", *words).code == 0
    return polib.pofile(str(root / "packet.po"))


def back(entries: polib.POFile, root: Path, run: Run, **labels: str) -> str:
    """Give labels other words, mark all as done, and import."""
    for entry in entries:
        answer = entry.msgctxt.rpartition("answer.")[2]
        entry.msgstr = labels.get(answer, entry.msgstr)
        entry.flags.clear()
    entries.save()
    return run("translations", "import", root / "packet.po", "--root", root).err


def label_of(root: Path, answer: str) -> str:
    for file, inner in ((PROCEDURE, ("answers",)), (ANSWERS, ())):
        found, _ = parse(Source(file, (root / file).read_text(encoding="utf-8")))
        assert found is not None
        values = found.value
        for key in inner:
            values = values[key]
        if answer in values:
            return str(values[answer]["bg"])
    raise AssertionError(answer)


def test_a_changed_label_comes_back_into_its_file_and_nothing_else_changes(root: Path, run: Run) -> None:
    apply(root, replaced(PROCEDURE, "en: Not sure", "en: I do not know"))
    entries = packet(root, run)
    (label,) = [entry for entry in entries if entry.msgctxt.endswith("/answer.unsure")]
    assert (label.msgid, label.msgstr, label.fuzzy) == ("I do not know", label_of(root, "unsure"), True)
    assert "before: Not sure" in label.comment
    assert all(not entry.fuzzy for entry in entries if entry is not label)
    before = {file: (root / file).read_text(encoding="utf-8") for file in (PROCEDURE, ANSWERS, ANSWERING + "bg.md")}
    old = label_of(root, "unsure")
    assert "1 texts changed, 1 sections accepted" in back(entries, root, run, unsure="Не знам: питам, {x} # и пак")
    assert label_of(root, "unsure") == "Не знам: питам, {x} # и пак"
    after = {file: (root / file).read_text(encoding="utf-8") for file in before}
    assert after[PROCEDURE].replace('"Не знам: питам, {x} # и пак"', old) == before[PROCEDURE]
    assert {file for file in before if after[file] != before[file]} == {PROCEDURE}
    data = json.loads(run("translations", "status", "--json", "--root", root).out)
    assert data["lines"][0]["stale"] == 0


def test_a_label_that_a_language_lacks_is_added(root: Path, run: Run) -> None:
    apply(root, {"file": ANSWERS, "write": '"yes": {en: "Yes!"}\n"no": {en: "No", bg: Не}\n'})
    entries = packet(root, run)
    assert [entry.msgstr for entry in entries if entry.msgctxt.endswith("/answer.yes")] == [""]
    back(entries, root, run, yes="Да!")
    assert (root / ANSWERS).read_text(encoding="utf-8") == '"yes": {en: "Yes!", bg: Да!}\n"no": {en: "No", bg: Не}\n'


@pytest.mark.parametrize("words", ["<x1/>", "<b>", "a\nb"])
def test_a_label_holds_no_markup(root: Path, run: Run, words: str) -> None:
    apply(root, replaced(PROCEDURE, "en: Not sure", "en: I do not know"))
    before = (root / PROCEDURE).read_bytes()
    assert "Nothing was changed." in back(packet(root, run), root, run, unsure=words)
    assert (root / PROCEDURE).read_bytes() == before


def test_an_answer_that_changed_meanwhile_is_told(root: Path, run: Run) -> None:
    apply(root, replaced(PROCEDURE, "en: Not sure", "en: I do not know"))
    entries = packet(root, run)
    apply(root, replaced(PROCEDURE, "en: I do not know", "en: No idea"))
    assert "its answers have changed since the packet was made" in back(entries, root, run)


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("a: {en: x,  bg: y}  # c\n", ("a", "bg"), "a: {en: x,  bg: z}  # c\n"),
        ("a: {en: x}  # c\n", ("a", "bg"), "a: {en: x, bg: z}  # c\n"),
        ("a: {}\n", ("a", "bg"), "a: {bg: z}\n"),
        ("a:\n    en: x  # c\n\nb: 1\n", ("a", "bg"), "a:\n    en: x  # c\n    bg: z\n\nb: 1\n"),
        ("a:\n  en: x\n  bg: 'y'", ("a", "bg"), 'a:\n  en: x\n  bg: "z"'),
        ("a:\n  en: x", ("a", "bg"), "a:\n  en: x\n  bg: z"),
        ("'yes': {bg: long\n  words}\n", ("yes", "bg"), "'yes': {bg: z}\n"),
    ],
)
def test_one_value_of_a_file_is_set(text: str, path: tuple[str, ...], expected: str) -> None:
    assert with_words(text, {path: "z"}) == expected


@pytest.mark.parametrize("text", ["", "a: 1\n", "a: {bg: [1]}\n", "a: {bg: |\n  x}\n", "b: {bg: x}\n", "a: {bg: x\n"])
def test_where_nothing_can_be_set_is_told(text: str) -> None:
    with pytest.raises(YamlEditError):
        with_words(text, {("a", "bg"): "z"})


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30))
def test_any_words_are_what_stands_there_afterwards(words: str) -> None:
    for text in ("a: {en: x, bg: y}\nb: 1\n", "a:\n  en: x\nb: 1\n"):
        found, _ = parse(Source("x.yml", with_words(text, {("a", "bg"): words})))
        assert found is not None
        assert found.value == {"a": {"en": "x", "bg": words}, "b": 1}
