"""Terms are found in inflected words: by any of a language's stemmers, and by first letters where there is none."""

import pytest

from sopwright.model.registers import Term
from sopwright.stemming.stemmers import names, stemmer
from sopwright.translation.stems import stems_of
from sopwright.translation.terms import Lexicon

BULGARIAN = ("bulgarian", "bulgarian-verbs")


def found(phrase: str, text: str, *stemmers: str) -> bool:
    term = Term.model_validate({"name": {"bg": phrase}, "definition": {"bg": "x"}})
    return bool(Lexicon({"t": term}, "bg", stems_of(stemmers)).find(text))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("агент", "Питайте агента."),
        ("агент", "Всички агенти."),
        ("клиент", "Името на клиента и клиентите"),
        ("прехвърляне", "Прехвърлете обаждането"),
        ("карта за оценка", "в картите за оценки"),
        ("посетител", "Посетителите чакат."),
    ],
)
def test_bulgarian_words_meet_their_dictionary_form(phrase: str, text: str) -> None:
    assert found(phrase, text, *BULGARIAN)


@pytest.mark.parametrize(("phrase", "text"), [("клиент", "клинично"), ("запис", "записка"), ("смяна", "смях")])
def test_other_words_that_begin_alike_are_others(phrase: str, text: str) -> None:
    assert not found(phrase, text, *BULGARIAN)


def test_one_stemmer_alone_finds_less() -> None:
    assert not found("агент", "Питайте агента.", "bulgarian")
    assert found("агент", "Питайте агента.", "bulgarian-verbs")


def test_without_a_stemmer_first_letters_are_compared() -> None:
    assert found("запис", "запилян")


def test_every_name_has_its_stemmer() -> None:
    assert {"english", *BULGARIAN} <= set(names())
    assert stemmer("english")("records") == stemmer("english")("record")
    with pytest.raises(KeyError):
        stemmer("klingon")
