"""Texts to terms: what must meet meets, whatever the language and however it is written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopwright.search import hanzi
from sopwright.search.analysis import Analyzer, clean, fold
from sopwright.search.language import language
from sopwright.stemming import bulgarian
from tests.searching import LANGUAGES, index


def forms(key: str, text: str, *prefixes: str) -> list[str]:
    return [token.form for token in Analyzer(language(key), prefixes).tokens(text)]


def stems(key: str, word: str) -> set[str]:
    analyzer = Analyzer(language(key))
    return {stem for token in analyzer.tokens(word) for stem in analyzer.stems(token)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SVC-012", ["svc012"]),
        ("svc 12, then SVC012.", ["svc012", "then", "svc012"]),
        ("ＳＶＣ－０１２", ["svc012"]),
        ("within 12 rings", ["within", "12", "rings"]),
        ("msvc 12", ["msvc", "12"]),
        ("SVC-012345", ["svc12345"]),
        ("the caller's call-back", ["the", "callers", "call", "back"]),
        ("Straße, Ångström, naïve", ["strasse", "angstrom", "naive"]),
    ],
)
def test_words_are_cut(text: str, expected: list[str]) -> None:
    assert forms("en", text, "svc", "mgt") == expected


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        ("lt", "Ąžuolų šlėktūvė", ["azuolu", "slektuve"]),
        ("ru", "Ёжик и йод", ["ежик", "и", "йод"]),
        ("bg", "ѝ Йордан", ["и", "йордан"]),
        ("zh-Hant", "4455通知請假", ["4455", "通知", "知请", "请假"]),
        ("zh-Hant", "假", ["假"]),
        ("zh-Hant", "帳號", ["账号"]),
        ("xx", "Any language 42", ["any", "language", "42"]),
    ],
)
def test_characters_are_made_equal(key: str, text: str, expected: list[str]) -> None:
    assert forms(key, text) == expected


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("en", "transfer transfers transferred transferring"),
        ("ru", "отпуск отпуска отпусков отпусками"),
        ("lt", "atostogos atostogų atostogoms atostogu"),
        ("bg", "прехвърляне прехвърлям прехвърлете прехвърлянето прехвърлена"),
        ("bg", "отпуск отпуска отпуските отпуски"),
        ("bg", "записване записва записът"),
        ("ms", "pindah memindahkan pemindahan dipindahkan"),
        ("ms", "lulus meluluskan diluluskan kelulusan"),
    ],
)
def test_inflected_words_share_a_stem(key: str, words: str) -> None:
    assert set.intersection(*(stems(key, word) for word in words.split()))


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("училища", "учил"),
        ("гражданите", "граждан"),
        ("вестници", "вестник"),
        ("подлози", "подлог"),
        ("кожуси", "кожух"),
        ("крале", "крал"),
        ("братовци", "брат"),
        ("градове", "град"),
        ("змейове", "змей"),
        ("героеве", "герой"),
        ("човекът", "човек"),
        ("книгата", "книг"),
        ("квадратен", "квадратн"),
        ("език", "език"),
        ("да", "да"),
    ],
)
def test_bulgarian_nouns(word: str, stem: str) -> None:
    assert bulgarian.stem(word) == stem


def test_every_language_of_the_handbook_has_its_file() -> None:
    for key in LANGUAGES:
        known = language(key)
        assert known.stop
        assert known.stemmers or known.fold
        assert all(len(typed) == len(meant) for typed, meant in known.layouts)
        assert (len(known.endings) > 50) == bool(known.stemmers)


@pytest.mark.parametrize("key", [key for key in LANGUAGES if language(key).stemmers])
def test_endings_lead_most_words_to_their_stems(key: str) -> None:
    """Were a word unknown, its stem would still be found: what an index brings along replaces the stemmer."""
    known = index(key)
    rules = {*known.facts.endings, ("", "", "", "")}
    words = [(form, stems) for form, stems in zip(known.forms, known.form_stems, strict=True) if form.isalpha()]
    met = 0
    for form, places in words:
        wanted = {known.stems[place] for place in places}
        met += any(
            form.startswith(front)
            and form.endswith(behind)
            and put + form[len(front) : len(form) - len(behind)] + add in wanted
            for front, put, behind, add in rules
        )
    assert met / len(words) > 0.95


def test_the_mainland_and_taiwan_say_it_differently() -> None:
    chinese = language("zh-Hant")
    run = hanzi.simplified("這個軟體的資訊", chinese)
    assert list(hanzi.mainland_words(run, chinese)) == ["软件", "信息"]


@given(st.text())
def test_cleaning_and_folding_settle(text: str) -> None:
    once = fold(clean(text))
    assert fold(once) == fold(unicodedata.normalize("NFC", once))


@pytest.mark.parametrize("key", LANGUAGES)
@given(text=st.text())
def test_any_text_is_cut(key: str, text: str) -> None:
    assert all(form and not form.isspace() for form in forms(key, text, "svc"))
