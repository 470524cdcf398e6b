"""What people call things finds what the handbook calls them."""

import pytest

from sopwright.search import sources
from sopwright.search.analysis import Analyzer
from sopwright.search.language import language as known
from sopwright.search.synonyms import Synonyms, merged
from tests.searching import LANGUAGES, edition, found, places, small


def test_what_people_call_things_finds_what_the_handbook_calls_them() -> None:
    groups = (("leave", "time off", "vacation"), ("warm transfer", "hand over"))
    texts = ("Paid leave | Ask first", "A warm transfer | Stay on the line", "Time | Off we go")
    with_groups, without = small("en", *texts, groups=groups), small("en", *texts)
    assert found(without, "vacations") == []
    assert found(with_groups, "vacations") == ["1"]
    assert found(with_groups, "vacatoin") == ["1"]
    assert found(with_groups, "handing over") == ["2"]
    assert found(with_groups, "time off")[:2] == ["3", "1"]


def test_synonyms_come_from_the_edition_and_can_be_added_to() -> None:
    own = sources.synonyms(edition("en"))
    assert any("TSR" in group for group in own.groups["en"])
    more = merged([own, Synonyms({"en": (("a", "b"),)}, {"lt": (("c", "d"),)})])
    assert more.groups["en"] == (*own.groups["en"], ("a", "b"))
    assert more.called == {**own.called, "lt": (("c", "d"),)}


def test_a_group_of_which_nothing_stands_in_the_edition_is_not_carried() -> None:
    carried = small("en", "Leave | Ask", groups=(("leave", "vacation"), ("secret plan", "project x")))
    assert {"vacation"} <= set(carried.index.forms)
    assert not {"secret", "plan", "project", "x"} & set(carried.index.forms)


def test_what_people_call_a_thing_is_not_called_by_its_name() -> None:
    called = (("leave", "holiday", "time off"),)
    texts = ("Paid leave | Ask first", "Public holiday | We are closed", "Time | Off we go")
    with_words = small("en", *texts, called=called)
    assert sorted(found(with_words, "holidays")) == ["1", "2"]
    assert found(with_words, "leave") == ["1"]
    assert found(with_words, "time off")[:2] == ["3", "1"]


def test_a_word_of_its_own_is_worth_more_than_what_stands_for_it() -> None:
    called = (("leave", "holiday"),)
    assert found(small("en", "Leave", "Holiday", called=called), "holiday") == ["2", "1"]
    assert found(small("en", "Leave", "Rest | A holiday", called=called), "holiday") == ["1", "2"], "a heading counts"


def test_what_stands_for_words_makes_a_unit_no_longer() -> None:
    called = (("leave", *(f"word{number}" for number in range(40))),)
    with_words, without = small("en", "Leave | Ask first", called=called), small("en", "Leave | Ask first")
    assert with_words.index.norms == without.index.norms
    assert len(with_words.index.forms) == len(without.index.forms) + 40


@pytest.mark.parametrize(
    ("language", "query", "place"),
    [
        ("en", "how do I cancel my holiday", "POL-004#changing"),
        ("bg", "клиентът псува и крещи", "SVC-004#exceptions"),
        ("zh-Hant", "客人罵髒話怎麼辦", "SVC-004#exceptions"),
        ("ms", "macam mana nak batal cuti", "POL-004#changing"),
        ("lt", "svečio kortelė", "MGT-001#sign-in"),
        ("ru", "положить трубку", "SVC-004#close"),
    ],
)
def test_everyday_words_lead_to_the_step(language: str, query: str, place: str) -> None:
    assert place in places(language, query)[:3]


@pytest.mark.parametrize("key", LANGUAGES)
def test_every_language_has_everyday_words(key: str) -> None:
    analyzer = Analyzer(known(key))
    stop = set(known(key).stop)
    assert len(known(key).synonyms) >= 80
    for said, *called in known(key).synonyms:
        assert called, said
        assert all(analyzer.tokens(phrase) for phrase in (said, *called)), said
        assert len({said, *called}) == 1 + len(called), f"twice in `{said}`"
        assert not {said, *called} & stop, f"`{said}` has a word that only asks"
