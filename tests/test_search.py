"""Queries of all kinds find what they mean, and nothing that is not there."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopwright.outputs.site.search import PLACES, search_files
from sopwright.search import files, sources
from sopwright.search.cards import Card
from sopwright.search.engine import Engine
from sopwright.search.index import LEVELS, build
from sopwright.search.spelling import Spelling, distance
from tests.searching import HOSTILE, LANGUAGES, edition, engine, found, index, places, queries, small


@pytest.mark.parametrize(
    ("language", "query", "place"),
    [
        ("en", "transferring a call", "SVC-007"),
        ("en", "hand the call over in person", "SVC-007#warm"),
        ("bg", "прехвърлям обаждания", "SVC-007"),
        ("zh-Hant", "電話請假", "POL-004#by-phone"),
        ("ms", "meluluskan permohonan", "MGT-003#approve"),
        ("lt", "atostogų tvirtinimas", "MGT-003"),
        ("ru", "перевод звонка", "SVC-007"),
    ],
)
def test_words_find_the_document_or_the_step(language: str, query: str, place: str) -> None:
    assert places(language, query)[0] == place


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", ["SVC-007", "svc 7", "svc007", "SVC 007", "ＳＶＣ-007"])
def test_a_documents_number_finds_it(language: str, query: str) -> None:
    assert places(language, query)[0] == "SVC-007"
    assert [card.kind for card in engine(language).search(query).cards] == ["document"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_is_found_by_its_own_heading(language: str) -> None:
    known = index(language)
    asked = [place for place in known.units if place.kind == "step"]
    missed = [
        place.title
        for place in asked
        if place.title not in [hit.place.title for hit in engine(language).search(place.title).hits[:3]]
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("language", "right", "typed"),
    [
        ("en", "punctuality", "punctualty"),
        ("en", "punctuality", "punctaulity"),
        ("en", "punctuality", "puncutalty"),
        ("ru", "посетитель", "посетиель"),
        ("bg", "закъснение", "закаснение"),
        ("lt", "atostogos", "atosotgos"),
        ("ms", "kelewatan", "kelewtan"),
    ],
)
def test_a_misspelt_word_finds_what_was_meant(language: str, right: str, typed: str) -> None:
    assert places(language, typed)[0] in places(language, right)[:3]


@pytest.mark.parametrize(
    ("language", "query", "place"),
    [
        ("en", "trasf", "SVC-007"),
        ("en", "transferd cal", "SVC-007"),
        ("ru", "перевд звонк", "SVC-007"),
        ("lt", "peradrs", "SVC-007"),
        ("bg", "прехвл", "SVC-007"),
        ("ms", "memndah", "SVC-007"),
    ],
)
def test_the_first_letters_of_a_misspelt_word_are_enough(language: str, query: str, place: str) -> None:
    assert place in [name.partition("#")[0] for name in places(language, query)[:1]]


@pytest.mark.parametrize(
    ("language", "meant", "typed"),
    [
        ("ru", "отпуск", "otpusk"),
        ("ru", "отпуск", "jngecr"),
        ("ru", "болезнь", ",jktpym"),
        ("bg", "отпуск", "otpusk"),
        ("bg", "отпуск", "fjmwiu"),
        ("bg", "решение", "re6enie"),
        ("en", "transfer", "екфтыаук"),
        ("lt", "atostogų", "atostog7"),
        ("lt", "vėlavimas", "velavimas"),
        ("zh-Hant", "轉接來電", "转接来电"),
        ("zh-Hant", "錄音", "录音"),
    ],
)
def test_a_word_in_other_letters_finds_the_same(language: str, meant: str, typed: str) -> None:
    assert places(language, typed)[:1] == places(language, meant)[:1]


def test_chinese_needs_no_spaces() -> None:
    assert places("zh-Hant", "電話請假怎麼辦")[0] == "POL-004#by-phone"
    assert places("zh-Hant", "遞") != []


def test_words_that_only_ask_count_only_by_themselves() -> None:
    shop = small("en", "How and why | how may I", "Returns | Bring it back")
    assert found(shop, "how may I return it") == ["2"]
    assert found(shop, "how may ") == ["1"]


def cards(language: str, query: str) -> list[Card]:
    return list(engine(language).search(query).cards)


@pytest.mark.parametrize(
    ("language", "query", "title"),
    [
        ("en", "4455", "Market department: 4455"),
        ("en", "extension 4455", "Market department: 4455"),
        ("en", "what is the extension 4455", "Market department: 4455"),
        ("en", "abandonment rate", "Abandonment rate"),
        ("en", "tsr", "Telemarketing Sales Rule"),
        ("en", "16 CFR Part 310", "Telemarketing Sales Rule"),
        ("zh-Hant", "分機4455", "市場部: 4455"),
        ("lt", "4455", "Rinkos skyrius: 4455"),
    ],
)
def test_exact_questions_are_answered_by_a_card(language: str, query: str, title: str) -> None:
    assert [card.title for card in cards(language, query)] == [title]


def test_a_card_tells_what_was_asked_for() -> None:
    (measure,) = cards("en", "abandonment rate")
    assert any("5%" in line for line in measure.lines)
    (market,) = cards("en", "4455")
    assert "Prices" in market.lines
    assert market.path == "service/SVC-007.html#which-department"


@pytest.mark.parametrize("query", ["445", "44555", "4455 market prices dealers", "abandonment", "rate"])
def test_a_part_of_a_question_gets_no_card(query: str) -> None:
    assert cards("en", query) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", HOSTILE)
def test_what_nobody_means_is_answered_safely(language: str, query: str) -> None:
    results = engine(language).search(query)
    assert len(results.hits) <= 10
    if not any(character.isalnum() for character in query) or len(query) > 1_000:
        assert results.hits == ()
        assert results.cards == ()


@pytest.mark.parametrize("language", LANGUAGES)
@given(query=st.text(max_size=60))
def test_any_text_is_answered(language: str, query: str) -> None:
    assert len(engine(language).search(query, 5).hits) <= 5


def test_an_empty_edition_finds_nothing() -> None:
    assert small("en").search("anything").hits == ()


# The index


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_index_is_the_same_after_writing_and_reading(language: str, tmp_path: Path) -> None:
    before = index(language)
    file = tmp_path / "index.js"
    file.write_text(files.script(before), encoding="utf-8")
    after = files.read(file)
    bare = tuple(replace(answer, card=replace(answer.card, keys=())) for answer in before.answers)
    assert after == replace(before, answers=bare)


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert search_files(edition("lt")) == search_files(edition("lt"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "No such file"),
        ("hello", "Expecting value"),
        ("sopwrightSearch.index([]);\n", "list indices"),
        ('sopwrightSearch.index({"version": 0});\n', "version 0, and this is version"),
    ],
)
def test_what_is_no_index_is_refused(text: str | None, message: str, tmp_path: Path) -> None:
    file = tmp_path / "index.js"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(files.UnreadableIndexError, match=message):
        files.read(file)


def test_statistics_come_from_one_edition() -> None:
    """A word that many documents of others hold is as rare to this audience as it is in its own edition."""
    managers, visitors = index("en"), index("en", "public")
    assert len(visitors.units) < len(managers.units)
    assert set(visitors.forms) < set(managers.forms)
    assert visitors == build(edition("en", "public"), PLACES, sources.synonyms(edition("en", "public")))
    alone = Engine(visitors)
    assert alone.search("leave approval stand-in").hits == () or all(
        hit.document in edition("en", "public").documents for hit in alone.search("leave approval stand-in").hits
    )


def test_words_to_quote_are_those_of_the_edition() -> None:
    texts = {name: text for name, text in search_files(edition("en")).items() if name.startswith(files.TEXTS)}
    assert set(texts) == {f"search/texts/{number}.js" for number in edition("en").documents}
    call = texts["search/texts/SVC-007.js"]
    quoted = json.loads(call.removeprefix('sopwrightSearch.text("SVC-007", ').removesuffix(");\n"))
    assert quoted["warm"].startswith("Tell the colleague the name of the caller")


def test_levels_rise() -> None:
    assert list(LEVELS) == sorted(set(LEVELS))
    assert len(LEVELS) == 16


# Misspelt words

WORDS = st.text("abcdeаб", min_size=1, max_size=10)


def _plain_distance(one: str, other: str) -> int:
    """Optimal string alignment, from its definition."""
    if not one or not other:
        return len(one) + len(other)
    best = min(
        _plain_distance(one[1:], other) + 1,
        _plain_distance(one, other[1:]) + 1,
        _plain_distance(one[1:], other[1:]) + (one[0] != other[0]),
    )
    if len(one) > 1 and len(other) > 1 and one[0] == other[1] and one[1] == other[0]:
        best = min(best, _plain_distance(one[2:], other[2:]) + 1)
    return best


@given(one=st.text("abc", max_size=5), other=st.text("abc", max_size=5), most=st.integers(0, 3))
def test_distances_are_right(one: str, other: str, most: int) -> None:
    assert distance(one, other, most) == min(_plain_distance(one, other), most + 1)


@given(words=st.lists(WORDS, unique=True, max_size=30), word=WORDS, most=st.sampled_from([1, 2]))
def test_every_word_so_near_is_found(words: Sequence[str], word: str, most: int) -> None:
    known = sorted(words)
    near = dict(Spelling(known, most).near(word, most))
    wanted = {
        place: distance(word, other, most)
        for place, other in enumerate(known)
        if distance(word, other, most) <= most and distance(word[:7], other[:7], 2 * most) <= most
    }
    assert wanted.items() <= near.items()
    assert all(distance(word, known[place], most) == slips <= most for place, slips in near.items())


@pytest.mark.parametrize("language", ["en", "ru", "zh-Hant"])
def test_what_is_prepared_answers_as_what_is_not(language: str) -> None:
    """The lists of misspellings can be made before the first query; the answers are the same."""
    prepared = Engine(index(language))
    assert prepared.lexicon.prepare() > 0 or language == "zh-Hant"
    for query in queries(language, 30):
        assert prepared.search(query) == engine(language).search(query)
