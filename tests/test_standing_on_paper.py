"""What a page, printed or on a screen, says of a document that is not simply in force."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import page
import pytest

from sopwright.edition.project import project
from sopwright.edition.records import Edition
from sopwright.model.issue import Approval, Issue
from sopwright.outputs.site.render import Renderer, Workshop
from tests.books import DAY, book_of, leaflet_of, own_handbook, pdf_of
from tests.company import words_of
from tests.pdfs import Pdf
from tests.repositories import PROJECT

UNTIL = datetime(2026, 11, 24, 12, tzinfo=UTC)
DIGEST = "0123456789abcdef" * 4


@cache
def _drafts(language: str) -> Edition:
    return project(own_handbook(), "agents", language, DAY, drafts=True)


@cache
def _draft_book(language: str) -> Pdf:
    return pdf_of(_drafts(language), book_of(_drafts(language)))


def _issued(language: str, issue: Issue) -> Edition:
    handbook = own_handbook()
    document = replace(handbook.documents["SVC-004"], issue=issue)
    return project(replace(handbook, documents={**handbook.documents, "SVC-004": document}), "agents", language, DAY)


def _squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("language", ["en", "zh-Hant", "ru"])
def test_every_page_of_a_drafts_book_says_so(language: str) -> None:
    mark = _squeezed(_drafts(language).words("issue.draft"))
    assert [number for number, text in enumerate(_draft_book(language).texts, 1) if mark not in _squeezed(text)] == []


@pytest.mark.parametrize("profile", ["2a", "ua1"])
def test_a_drafts_book_is_archival_and_accessible(profile: str) -> None:
    report = page.validate_pdf_bytes(_draft_book("en").data, profile=profile)
    assert {failure.rule_id for failure in report.failures} <= {"PDFA2A-STREAM-LENGTH-001"}
    assert report.rules.passed > 100


def test_a_book_in_force_has_no_such_mark() -> None:
    edition = project(own_handbook(), "agents", "en", DAY)
    assert "DRAFT" not in "".join(pdf_of(edition, leaflet_of(edition, "SVC-004")).texts)


def test_every_page_of_an_emergency_says_until_when() -> None:
    edition = _issued("en", Issue({"en": Approval(DIGEST, "emergency", (), UNTIL)}))
    pdf = pdf_of(edition, leaflet_of(edition, "SVC-004"))
    assert len(pdf.pages) > 1
    said = _squeezed("In force until 24 November 2026, 14:00 by emergency approval.")
    assert all(said in _squeezed(text) for text in pdf.texts)


def _page(edition: Edition, path: str) -> str:
    renderer = Renderer(Workshop(PROJECT), edition)
    return words_of(renderer.content(renderer.pages[path]))


@pytest.mark.parametrize("language", ["en", "bg", "zh-Hant", "ms", "lt", "ru"])
def test_a_page_says_what_is_out_of_the_ordinary(language: str) -> None:
    approvals = {
        "en": Approval(DIGEST, "emergency", (), UNTIL),
        language: Approval(DIGEST, "unreviewed" if language != "en" else "emergency", (), UNTIL),
    }
    edition = _issued(language, Issue(approvals, revising=True))
    t = edition.words
    shown = _page(edition, "service/SVC-004.html")
    view = edition.documents["SVC-004"].approval
    assert view is not None
    assert view.emergency_until is not None
    assert words_of(t("issue.emergency", moment=t.moment(view.emergency_until))) in shown
    assert t("issue.revising") in shown
    assert (t("issue.unreviewed", language="English") in shown) is (language != "en")
    ordinary = _page(project(own_handbook(), "agents", language, DAY), "service/SVC-004.html")
    assert t("issue.revising") not in ordinary


def test_an_advisory_handbook_says_so_in_the_register() -> None:
    handbook = own_handbook()
    rules = handbook.registers.approval.model_copy(update={"signatures": "advisory"})
    advisory = replace(handbook, registers=replace(handbook.registers, approval=rules))
    note = "Signatures are not required here yet"
    assert note in _page(project(advisory, "agents", "en", DAY), "register.html")
    required = rules.model_copy(update={"signatures": "required"})
    strict = replace(handbook, registers=replace(handbook.registers, approval=required))
    assert note not in _page(project(strict, "agents", "en", DAY), "register.html")
