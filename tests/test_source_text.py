"""Bytes become text with places; where they cannot, the fault says where. Listing folders follows no link."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopwright.diagnostics import Diagnostic, Span
from sopwright.source.addresses import link_fault, picture_fault
from sopwright.source.text import SUSPECT, brief, decode
from sopwright.source.tree import Tree


def _codes(faults: list[Diagnostic]) -> list[str]:
    return [f"{fault.span.line}:{fault.span.column} {fault.code}" for fault in faults]


@pytest.mark.parametrize("data", [b"", b"plain\n", "Обаждане, 錄音, žąsis\n".encode(), b"tab\tand\n\nlines"])
def test_text_is_read(data: bytes) -> None:
    source, faults = decode("a.md", data)
    assert faults == []
    assert source is not None
    assert source.text == data.decode()


@pytest.mark.parametrize("data", [b"a\r\nb\r\nc", b"a\rb\rc", b"a\nb\r\nc"])
def test_line_ends_are_alike(data: bytes) -> None:
    source, faults = decode("a.md", data)
    assert source is not None
    assert (source.lines, faults) == (("a", "b", "c"), [])


def test_a_byte_order_mark_is_told_and_gone() -> None:
    source, faults = decode("a.md", b"\xef\xbb\xbfa\n")
    assert source is not None
    assert (source.text, _codes(faults)) == ("a\n", ["1:1 SW002"])


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"\xff", "1:1"),
        (b"abc\xff", "1:4"),
        ("дума ".encode() + b"\xd0", "1:6"),
        (b"one\r\ntwo\r\n\xe4", "3:1"),
        ("ä".encode("latin-1"), "1:1"),
        (b"\xed\xa0\x80", "1:1"),
        (b"a\xc0\xaf", "1:2"),
    ],
)
def test_other_encodings_are_refused_where_they_begin(data: bytes, place: str) -> None:
    source, faults = decode("a.md", data)
    assert source is None
    assert _codes(faults) == [f"{place} SW001"]


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\u202e", "SW003"),
        ("\u200e", "SW003"),
        ("\u200b", "SW004"),
        ("\u00ad", "SW004"),
        ("\u2028", "SW004"),
        ("\x00", "SW005"),
        ("\x1b", "SW005"),
        ("\x85", "SW005"),
        ("\ue000", "SW023"),
        ("\U0010fffd", "SW023"),
    ],
)
def test_characters_that_nobody_sees_are_told(character: str, code: str) -> None:
    _, faults = decode("a.md", f"one\nдве{character}\n".encode())
    assert _codes(faults) == [f"2:4 {code}"]
    assert f"U+{ord(character):04X}" in faults[0].message


@given(st.text())
def test_text_is_text_whatever_it_holds(text: str) -> None:
    source, faults = decode("a.md", text.encode("utf-8", "surrogatepass"))
    if source is None:
        assert _codes(faults)[-1].endswith("SW001")
    else:
        assert bool(faults) == (text.startswith("\ufeff") or bool(SUSPECT.search(source.text)))
        assert "\r" not in source.text


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_fault(data: bytes) -> None:
    source, faults = decode("a.md", data)
    assert source is not None or faults


def test_a_source_knows_its_places() -> None:
    source, _ = decode("a/b.md", b"one\ntwo")
    assert source is not None
    assert source.span(2, 3) == Span("a/b.md", 2, 3)
    assert source.lines == ("one", "two")


def test_a_long_text_is_cut_for_a_message() -> None:
    assert brief("x" * 60) == "x" * 60
    assert brief("x" * 61) == "x" * 60 + "…"
    assert brief("abc", 2) == "ab…"


# Addresses


@pytest.mark.parametrize(
    "address", ["SVC-001", "POL-1234", "SVC-001#a-step", "#a", "https://example.org", "https://a.example:8080/x?y#z"]
)
def test_addresses_of_links(address: str) -> None:
    assert link_fault(address) is None


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("", "remove the brackets"),
        ("http://example.org", "write `https:`"),
        ("mailto:a@example.org", "as plain text"),
        ("tel:+15550100", "as plain text"),
        ("javascript:alert(1)", "by name"),
        ("data:text/html,x", "by name"),
        ("//example.org", "by its number"),
        ("../en.md", "by its number"),
        ("SVC-01", "by its number"),
        ("svc-001", "by its number"),
        ("SVC-001#Step", "by its number"),
        ("https://user@example.org", "without a user's name"),
        ("https://example.org/a b", "without a user's name"),
    ],
)
def test_other_addresses_are_no_links(address: str, hint: str) -> None:
    fault = link_fault(address)
    assert fault is not None
    assert hint in fault[1]


@pytest.mark.parametrize("address", ["seat.png", "Seat_2-busy.lt.png", "a.svg"])
def test_names_of_pictures(address: str) -> None:
    assert picture_fault(address) is None


@pytest.mark.parametrize(
    "address", ["", "../seat.png", "a/b.png", "https://example.org/a.png", ".png", "seat", "a b.png"]
)
def test_other_names_are_no_pictures(address: str) -> None:
    assert picture_fault(address) is not None


# Folders


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A folder ``a`` with two folders, three files, and links that lead out."""
    (tmp_path / "outside.md").write_text("secret", encoding="utf-8")
    place = tmp_path / "root" / "a"
    for folder in ("beta", "alpha", ".hidden"):
        (place / folder).mkdir(parents=True)
    for name in ("en.md", "bg.md", ".hidden.md"):
        (place / name).write_text(name, encoding="utf-8")
    (place / "link.md").symlink_to(tmp_path / "outside.md")
    (place / "linked").symlink_to(tmp_path)
    return Tree(tmp_path / "root")


def test_folders_and_files_are_listed_by_name(tree: Tree) -> None:
    assert tree.folders("a") == (["alpha", "beta"], [])
    names, faults = tree.files("a")
    assert names == ["bg.md", "en.md"]
    assert [(fault.code, fault.span.path) for fault in faults] == [("SW012", "a/link.md"), ("SW012", "a/linked")]


def test_what_is_not_there_is_empty(tree: Tree) -> None:
    assert tree.files("nowhere") == ([], [])
    assert tree.folders("a/en.md") == ([], [])


def test_files_are_read_through_no_link(tree: Tree) -> None:
    assert tree.read("a/en.md") == b"en.md"
    for path in ("a/link.md", "a/linked/outside.md", "a/nothing.md", "a"):
        with pytest.raises(FileNotFoundError):
            tree.read(path)
    assert tree.files("a/linked") == ([], [])


@pytest.mark.parametrize("name", ["a b.md", "ü.md", "_x.md", "a" * 128])
def test_names_of_files(tree: Tree, name: str) -> None:
    (tree.root / "a" / name).write_text("x", encoding="utf-8")
    names, faults = tree.files("a")
    assert name not in names
    assert "SW013" in [fault.code for fault in faults]


@pytest.mark.parametrize("name", ["Upper", "under_score", "dot.dot", "-x"])
def test_names_of_folders(tree: Tree, name: str) -> None:
    (tree.root / "a" / name).mkdir()
    names, (fault,) = tree.folders("a")
    assert name not in names
    assert (fault.code, fault.span.path) == ("SW013", f"a/{name}")


def test_names_that_differ_only_in_case(tree: Tree) -> None:
    (tree.root / "a" / "EN.md").write_text("x", encoding="utf-8")
    _, faults = tree.files("a")
    assert ("SW013", "a/en.md") in [(fault.code, fault.span.path) for fault in faults]
