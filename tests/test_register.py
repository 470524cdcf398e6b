"""The register of documents: its rows, as XLSX, as CSV; nothing that a spreadsheet would run."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopwright.edition.project import project
from sopwright.edition.records import Edition
from sopwright.model.handbook import Handbook
from sopwright.model.issue import Approval, Issue, Signed, Standing
from sopwright.outputs.output import folder
from sopwright.outputs.register.csv import BYTE_ORDER_MARK, as_csv, harmless
from sopwright.outputs.register.register import RegisterOutput
from sopwright.outputs.register.rows import rows
from sopwright.outputs.register.table import HEADS, heads, table
from sopwright.outputs.register.xlsx import About, as_xlsx
from tests.conftest import TODAY

DIGEST = "0123456789abcdef" * 4
SIGNED = (
    Signed("consulted", "team-lead", "Lee Lead", date(2026, 1, 16), consulted=True),
    Signed("second-line", "manager", "Max Manager", date(2026, 1, 17)),
    Signed("release", "manager", "Nia Manager", date(2026, 1, 18)),
)
ABOUT = About("Register", "Example", "Agents", TODAY)


def issued(handbook: Handbook, number: str, issue: Issue) -> Handbook:
    """The handbook with a document that came into force in some way."""
    document = replace(handbook.documents[number], issue=issue)
    return replace(handbook, documents={**handbook.documents, number: document})


def approved(standing: Standing = "approved", signed: tuple[Signed, ...] = SIGNED) -> Issue:
    return Issue({language: Approval(DIGEST, standing, signed) for language in ("en", "bg")})


@pytest.fixture
def signed(handbook: Handbook) -> Handbook:
    return issued(handbook, "SVC-001", approved())


def _edition(handbook: Handbook, audience: str = "agents", language: str = "en", *, drafts: bool = False) -> Edition:
    return project(handbook, audience, language, TODAY, drafts=drafts)


def _write(edition: Edition, destination: Path) -> Path:
    place = folder(destination, edition)
    place.mkdir(parents=True)
    RegisterOutput().write([edition], destination)
    return place


def _written(edition: Edition, destination: Path) -> tuple[Any, list[list[str]]]:
    place = _write(edition, destination)
    book = openpyxl.load_workbook(place / "register.xlsx")
    text = (place / "register.csv").read_text(encoding="utf-8-sig")
    return book, list(csv.reader(StringIO(text)))


# What it holds


def test_a_document_stands_with_its_approval(signed: Handbook, tmp_path: Path) -> None:
    _, lines = _written(_edition(signed), tmp_path)
    assert lines[0] == list(heads(_edition(signed)))
    entry = dict(zip(HEADS, next(line for line in lines if line[0] == "SVC-001"), strict=True))
    assert entry["document.title"] == "Answering"
    assert entry["document.revision"] == "1"
    assert entry["table.change"] == "Material"
    assert entry["document.owner"] == "Team lead (Lee Lead and Kim Lead)"
    assert entry["issue.approved_by"] == "Manager (Max Manager); Manager (Nia Manager)"
    assert entry["register.approved_on"] == "2026-01-18"
    assert entry["document.effective"] == "2026-02-01"
    assert entry["document.review"] == "2027-01-15"
    assert entry["register.languages"] == "English, Български"
    assert entry["register.digest"] == DIGEST


def test_documents_stand_by_number(handbook: Handbook) -> None:
    assert [row.document.id for row in rows(_edition(handbook))] == ["POL-001", "SVC-001", "SVC-002"]


def test_those_who_may_not_see_a_document_find_no_trace_of_it(signed: Handbook, tmp_path: Path) -> None:
    _, lines = _written(_edition(signed, "public"), tmp_path)
    assert [line[0] for line in lines[1:]] == ["POL-001"]


def test_those_who_see_posts_find_no_names(handbook: Handbook, tmp_path: Path) -> None:
    _, lines = _written(_edition(issued(handbook, "POL-001", approved()), "public"), tmp_path)
    assert lines[1][HEADS.index("issue.approved_by")] == "Manager; Manager"
    assert "Max" not in str(lines)


@pytest.mark.parametrize(
    ("issue", "day"),
    [
        (None, None),
        (approved("unsigned", ()), None),
        (approved(), date(2026, 1, 18)),
        (approved("emergency"), date(2026, 1, 18)),
    ],
)
def test_what_is_not_approved_has_no_date(handbook: Handbook, issue: Issue | None, day: date | None) -> None:
    made = issued(handbook, "SVC-001", issue) if issue else handbook
    entry = next(row for row in rows(_edition(made)) if row.document.id == "SVC-001")
    assert entry.approved == day


def test_a_draft_says_so(handbook: Handbook, tmp_path: Path) -> None:
    book, lines = _written(_edition(handbook, drafts=True), tmp_path)
    assert {line[HEADS.index("document.status")] for line in lines[1:]} == {"DRAFT – not in force"}
    assert "DRAFT" in book.properties.subject


# XLSX


def test_the_spreadsheet_has_real_dates_and_numbers(signed: Handbook, tmp_path: Path) -> None:
    book, _ = _written(_edition(signed), tmp_path)
    line = dict(zip(HEADS, next(r for r in book.active.iter_rows() if r[0].value == "SVC-001"), strict=True))
    for key, day in (("register.approved_on", (2026, 1, 18)), ("document.effective", (2026, 2, 1))):
        assert line[key].value == datetime(*day)  # a spreadsheet's dates have no zone
        assert line[key].is_date
        assert line[key].number_format == "yyyy-mm-dd"
    assert line["document.revision"].value == 1


def test_the_spreadsheet_is_ready_to_be_used(signed: Handbook, tmp_path: Path) -> None:
    book, lines = _written(_edition(signed), tmp_path)
    sheet = book.active
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:L{len(lines)}"
    assert all(sheet.column_dimensions[letter].width >= 9 for letter in "ABCDEFGHIJKL")
    assert sheet.print_title_rows == "$1:$1"
    assert (book.properties.title, book.properties.creator) == ("Register of documents", "Example")
    assert book.properties.created == datetime(2026, 6, 1)


def test_the_spreadsheet_is_in_the_readers_language(signed: Handbook, tmp_path: Path) -> None:
    book, _ = _written(_edition(signed, language="bg"), tmp_path)
    assert book.sheetnames == ["Регистър на документите"]
    assert book.active["B1"].value == "Заглавие"


def test_the_same_rows_give_the_same_bytes(signed: Handbook, tmp_path: Path) -> None:
    one, other = (_write(_edition(signed), tmp_path / name) for name in ("one", "other"))
    for name in ("register.xlsx", "register.csv"):
        assert (one / name).read_bytes() == (other / name).read_bytes()
    with ZipFile(one / "register.xlsx") as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("title", ["Register: all / of [it]", "R" * 40, "'quoted'"])
def test_any_title_makes_a_sheet(title: str) -> None:
    data = as_xlsx(replace(ABOUT, title=title), ["A"], [["a"]])
    assert 0 < len(openpyxl.load_workbook(BytesIO(data)).sheetnames[0]) <= 31


# Formulas


FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "＝1",
    "＋1",
    "－1",
    "＠1",
    '=HYPERLINK("x")',
]


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_of_the_table_is_a_formula(words: str) -> None:
    assert _cells([["fine", words]])[1] == f"'{words}"
    assert _cells([[words]]) == [f"'{words}"]


@pytest.mark.parametrize("words", ["", "SVC-001", "Answer = yes", "a@b.example", "'=1"])
def test_other_words_stay_as_they_are(words: str) -> None:
    assert harmless(words) == words


@pytest.mark.parametrize("words", [*FORMULAS[:5], "https://example.test", "007", "{=1}"])
def test_no_cell_of_the_spreadsheet_is_a_formula(words: str) -> None:
    sheet = openpyxl.load_workbook(BytesIO(as_xlsx(ABOUT, ["A"], [[words]]))).active
    assert sheet is not None
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value == words
    assert sheet["A2"].hyperlink is None


def _cells(lines: Sequence[Sequence[str]]) -> list[str]:
    text = as_csv([], lines).decode().removeprefix(BYTE_ORDER_MARK)
    return list(csv.reader(StringIO(text, newline="")))[1]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_words_come_back(words: str) -> None:
    """Excel's own reading apart, nothing is lost; and no cell begins like a formula."""
    (cell,) = _cells([[words]]) or [""]
    assert cell in (words, f"'{words}")
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_the_table_says_what_it_is_encoded_in() -> None:
    assert as_csv(["Име"], []) == b"\xef\xbb\xbf" + "Име\r\n".encode()


