"""YAML with the place of every value; what hostile files do is tested elsewhere."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopwright.diagnostics import Span
from sopwright.source import events
from sopwright.source.text import Source
from sopwright.source.yaml import YamlFile, parse
from tests.repositories import PROJECT


def _file(text: str) -> YamlFile:
    file, faults = parse(Source("a.yml", text))
    assert faults == []
    assert file is not None
    return file


def _fault(text: str) -> str:
    file, (fault,) = parse(Source("a.yml", text))
    assert file is None
    return f"{fault.span} {fault.code}"


SAMPLE = """\
id: SVC-006   # a remark
authors: [e.stoyanova, р.иванов]
review: {every: 12 months, last: 2026-10-20}
revisions:
  - number: 1
    summary: {en: "First issue", bg: Първо издание}
  - number: 2
"ключ": 'it''s'
"""


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 1, 1),
        (("id",), 1, 5),
        (("authors",), 2, 10),
        (("authors", 0), 2, 11),
        (("authors", 1), 2, 24),
        (("review", "last"), 3, 34),
        (("revisions", 0), 5, 5),
        (("revisions", 0, "summary", "bg"), 6, 38),
        (("revisions", 1, "number"), 7, 13),
        (("ключ",), 8, 9),
    ],
)
def test_every_value_has_its_place(path: tuple[str | int, ...], line: int, column: int) -> None:
    assert _file(SAMPLE).at(*path) == Span("a.yml", line, column)


def test_a_key_has_a_place_too() -> None:
    file = _file(SAMPLE)
    assert file.key_at("review", "last") == Span("a.yml", 3, 28)
    assert file.key_at("revisions", 1, "number") == Span("a.yml", 7, 5)


def test_what_is_not_there_is_looked_for_above() -> None:
    file = _file(SAMPLE)
    assert file.at("review", "next") == file.at("review")
    assert file.at("revisions", 7, "number") == file.at("revisions")
    assert file.key_at("authors", 0) == file.at("authors", 0)
    assert YamlFile("b.yml", None).at("x") == Span("b.yml")


def test_values_of_the_sample() -> None:
    assert _file(SAMPLE).value == {
        "id": "SVC-006",
        "authors": ("e.stoyanova", "р.иванов"),
        "review": {"every": "12 months", "last": date(2026, 10, 20)},
        "revisions": ({"number": 1, "summary": {"en": "First issue", "bg": "Първо издание"}}, {"number": 2}),
        "ключ": "it's",
    }


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("NO", "NO"),
        ("on", "on"),
        ("y", "y"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("1.5", 1.5),
        ('"12"', "12"),
        ("'2026-10-20'", "2026-10-20"),
        ("2026-10-20", date(2026, 10, 20)),
        ("08:30", "08:30"),
        ("1:30:00", "1:30:00"),
        ("2 rings", "2 rings"),
        ("5 %", "5 %"),
        ('"\\u0435\\n"', "е\n"),
        ("[]", ()),
        ("{}", {}),
        ("[a, [b, {c: d}]]", ("a", ("b", {"c": "d"}))),
    ],
)
def test_plain_words_are_read_as_yaml_1_2_says(written: str, value: Any) -> None:
    read = _file(f"key: {written}\n").value["key"]
    assert read == value
    assert type(read) is type(value)


def test_long_words_may_be_folded() -> None:
    assert _file("a: >\n  one\n  two\nb: |\n  one\n  two\n").value == {"a": "one two\n", "b": "one\ntwo\n"}


def test_a_key_is_always_a_word() -> None:
    assert _file("yes: 1\n2: 3\ntrue: x\n2026-01-01: y\n").value == {"yes": 1, "2": 3, "true": "x", "2026-01-01": "y"}


def test_an_empty_file_is_nothing() -> None:
    assert [_file(text).value for text in ("", "# a remark\n", "\n\n", "---\n")] == [None] * 4


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: [b\n", "a.yml:2:1 SW007"),
        ("a: b\n c: d\n", "a.yml:2:3 SW007"),
        ("a: 'b\n", "a.yml:2:1 SW007"),
        ("a: b: c\n", "a.yml:1:5 SW007"),
        ("a: 1\nb: 2\na: 3\n", "a.yml:3:1 SW008"),
        ("a: {x: 1, x: 2}\n", "a.yml:1:11 SW008"),
        ("a: &x 1\n", "a.yml:1:4 SW009"),
        ("a: *x\n", "a.yml:1:4 SW009"),
        ("a: !!str 1\n", "a.yml:1:4 SW009"),
        ("a: {<<: b}\n", "a.yml:1:5 SW009"),
        ("%YAML 1.1\n---\na: 1\n", "a.yml:2:1 SW009"),
        ("a: 1\n---\nb: 2\n", "a.yml:2:1 SW009"),
        ("? [a]\n: b\n", "a.yml:1:3 SW009"),
        ("a: 2026-02-30\n", "a.yml:1:4 SW007"),
    ],
)
def test_what_is_wrong_is_found_where_it_stands(text: str, fault: str) -> None:
    assert _fault(text) == fault


def test_a_key_that_stands_twice_says_where_it_stood_first() -> None:
    _, (fault,) = parse(Source("a.yml", "a: 1\nb: {x: 1}\nb: 2\n"))
    assert fault.related == ((Span("a.yml", 2, 1), "first here"),)


# Two parsers read YAML; what both of them read is the same.


def _strictly(text: str, patch: pytest.MonkeyPatch) -> YamlFile | None:
    with patch.context() as patched:
        patched.setattr(events, "fast", lambda _text: None)
        return parse(Source("a.yml", text))[0]


def _places_of_words(file: YamlFile) -> dict[Any, tuple[int, int]]:
    """The places of all values that have words; where an empty value stands is a matter of taste."""
    return {path: place for path, place in file.places.items() if _value(file.value, path) is not None}


def _value(value: Any, path: tuple[str | int, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


def _assert_same(quick: YamlFile, strict: YamlFile) -> None:
    assert repr(quick.value) == repr(strict.value)
    assert quick.keys == strict.keys
    assert _places_of_words(quick) == _places_of_words(strict)


FILES = [path for folder in ("registers", "templates", "handbook", "policies", "tests/handbook")
         for path in sorted((PROJECT / folder).rglob("*.yml"))]  # fmt: skip


def test_both_parsers_read_the_same_in_every_file_here(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(FILES) > 40
    chosen = [*FILES[::5], *(path for path in FILES if path.stem in ("people", "calendar", "languages"))]
    for path in chosen:
        text = path.read_text(encoding="utf-8")
        strict = _strictly(text, monkeypatch)
        assert strict is not None
        _assert_same(_file(text), strict)


PIECES = (
    "a", "b: ", "- ", ": ", "\n", "\n  ", "\n    ", "'", '"', "#", " #", "{", "}", "[", "]", ", ", "|\n", ">-\n", "? ",
    "&", "*", "!", "%", "@", "`", "~", "null", "true", "no", "1", "1.5", "2026-01-01", "é", "錄", "\U0001f600", "  ",
    "---\n", "...\n", "\\n", "\\/", "\\x41", "\\u263A", "<<: ", "=", "0o14", "0x1F", "1_000", "1:30", ".inf", "- - ",
    "key: value\n",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_both_parsers_read_the_same_in_anything(text: str) -> None:
    text = f"first:\n  - one\nsecond: {text}"
    quick = parse(Source("a.yml", text))[0]
    strict = _strictly(text, pytest.MonkeyPatch())
    if quick is not None and strict is not None:
        _assert_same(quick, strict)
