"""A signed record of a language settles its sections in the status, in packets and in the checks alike."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sopwright.checks.run import examine
from tests.company import Company, good, signed_company
from tests.editions import ANSWERING, replaced
from tests.repositories import apply

EN, BG = ANSWERING + "en.md", ANSWERING + "bg.md"
CHANGE = replaced(EN, "Pick up within", "Answer within")


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Company:
    """Translations accepted, then the source of one step changed; nobody has signed that."""
    company = signed_company(tmp_path, monkeypatch)
    good(company.sopwright("translations", "accept", "--all"))
    apply(company.root, CHANGE)
    return company


def in_status(company: Company) -> list[str]:
    data = json.loads(company.sopwright("translations", "status", "--json").out)
    (row,) = [row for row in data["translations"] if row["document"] == "SVC-001"]
    return [section["section"] for section in row["open"] if section["state"] == "stale"]


def in_packet(company: Company) -> str:
    words = ("translations", "export", "--language", "bg", "--only", "stale", "--format", "csv")
    return company.sopwright(*words, "--output", company.root.parent / "packet.csv").err


def in_check(company: Company) -> list[str]:
    faults = examine(company.root, company.moment.date()).diagnostics
    return [fault.code for fault in faults if fault.code in ("SW414", "SW415")]


def answers(company: Company) -> Iterator[bool]:
    """Whether each of the three calls the step stale."""
    yield in_status(company) == ["answer"]
    yield "1 sections" in in_packet(company)
    yield in_check(company) == ["SW414"]


def test_a_record_over_the_present_source_settles_the_section_everywhere(company: Company) -> None:
    assert list(answers(company)) == [True, True, True]
    good(company.sign("approve", "SVC-001", "--language", "bg", who="n.manager"))
    assert list(answers(company)) == [False, False, False]
    assert in_status(company) == []
    assert "Nothing is left" in in_packet(company)
    assert in_check(company) == []


def test_a_record_over_an_older_source_does_not(company: Company) -> None:
    good(company.sign("approve", "SVC-001", "--language", "bg", who="n.manager"))
    assert in_status(company) == []
    apply(company.root, replaced(EN, "Answer within", "Reply within"))
    assert list(answers(company)) == [True, True, True]


def test_a_record_by_nobody_who_may_does_not(company: Company) -> None:
    """What is remembered knows the records, too: a signature that was tampered with counts no more."""
    good(company.sign("approve", "SVC-001", "--language", "bg", who="n.manager"))
    assert in_status(company) == []
    newest = max((company.root / "approvals" / "SVC-001" / "bg").glob("*.json"))
    newest.write_bytes(newest.read_bytes().replace(b"n.manager", b"m.manager"))
    assert list(answers(company)) == [True, True, True]
    apply(company.root, replaced("registers/people.yml", "m.manager:", "x.manager:"))
    assert in_status(company) == ["answer"]


def test_a_changed_translation_that_somebody_approved_is_no_draft(company: Company) -> None:
    apply(company.root, replaced(EN, "Answer within", "Pick up within"))
    apply(company.root, replaced(BG, "Вдигнете до", "Отговорете до"))
    assert in_check(company) == ["SW415"]
    good(company.sign("approve", "SVC-001", "--language", "bg", who="n.manager"))
    assert in_check(company) == []