# What an edition says of an approval


def test_an_edition_says_who_approved_and_when(signed: Handbook) -> None:
    view = _edition(signed).documents["SVC-001"].approval
    assert view is not None
    assert [(one.post, one.name, one.date.day, one.consulted) for one in view.signatures] == [
        ("Team lead", "Lee Lead", 16, True),
        ("Manager", "Max Manager", 17, False),
        ("Manager", "Nia Manager", 18, False),
    ]
    assert (view.standing, view.mark, view.revising) == ("approved", "01234567", False)


def test_an_emergency_ends_by_the_companys_clock(handbook: Handbook) -> None:
    until = datetime(2026, 6, 2, 22, 30, tzinfo=UTC)
    issue = Issue({"en": Approval(DIGEST, "emergency", (), until)})
    edition = _edition(issued(handbook, "SVC-001", issue))
    view = edition.documents["SVC-001"].approval
    assert view is not None
    assert view.emergency_until is not None
    assert edition.words.moment(view.emergency_until) == "3 June 2026, 01:30"


def test_a_revision_in_review_narrows_who_reads_the_old_one(handbook: Handbook) -> None:
    narrowed = issued(handbook, "SVC-001", Issue(revising=True, visibility=("leads",)))
    assert "SVC-001" not in _edition(narrowed).documents
    assert "SVC-001" in _edition(narrowed, "leads").documents
    widened = issued(handbook, "SVC-001", Issue(revising=True, visibility=("public",)))
    assert "SVC-001" not in _edition(widened, "public").documents


def test_a_record_moves_the_review_date(handbook: Handbook) -> None:
    later = issued(handbook, "SVC-001", Issue(reviewed=date(2026, 5, 1)))
    assert _edition(later).documents["SVC-001"].due == date(2027, 5, 1)
    earlier = issued(handbook, "SVC-001", Issue(reviewed=date(2025, 5, 1)))
    assert _edition(earlier).documents["SVC-001"].due == date(2027, 1, 15)


def test_the_table_has_a_cell_for_each_head(handbook: Handbook) -> None:
    edition = _edition(handbook)
    assert {len(line) for line in table(edition)} == {len(heads(edition))}
