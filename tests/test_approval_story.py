"""The whole story on a real repository: edit a step, see the class, sign in order, publish, show it, prove it."""

from pathlib import Path

import pytest

from tests.company import ANSWERING, Company, audit, found, good, words_of
from tests.conftest import Run

pytestmark = pytest.mark.site

LONGER = (
    {"file": f"{ANSWERING}/procedure.yml", "old": "within: 5 min", "new": "within: 10 min"},
    {"file": f"{ANSWERING}/procedure.yml", "old": "status: effective", "new": "status: in-review"},
    {
        "file": f"{ANSWERING}/procedure.yml",
        "old": "bg: Първо издание}}\n",
        "new": "bg: Първо издание}}\n"
        "  - {number: 2, date: 2026-03-02, class: editorial, summary: {en: More time to resolve, bg: Повече време}}\n",
    },
)
IN_FORCE = {"file": f"{ANSWERING}/procedure.yml", "old": "status: in-review", "new": "status: effective"}


@pytest.fixture
def company(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Company:
    return found(tmp_path, run, monkeypatch, site=True)


def test_the_story(company: Company) -> None:
    _nothing_is_in_force_unsigned(company)
    _the_first_issue_is_signed_and_published(company)
    base = company.commit()
    _a_step_is_edited_and_its_class_is_seen(company)
    _while_it_is_in_review_readers_keep_what_was_approved(company)
    _the_wrong_people_are_refused(company)
    _the_right_people_sign_in_order(company)
    _it_is_published(company)
    _what_was_in_force_on_a_day_is_still_there(company)
    _the_change_is_verified_by_the_rules_before_it(company, base)
    _it_is_proved_to_the_auditor(company)


def _nothing_is_in_force_unsigned(company: Company) -> None:
    outcome = company.sopwright("check")
    assert outcome.code == 1
    assert outcome.out.count("SW212") == 3
    assert company.build().code == 1
    assert not (company.root / "build" / "site").exists()


def _the_first_issue_is_signed_and_published(company: Company) -> None:
    for number, team_lead in (("SVC-001", "k.lead"), ("SVC-002", "l.lead"), ("POL-001", "k.lead")):
        company.approve_all(number, team_lead)
    company.at("2026-01-20 08:00")
    company.commit()
    good(company.sopwright("check"))
    good(company.sopwright("verify"))
    good(company.build())
    page = company.page("SVC-001")
    assert "within 5 minutes" in page
    for words in ("Manager (Max Manager) 16 January 2026", "Lawyer (Pat Lawyer)", "Director (Dana Director)"):
        assert words in page, words
    assert "Consulted" in page


def _a_step_is_edited_and_its_class_is_seen(company: Company) -> None:
    company.at("2026-03-02 09:00")
    company.commit(*LONGER, email="l@example.test")
    good(company.sopwright("check"))
    shown = good(company.sopwright("redline", "SVC-001", "--text")).out
    assert "material" in shown.lower()
    assert "10 minutes" in shown
    file = company.root.parent / "redline.html"
    good(company.sopwright("redline", "SVC-001", "--html", "--output", file))
    html = file.read_text(encoding="utf-8")
    assert "<ins" in html
    assert "<del" in html
    assert "10 minutes" in words_of(html)
    assert "<script" not in html


def _while_it_is_in_review_readers_keep_what_was_approved(company: Company) -> None:
    good(company.build())
    page = company.page("SVC-001")
    assert "within 5 minutes" in page
    assert "10 minutes" not in page
    assert "A revision of this document is being approved." in page
    assert "In force" in page
    good(company.build("--drafts"))
    draft = company.page("SVC-001", "drafts")
    assert "within 10 minutes" in draft
    assert "DRAFT – not in force" in draft
    assert "DRAFT" not in company.page("SVC-001")


def _the_wrong_people_are_refused(company: Company) -> None:
    before = sorted((company.root / "approvals").rglob("*"))
    for who, why in (
        ("a.agent", "does not hold the post `manager`"),
        ("l.lead", "does not hold the post"),
        ("d.director", "does not hold the post"),
    ):
        outcome = company.sign("approve", "SVC-001", who=who)
        assert outcome.code == 1, who
        assert why in outcome.err.replace("\n", " "), outcome.err
    out_of_order = company.sign("approve", "SVC-001", "--step", "release", who="d.director")
    assert "comes first" in out_of_order.err.replace("\n", " ")
    assert sorted((company.root / "approvals").rglob("*")) == before


def _the_right_people_sign_in_order(company: Company) -> None:
    company.at("2026-03-03 10:00")
    good(company.sign("approve", "SVC-001", who="m.manager"))
    waiting = good(company.sopwright("status", "SVC-001")).out
    assert "p.lawyer" in waiting
    good(company.sign("approve", "--waiting", "--language", "en", who="p.lawyer"))
    good(company.consult("SVC-001", "k.lead", "agent"))
    good(company.sign("approve", "SVC-001", who="d.director"))


def _it_is_published(company: Company) -> None:
    company.at("2026-03-04 10:00")
    company.commit(IN_FORCE)
    good(company.sopwright("check"))
    good(company.build())
    page = company.page("SVC-001")
    assert "within 10 minutes" in page
    assert "being approved" not in page
    assert "Director (Dana Director) 3 March 2026" in page
    good(company.sopwright("build", "--only", "site", "--audience", "agents", "--language", "bg", "--workers", 1))
    assert "Този превод още не е проверен." in company.page("SVC-001", language="bg")
    good(company.sign("approve", "SVC-001", "--language", "bg", who="n.manager"))
    good(company.sopwright("build", "--only", "site", "--audience", "agents", "--language", "bg", "--workers", 1))
    assert "Този превод още не е проверен." not in company.page("SVC-001", language="bg")


def _what_was_in_force_on_a_day_is_still_there(company: Company) -> None:
    company.commit()
    now = company.page("SVC-001")
    for day, words in (
        ("2026-01-31", "within 5 minutes"),
        ("2026-03-03", "within 5 minutes"),
        ("2026-03-04", "within 10 minutes"),
    ):
        good(company.build("--as-of", day))
        assert words in company.page("SVC-001", f"as-of/{day}"), day
    assert company.page("SVC-001") == now
    before = company.sopwright("build", "--as-of", "2026-01-01")
    assert before.code == 1
    assert "the history begins after 2026-01-01" in before.err.replace("\n", " ")


def _the_change_is_verified_by_the_rules_before_it(company: Company, base: str) -> None:
    good(company.sopwright("verify", "--base", base))
    rewritten = {"file": "approvals/SVC-001/en/0001-second-line.json", "old": "Max Manager", "new": "Moe Manager"}
    company.commit(rewritten)
    outcome = company.sopwright("verify", "--base", base)
    assert outcome.code == 1
    company.commit({**rewritten, "old": rewritten["new"], "new": rewritten["old"]})
    good(company.sopwright("verify", "--base", base))


def _it_is_proved_to_the_auditor(company: Company) -> None:
    folder = company.unpacked("SVC-001")
    proved = audit(folder)
    assert proved.returncode == 0, proved.stdout + proved.stderr
    assert proved.stdout.count("is signed by") == 10
    assert "BAD" not in proved.stdout
