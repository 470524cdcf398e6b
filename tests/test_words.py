"""The interface's words, and values as each language writes them.

The expected texts are those of the CLDR; its no-break spaces are compared as spaces.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from sopwright.edition.reader import catalogue
from sopwright.edition.words import Catalogue
from sopwright.load.handbook import load
from sopwright.model.handbook import Handbook
from sopwright.model.quantity import parse_quantity
from sopwright.model.registers import WEEKDAYS, Event
from tests.repositories import PROJECT

LANGUAGES = ("en", "bg", "zh-Hant", "ms", "lt", "ru")


@pytest.fixture(scope="module")
def project() -> Handbook:
    """The project's own handbook: its languages and the interface's words in them."""
    handbook, _ = load(PROJECT)
    assert handbook is not None
    return handbook


@pytest.fixture(scope="module")
def catalogues(project: Handbook) -> dict[str, Catalogue]:
    return {language: catalogue(project, language) for language in LANGUAGES}


def _spaced(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _per_language(*expected: str) -> list[tuple[str, str]]:
    return list(zip(LANGUAGES, expected, strict=True))


def test_the_languages_are_those_of_the_register(project: Handbook) -> None:
    assert set(project.language_keys) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("language", "expected"), _per_language("1,234.5", "1 234,5", "1,234.5", "1,234.5", "1 234,5", "1 234,5")
)
def test_numbers(catalogues: dict[str, Catalogue], language: str, expected: str) -> None:
    assert _spaced(catalogues[language].number(Decimal("1234.5"))) == expected


@pytest.mark.parametrize(("language", "expected"), _per_language("2.5%", "2,5%", "2.5%", "2.5%", "2,5 %", "2,5 %"))
def test_shares(catalogues: dict[str, Catalogue], language: str, expected: str) -> None:
    assert _spaced(catalogues[language].percent(Decimal("2.5"))) == expected
    assert _spaced(catalogues[language].quantity(parse_quantity("2.5 %"))) == expected


@pytest.mark.parametrize("written", ["0.0001", "99.9999", "100", "0", "12.34"])
def test_a_share_is_not_rounded(catalogues: dict[str, Catalogue], written: str) -> None:
    assert catalogues["en"].percent(Decimal(written)) == f"{written}%"


@pytest.mark.parametrize(
    ("language", "expected"),
    _per_language(
        "2 November 2026",
        "2 ноември 2026 г.",
        "2026年11月2日",
        "2 November 2026",
        "2026 m. lapkričio 2 d.",
        "2 ноября 2026 г.",
    ),
)
def test_dates(catalogues: dict[str, Catalogue], language: str, expected: str) -> None:
    assert _spaced(catalogues[language].date(date(2026, 11, 2))) == expected


@pytest.mark.parametrize(
    ("language", "expected"), _per_language("17:05", "17:05", "下午5:05", "5:05 PTG", "17:05", "17:05")
)
def test_times(catalogues: dict[str, Catalogue], language: str, expected: str) -> None:
    assert _spaced(catalogues[language].time("17:05")) == expected


@pytest.mark.parametrize("clock", ["00:00", "23:59", "12:00", "08:30"])
def test_every_time_is_its_own_text(catalogues: dict[str, Catalogue], clock: str) -> None:
    for words in catalogues.values():
        assert words.time(clock)
        assert words.time(clock) != words.time("12:01")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("20 min", ("20 minutes", "20 минути", "20 分鐘", "20 minit", "20 min.", "20 минут")),
        ("1.5 h", ("1.5 hours", "1,5 часа", "1.5 小時", "1.5 jam", "1,5 val.", "1,5 часа")),
        ("1 day", ("1 day", "1 ден", "1 天", "1 hari", "1 d.", "1 день")),
        ("12 months", ("12 months", "12 месеца", "12 個月", "12 bulan", "12 mėn.", "12 месяцев")),
    ],
)
def test_durations(catalogues: dict[str, Catalogue], written: str, expected: tuple[str, ...]) -> None:
    quantity = parse_quantity(written)
    assert tuple(_spaced(catalogues[language].quantity(quantity)) for language in LANGUAGES) == expected


@pytest.mark.parametrize("unit", ["s", "min", "h", "days", "weeks", "months", "years"])
@pytest.mark.parametrize("amount", ["1", "2", "5", "21", "1.5"])
def test_a_duration_is_in_words_everywhere(catalogues: dict[str, Catalogue], amount: str, unit: str) -> None:
    for words in catalogues.values():
        text = words.quantity(parse_quantity(f"{amount} {unit}"))
        assert "duration" not in text
        assert text.startswith(words.number(Decimal(amount)))
        assert any(character.isalpha() for character in text)


@pytest.mark.parametrize(
    ("language", "number", "form"),
    [
        ("en", "1", "one"),
        ("en", "0", "other"),
        ("en", "21", "other"),
        ("bg", "1", "one"),
        ("bg", "21", "other"),
        ("zh-Hant", "1", "other"),
        ("ms", "2", "other"),
        ("lt", "1", "one"),
        ("lt", "21", "one"),
        ("lt", "2", "few"),
        ("lt", "11", "other"),
        ("lt", "10", "other"),
        ("lt", "1.5", "many"),
        ("ru", "1", "one"),
        ("ru", "21", "one"),
        ("ru", "22", "few"),
        ("ru", "12", "many"),
        ("ru", "5", "many"),
        ("ru", "1.5", "other"),
    ],
)
def test_a_count_takes_the_plural_form_of_its_number(project: Handbook, language: str, number: str, form: str) -> None:
    forms = {name: f"{{n}} of {name}" for name in ("one", "few", "many", "other")}
    own = Catalogue(language, project.registers.languages[language].locale, {"units": {"rings": forms}})
    assert own.count("units.rings", Decimal(number)) == f"{own.number(Decimal(number))} of {form}"


@pytest.mark.parametrize(("language", "number"), [("lt", 2), ("lt", 10), ("ru", 3), ("ru", 7), ("en", 2), ("bg", 4)])
def test_a_form_that_the_words_lack_is_the_other(project: Handbook, language: str, number: int) -> None:
    words = {"units": {"rings": {"one": "{n} ring", "other": "{n} rings"}}}
    own = Catalogue(language, project.registers.languages[language].locale, words)
    assert own.count("units.rings", number) == f"{number} rings"


@pytest.mark.parametrize("unit", ["rings", "working-days", "people", "contacts", "calls", "points", "times"])
def test_every_own_unit_has_words_for_every_number(catalogues: dict[str, Catalogue], unit: str) -> None:
    for words in catalogues.values():
        for amount in ("0", "1", "2", "5", "11", "21", "22", "1.5"):
            text = words.quantity(parse_quantity(f"{amount} {unit}"))
            assert text.replace(words.number(Decimal(amount)), "").strip()


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("monday",), "Monday"),
        (("wednesday", "monday"), "Monday and Wednesday"),
        (("monday", "tuesday"), "Monday and Tuesday"),
        (("tuesday", "monday", "wednesday"), "Monday–Wednesday"),
        (("monday", "tuesday", "thursday"), "Monday, Tuesday and Thursday"),
        (("friday", "saturday", "sunday"), "Friday–Sunday"),
        (("saturday", "sunday", "monday"), "Monday, Saturday and Sunday"),
        (WEEKDAYS, "Monday–Sunday"),
    ],
)
def test_weekdays(catalogues: dict[str, Catalogue], days: tuple[str, ...], expected: str) -> None:
    assert catalogues["en"].days(days) == expected


def test_weekdays_in_other_languages(catalogues: dict[str, Catalogue]) -> None:
    assert catalogues["bg"].days(("monday", "wednesday")) == "понеделник и сряда"
    assert catalogues["zh-Hant"].days(WEEKDAYS[:5]) == "星期一–星期五"


def test_an_event_has_days_and_hours(catalogues: dict[str, Catalogue]) -> None:
    times = {"days": ("monday", "tuesday", "wednesday"), "from": "08:15", "to": "12:00"}
    rest = {"name": {"en": "Watch"}, "kind": "monitoring", "posts": ("agent",), "document": "SVC-001"}
    event = Event.model_validate(times | rest)
    assert catalogues["en"].event(event) == "Monday–Wednesday, 08:15–12:00"
    assert catalogues["bg"].event(event) == "понеделник–сряда, 8:15–12:00"


def test_lists(catalogues: dict[str, Catalogue]) -> None:
    assert [catalogues["en"].listed(list("abc")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert catalogues["lt"].listed(["a", "b"]) == "a ir b"


def test_words_by_key(catalogues: dict[str, Catalogue]) -> None:
    words = catalogues["en"]
    assert words("document.owner") == "Owner"
    assert words("document.within", amount="2 rings") == "within 2 rings"
    assert words.count("start.documents", 1200) == "1,200 documents"


@pytest.mark.parametrize("key", ["document", "document.unheard-of", "units.rings", "nothing"])
def test_a_key_without_words_is_an_error(catalogues: dict[str, Catalogue], key: str) -> None:
    with pytest.raises(KeyError):
        catalogues["en"](key)


def test_words_are_not_a_template_of_their_values(catalogues: dict[str, Catalogue]) -> None:
    assert catalogues["en"]("document.within", amount="{0.__class__} {x}") == "within {0.__class__} {x}"


def test_a_value_that_the_words_ask_for_must_be_given(catalogues: dict[str, Catalogue]) -> None:
    with pytest.raises(KeyError):
        catalogues["en"]("document.within", other="2 rings")


def test_each_language_has_its_catalogue_file() -> None:
    names = {path.stem for path in Path(PROJECT, "templates", "words").glob("*.yml")}
    assert names == set(LANGUAGES)
