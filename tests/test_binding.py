"""Words that bind: negations, duties and permissions in each language."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopwright.load.handbook import load
from sopwright.model.binding import Binding
from tests.repositories import PROJECT, copy

HANDBOOK, FAULTS = load(PROJECT)
assert HANDBOOK is not None
BINDING = HANDBOOK.binding


def test_every_language_has_both_lists() -> None:
    assert HANDBOOK is not None
    assert set(BINDING) == set(HANDBOOK.language_keys)
    assert all(words.negation and words.obligation for words in BINDING.values())


@pytest.mark.parametrize(
    ("language", "sentence", "negations"),
    [
        ("en", "Never hold the caller, and do not hang up.", ("never", "not")),
        ("en", "A note, notably another noun.", ()),
        ("en", "You mustn’t ask.", ("mustn't",)),
        ("bg", "Никога не прекъсвайте; необходимо е.", ("никога", "не")),
        ("zh-Hant", "不得掛斷，但不同部門無須回報。", ("不", "無")),
        ("ms", "Jangan tamatkan panggilan tanpa izin.", ("jangan", "tanpa")),
        ("lt", "Neskambinkite, nes klientas dar nesutiko.", ("ne*", "ne*")),
        ("ru", "Нельзя прерывать; ещё не время.", ("нельзя", "не")),
    ],
)
def test_negations_are_found(language: str, sentence: str, negations: tuple[str, ...]) -> None:
    assert BINDING[language].negations(sentence) == negations


@pytest.mark.parametrize(
    ("language", "sentence", "duties"),
    [
        ("en", "You must wait at least 5 s; only then you may go on.", ("must", "at least", "only", "may")),
        ("bg", "Трябва да изчакате поне 5 s.", ("трябва*", "поне")),
        ("zh-Hant", "必須至少等候 5 秒，可能更久，再回應。", ("必須", "至少")),
        ("ms", "Anda mesti menunggu sekurang-kurangnya 5 s.", ("mesti", "sekurang-kurangnya")),
        ("lt", "Privalote laukti ne mažiau kaip 5 s.", ("privalo*", "ne mažiau")),
        ("ru", "Вы должны ждать не менее 5 с.", ("долж*", "не менее")),
    ],
)
def test_duties_are_found(language: str, sentence: str, duties: tuple[str, ...]) -> None:
    assert BINDING[language].obligations(sentence) == duties


def test_what_only_looks_like_one_does_not_count() -> None:
    assert Binding(negation=("ne*",)).negations("nes nesutiko") == ("ne*", "ne*")
    assert Binding(negation=("ne*", "!nes")).negations("nes nesutiko") == ("ne*",)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for words in BINDING.values():
        assert set(words.found(text)) <= {*words.negation, *words.obligation}


def test_a_list_that_does_not_fit_is_a_fault_with_its_place(tmp_path: Path) -> None:
    root = copy(tmp_path, [{"file": "templates/binding/en.yml", "write": "negation: not\nrefusal: [x]\n"}])
    found = [(fault.code, str(fault.span)) for fault in load(root)[1]]
    assert found == [("SW011", "templates/binding/en.yml:1:11"), ("SW011", "templates/binding/en.yml:2:1")]
