"""The state of translations: which section is stale, which words have changed, and what settles it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sopwright.checks.run import examine
from sopwright.load.handbook import load
from sopwright.model.handbook import Handbook
from sopwright.model.issue import Approval, Issue, Standing
from sopwright.model.pin import digest
from sopwright.translation.changes import changes, count_words
from sopwright.translation.sections import sections
from sopwright.translation.state import State, TranslationState, translation_state
from tests.conftest import Run
from tests.editions import ANSWERING, replaced
from tests.repositories import PROJECT, apply, copy

EN, BG, PINS = ANSWERING + "en.md", ANSWERING + "bg.md", ANSWERING + "bg.pin.yml"
GREETING = "Say the greeting"


@pytest.fixture
def root(tmp_path: Path, run: Run) -> Path:
    """The small handbook with its translations accepted."""
    copy(tmp_path)
    assert run("translations", "accept", "--all", "--root", tmp_path).code == 0
    return tmp_path


def edited(root: Path, *edits: Mapping[str, Any]) -> Path:
    for edit in edits:
        apply(root, edit)
    return root


def read(root: Path) -> Handbook:
    handbook, faults = load(root)
    assert handbook is not None
    assert faults == []
    return handbook


def state_of(root: Path, number: str = "SVC-001") -> TranslationState:
    handbook = read(root)
    return translation_state(handbook.documents[number], "bg", handbook.registers.answers.rows)


def states(root: Path) -> dict[str, State]:
    return {section.id: section.state for section in state_of(root).sections}


def only(state: TranslationState, wanted: State) -> list[str]:
    return [section.id for section in state.of(wanted)]


def test_without_pins_everything_is_a_draft(tmp_path: Path) -> None:
    assert set(states(copy(tmp_path)).values()) == {State.DRAFT}


def test_accepted_translations_are_translated(root: Path) -> None:
    assert set(states(root).values()) == {State.TRANSLATED}
    assert list(states(root)) == ["_title", "purpose", "scope", "steps", "answer", "known", "resolve", "notes"]


def test_a_changed_number_makes_exactly_its_section_stale_and_names_the_words(root: Path) -> None:
    state = state_of(edited(root, replaced(EN, "{time:08:00}", "{time:09:00}")))
    assert only(state, State.STALE) == ["answer"]
    (section,) = state.of(State.STALE)
    assert [str(change) for change in section.changes] == ["`{time:08:00}` is now `{time:09:00}`"]
    assert state.state is State.STALE


def test_editing_the_translation_does_not_silence_staleness(root: Path) -> None:
    edited(root, replaced(EN, "Pick up within", "Answer within"), replaced(BG, "Вдигнете до", "Отговорете до"))
    assert states(root)["answer"] is State.STALE


def test_accepting_the_section_does(root: Path, run: Run) -> None:
    edited(root, replaced(EN, "Pick up within", "Answer within"), replaced(EN, "All calls.", "All calls and mails."))
    done = run("translations", "accept", "SVC-001", "--language", "bg", "--section", "answer", "--root", root)
    assert done.code == 0
    assert only(state_of(root), State.STALE) == ["scope"]


def test_a_section_that_still_differs_is_not_accepted(root: Path, run: Run) -> None:
    edited(root, replaced(EN, "{time:08:00}", "{time:09:00}"))
    done = run("translations", "accept", "SVC-001", "--root", root)
    assert done.code == 1
    assert "SVC-001 bg answer: not accepted: `{time:09:00}` is missing; `{time:08:00}` is too much" in done.err
    assert only(state_of(root), State.STALE) == ["answer"]


def test_rewrapping_the_source_changes_nothing(root: Path) -> None:
    edited(root, replaced(EN, "Pick up within {measure:pick-up}, from", "Pick up within\n{measure:pick-up}, from"))
    assert set(states(root).values()) == {State.TRANSLATED}


def test_a_changed_translation_is_a_draft_again(root: Path) -> None:
    edited(root, replaced(BG, "Задръжте най-много", "Чакайте най-много"))
    assert only(state_of(root), State.DRAFT) == ["resolve"]
    found = [(fault.code, str(fault.span)) for fault in examine(root, date(2026, 6, 1)).diagnostics]
    assert found == [("SW415", f"{BG}:23:1")]


def test_a_missing_step_is_missing(root: Path) -> None:
    edited(
        root, replaced(BG, "### Вдигнете {#answer}\n\nВдигнете до {measure:pick-up}, от {time:08:00} нататък.\n", "")
    )
    assert only(state_of(root), State.MISSING) == ["answer"]


def test_another_extension_is_suspect(root: Path) -> None:
    edited(root, {"file": BG, "old": "{extension:market}", "new": "4456"})
    (section,) = state_of(root).of(State.SUSPECT)
    assert section.id == "known"
    assert set(section.differs) == {"`4456` is too much", "`{extension:market}` is missing"}


def test_a_changed_label_of_an_answer_makes_its_step_stale(root: Path) -> None:
    edited(root, replaced(ANSWERING + "procedure.yml", "en: Not sure", "en: I do not know"))
    assert only(state_of(root), State.STALE) == ["known"]


def test_swapped_labels_of_shared_answers_are_seen(root: Path) -> None:
    edited(root, {"file": "registers/answers.yml", "write": '"yes": {en: "Yes", bg: Не}\n"no": {en: "No", bg: Да}\n'})
    assert only(state_of(root), State.DRAFT) == ["known"]


def test_items_under_the_wrong_answer_are_suspect(tmp_path: Path) -> None:
    items = "\n\n- Yes: it is clear.\n- No: it is not.\n", "\n\n- Не: ясно е.\n- Да: не е ясно.\n"
    question = "If not, [transfer](SVC-002#warm) it to {extension:market}."
    translated = "Ако не, [прехвърлете](SVC-002#warm) към {extension:market}."
    copy(tmp_path, [replaced(EN, question, question + items[0]), replaced(BG, translated, translated + items[1])])
    (section,) = state_of(tmp_path).of(State.SUSPECT)
    assert section.differs[0] == "the item of the answer `yes` begins with the label of `no`"


def test_staleness_counts_from_the_revision_that_brought_it(root: Path) -> None:
    later = (
        "  - {number: 2, date: 2026-03-01, class: material, summary: {en: Hours, bg: Часове}}\n"
        "  - {number: 3, date: 2026-04-01, class: editorial, summary: {en: Words, bg: Думи}}\nexecutors:"
    )
    edited(root, replaced(EN, "Pick up within", "Answer within"))
    assert [section.since for section in state_of(root).of(State.STALE)] == [None]
    edited(root, replaced(ANSWERING + "procedure.yml", "executors:", later.removeprefix("  ").replace("- ", "  - ", 1)))
    assert [section.since for section in state_of(root).of(State.STALE)] == [date(2026, 3, 1)]


@pytest.mark.parametrize(("standing", "settled"), [("approved", True), ("unreviewed", False)])
def test_an_approval_of_this_translation_for_this_source_settles_it(
    root: Path, standing: Standing, settled: bool
) -> None:
    handbook = read(edited(root, replaced(EN, "Pick up within", "Answer within")))
    document, shared = handbook.documents["SVC-001"], handbook.registers.answers.rows
    issued = replace(document, issue=Issue({"bg": Approval("0" * 64, standing)}))
    state = translation_state(issued, "bg", shared)
    assert ({section.state for section in state.sections} == {State.REVIEWED}) is settled
    assert only(state, State.STALE) == ([] if settled else ["answer"])


def test_a_stale_section_is_warned_of_once_and_does_not_stop_a_build(root: Path) -> None:
    edited(root, replaced(EN, "{limit:hold} at most", "no longer than 10 minutes"))
    found = [(fault.code, fault.severity.label, fault.message) for fault in examine(root, date(2026, 6, 1)).diagnostics]
    words = "`{limit:hold} at most` is now `no longer than 10 minutes`"
    assert found == [("SW414", "warning", f"`resolve` has changed in `en`: {words}")]


def test_blocks_for_some_readers_are_compared_even_where_the_source_has_changed(root: Path) -> None:
    edited(root, replaced(EN, "Listen to one", "Listen to each"), replaced(BG, "::: for leads", "::: note"))
    assert "SW411" in [fault.code for fault in examine(root, date(2026, 6, 1)).diagnostics]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("form: 1", "form: 2", "expected 1, not `2`"),
        ("    revision: 1\n", "", "`revision` is missing"),
        ("Pick up within", "Answer within", "`words` are not those of the digest `source`"),
        ("  answer:\n", "  Answer:\n", "does not have the form expected here"),
        ("revision: 1", "revision: 0", "greater than or equal to 1"),
        ("form: 1", "form: 1\nauthor: me", "`author` is not a field here"),
    ],
)
def test_a_pin_that_was_tampered_with_is_refused(root: Path, old: str, new: str, expected: str) -> None:
    place = root / PINS
    place.write_text(place.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    _, faults = load(root)
    assert [fault.code for fault in faults] == ["SW011"]
    assert expected in faults[0].message
    assert faults[0].span.path == PINS


def test_pins_are_not_published(root: Path) -> None:
    document = read(root).documents["SVC-001"]
    assert set(document.pins) == {"bg"}
    assert not any("pin" in name for name in document.pictures)


def test_words_of_pins_survive_their_file(root: Path, run: Run) -> None:
    hard = "Say:\n\n```text\n  indented  \n\n- 'x': \"y\" # z\n```\n\n- one\n\n  two: {limit:hold}\n"
    for file in (EN, BG):
        apply(root, {"file": file, "append": hard})
    assert run("translations", "accept", "--all", "--root", root).code == 0
    handbook = read(root)
    document = handbook.documents["SVC-001"]
    assert document.source_text is not None
    for key, section in sections(document, document.source_text, handbook.registers.answers.rows).items():
        pin = document.pins["bg"].sections[key]
        assert (pin.words, pin.source) == (section.words, digest(section.words))


def test_status_tells_each_language_and_post_and_remembers(root: Path, run: Run) -> None:
    edited(root, replaced(EN, "Pick up within", "Answer within"))
    data = json.loads(run("translations", "status", "--json", "--root", root).out)
    whole = data["lines"][0]
    assert (whole["language"], whole["documents"], whole["stale"], whole["missing"]) == ("bg", 3, 1, 0)
    assert sum(line["sections"] for line in data["lines"][1:]) == whole["sections"]
    assert whole["words"] == 7
    shown = run("translations", "status", "--root", root)
    assert "SVC-001 bg answer: stale: `Pick up` is now `Answer`" in shown.out
    assert json.loads(run("translations", "status", "--json", "--root", root).out) == data
    edited(root, replaced(EN, "Answer within", "Pick up within"))
    assert json.loads(run("translations", "status", "--json", "--root", root).out)["lines"][0]["coverage"] == 100


def test_a_broken_memory_is_made_anew(root: Path, run: Run) -> None:
    before = run("translations", "status", "--json", "--root", root).out
    for broken in ("{", "[]", '{"handbook/service/answering": 1}'):
        (root / "build" / ".cache" / "translations.json").write_text(broken, encoding="utf-8")
        assert run("translations", "status", "--json", "--root", root).out == before


def test_a_document_that_cannot_be_read_is_told(root: Path, run: Run) -> None:
    edited(root, {"file": ANSWERING + "procedure.yml", "append": "nonsense: 1\n"})
    done = run("translations", "status", "--root", root)
    assert done.code == 1
    assert "SW011" in done.err


@pytest.mark.parametrize(
    "words",
    [
        ("status", "--language", "xx"),
        ("accept",),
        ("accept", "SVC-999"),
        ("accept", "SVC-001", "--language", "xx"),
        ("accept", "SVC-001", "--section", "nowhere"),
    ],
)
def test_wrong_use_is_told(root: Path, run: Run, words: tuple[str, ...]) -> None:
    done = run("translations", *words, "--root", root)
    assert done.code == 2
    assert done.err


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Wait 30 s.", "Wait 45 s.", ["`30` is now `45`"]),
        ("Never call back.", "Call back.", ["`Never call` is now `Call`"]),
        ("必須先說明。", "必須說明。", ["`先` is gone"]),
        ("a b", "a c b", ["`c` is new"]),
        ("same", "same", []),
    ],
)
def test_changes_are_named_word_by_word(before: str, after: str, expected: list[str]) -> None:
    assert [str(change) for change in changes(before, after)] == expected


def test_words_are_counted_in_every_script() -> None:
    assert count_words("Don't wait 30 s, ask {limit:hold}") == 4
    assert count_words("請先說明") == 4


@pytest.mark.content
def test_all_translations_of_the_handbook_are_accepted() -> None:
    handbook = read(PROJECT)
    shared = handbook.registers.answers.rows
    found = {
        (number, language, section.id): section.state
        for number, document in handbook.documents.items()
        for language in handbook.language_keys
        if language in document.pins
        for section in translation_state(document, language, shared).sections
    }
    assert set(found.values()) <= {State.TRANSLATED, State.REVIEWED}
