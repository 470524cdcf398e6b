"""Quizzes beside the documents: read strictly, and known to the model alone."""

from pathlib import Path

import pytest

from sopwright.approval.digest import digest
from sopwright.load.handbook import load
from tests.repositories import PROJECT, apply, copy, read

PLACE = "handbook/service/answering/quiz.yml"
QUIZ = "".join(
    f"{key}: {{about: answer, ask: {{en: Why?, bg: Защо?}}, right: yes,"
    " answers: {yes: {en: 'Yes', bg: Да}, no: {en: 'No', bg: Не}}}\n"
    for key in ("first", "second", "third")
)


def test_a_quiz_is_read_in_its_order(tmp_path: Path) -> None:
    quiz = read(tmp_path, [{"file": PLACE, "write": QUIZ}]).documents["SVC-001"].quiz
    assert quiz is not None
    assert [*quiz.questions] == ["first", "second", "third"]
    assert quiz.questions["second"].ask["bg"] == "Защо?"
    assert quiz.at("second", "right").line == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (QUIZ.replace("right: yes", "right: maybe"), "`right` names one of the answers (`yes`, `no`), not `maybe`"),
        (QUIZ.partition("third")[0], "at least 3"),
        (QUIZ.replace(", no: {en: 'No', bg: Не}", ""), "at least 2"),
        (QUIZ.replace("about: answer, ", ""), "`about` is missing"),
        (QUIZ.replace("right: yes", "right: yes, points: 3"), "points"),
    ],
)
def test_a_quiz_that_does_not_fit_is_told_and_not_asked(tmp_path: Path, text: str, message: str) -> None:
    copy(tmp_path)
    apply(tmp_path, {"file": PLACE, "write": text})
    handbook, faults = load(tmp_path)
    assert message in "\n".join(fault.message for fault in faults)
    assert {fault.span.path for fault in faults} == {PLACE}
    assert handbook is not None
    assert handbook.documents["SVC-001"].quiz is None


def test_a_quiz_is_no_part_of_what_is_approved(tmp_path: Path) -> None:
    without = read(tmp_path / "without")
    asked = read(tmp_path / "with", [{"file": PLACE, "write": QUIZ}])
    assert digest(without, without.documents["SVC-001"], "en") == digest(asked, asked.documents["SVC-001"], "en")


def test_training_has_defaults_without_its_register(tmp_path: Path) -> None:
    rules = read(tmp_path).registers.training
    assert (str(rules.within), str(rules.remind), str(rules.answer)) == ("14 days", "7 days", "7 days")
    assert (rules.onboarding, rules.keep) == ({}, {})


@pytest.mark.content
def test_the_example_asks_in_each_of_its_languages() -> None:
    handbook, _ = load(PROJECT)
    assert handbook is not None
    asked = {number: document.quiz for number, document in handbook.documents.items() if document.quiz}
    assert asked.keys() == {"SVC-004", "POL-010"}
    for quiz in asked.values():
        for question in quiz.questions.values():
            for words in (question.ask, *question.answers.values()):
                assert words.keys() == set(handbook.language_keys)
