"""Prescribed words: each language needs its own signed record before a text may quote them."""

import json
from pathlib import Path

import pytest

from sopwright.checks.run import examine
from tests.company import Company, audit, good, signed_company
from tests.repositories import apply

FOLDER = "handbook/service/answering/"
NOTICE = (
    "notice:\n"
    "  name: {en: Notice, bg: Известие}\n"
    "  words: {en: This call is recorded as proof., bg: Този разговор се записва като доказателство.}\n"
    "  owner: lawyer\n"
)
QUOTED = [
    {"file": "registers/wording.yml", "write": NOTICE},
    {"file": FOLDER + "en.md", "old": "Hold the caller", "new": "{wording:notice} Hold the caller"},
    {"file": FOLDER + "bg.md", "old": "Задръжте най-много", "new": "{wording:notice} Задръжте най-много"},
]
SUBJECT = "wording:notice"


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Company:
    """A text quotes new words; a reviewer of translations and the lawyer are there to sign."""
    company = signed_company(tmp_path, monkeypatch, "redline", "fonts")
    for edit in QUOTED:
        apply(company.root, edit)
    return company


def unapproved(company: Company) -> list[str]:
    """The texts that quote what nobody has approved."""
    faults = examine(company.root, company.moment.date()).diagnostics
    return [fault.span.path.removeprefix(FOLDER) for fault in faults if fault.code == "SW427"]


def sign_all(company: Company) -> None:
    good(company.sign("approve", SUBJECT, who="p.lawyer"))
    good(company.sign("approve", SUBJECT, "--language", "bg", who="n.manager"))
    good(company.sign("approve", SUBJECT, "--language", "bg", who="p.lawyer"))


def test_each_language_needs_its_own_record(company: Company) -> None:
    assert unapproved(company) == ["bg.md", "en.md"]
    good(company.sign("approve", SUBJECT, who="p.lawyer"))
    assert (company.root / "approvals" / "wording" / "notice" / "en" / "0001-wording.json").is_file()
    assert unapproved(company) == ["bg.md"]
    good(company.sign("approve", SUBJECT, "--language", "bg", who="n.manager"))
    assert unapproved(company) == ["bg.md"], "the review of a translation is not the lawyer's word"
    good(company.sign("approve", SUBJECT, "--language", "bg", who="p.lawyer"))
    assert unapproved(company) == []


def test_a_changed_word_needs_the_signature_again_and_that_of_translations_too(company: Company) -> None:
    sign_all(company)
    apply(company.root, {"file": "registers/wording.yml", "old": "като доказателство", "new": "за доказателство"})
    assert unapproved(company) == ["bg.md"]
    apply(company.root, {"file": "registers/wording.yml", "old": "за доказателство", "new": "като доказателство"})
    assert unapproved(company) == []
    apply(company.root, {"file": "registers/wording.yml", "old": "as proof", "new": "as evidence"})
    assert unapproved(company) == ["bg.md", "en.md"]


@pytest.mark.parametrize("who", ["d.director", "n.manager"])
def test_who_does_not_answer_for_the_words_cannot_sign_them(company: Company, who: str) -> None:
    done = company.sign("approve", SUBJECT, who=who)
    assert done.code == 1
    assert "does not hold the post `lawyer`" in done.err


def test_a_record_of_other_words_does_not_count_for_these(company: Company) -> None:
    sign_all(company)
    apply(company.root, {"file": "registers/wording.yml", "append": NOTICE.replace("notice:", "other:", 1)})
    apply(company.root, {"file": FOLDER + "en.md", "old": "{wording:notice}", "new": "{wording:other}"})
    moved = company.root / "approvals" / "wording" / "other"
    (company.root / "approvals" / "wording" / "notice").rename(moved)
    codes = [fault.code for fault in examine(company.root, company.moment.date()).diagnostics]
    assert codes.count("SW427") == 2
    assert "SW028" in codes


def test_a_withdrawal_blocks_the_words(company: Company) -> None:
    sign_all(company)
    good(company.sign("withdraw", SUBJECT, "--reason", "The law has changed", who="p.lawyer"))
    assert unapproved(company) == ["en.md"]


def test_unknown_words_and_languages_are_told(company: Company) -> None:
    assert "registers/wording.yml has no `nothing`" in company.sign("approve", "wording:nothing", who="p.lawyer").err
    done = company.sign("approve", SUBJECT, "--language", "lt", who="p.lawyer")
    assert "`notice` has no words in `lt`; it has en, bg" in done.err


def test_all_that_waits_for_somebody_includes_the_words(company: Company) -> None:
    done = good(company.sign("approve", "--waiting", who="p.lawyer"))
    assert "wording:notice#en Notice: This call is recorded as proof." in done.err
    assert unapproved(company) == ["bg.md"]


def test_status_and_verify_know_them(company: Company) -> None:
    company.commit()
    data = json.loads(company.sopwright("status", SUBJECT, "--json").out)
    assert [one["subject"] for one in data] == [f"{SUBJECT}#en", f"{SUBJECT}#bg"]
    assert {one["state"] for one in data} == {"pending"}
    wrong = company.sopwright("verify", "--base", "HEAD")
    assert "the words `wording:notice` are not approved in `bg`" in wrong.out
    sign_all(company)
    company.commit()
    assert "wording:notice" not in company.sopwright("verify", "--base", "HEAD~1").out


def test_the_evidence_of_a_document_holds_those_of_its_words(company: Company) -> None:
    sign_all(company)
    for who in ("m.manager", "p.lawyer"):
        good(company.sign("approve", "SVC-001", who=who))
    folder = company.unpacked("SVC-001")
    assert (folder / "records" / "wording" / "notice" / "bg" / "0002-wording.json").is_file()
    assert "wording:notice#bg: approved" in (folder / "README.txt").read_text(encoding="utf-8")
    proved = audit(folder)
    assert (proved.returncode, "BAD" in proved.stdout) == (0, False)
    record = folder / "records" / "wording" / "notice" / "en" / "0001-wording.json"
    record.write_bytes(record.read_bytes().replace(b"p.lawyer", b"d.director"))
    assert audit(folder).returncode == 1


def test_a_date_beside_the_words_is_no_approval(company: Company) -> None:
    apply(company.root, {"file": "registers/wording.yml", "append": "  approved: {en: 2026-01-20, bg: 2026-01-20}\n"})
    faults = examine(company.root, company.moment.date()).diagnostics
    (dated,) = [fault for fault in faults if fault.code == "SW428"]
    assert "count no longer" in dated.message
    assert unapproved(company) == ["bg.md", "en.md"]
