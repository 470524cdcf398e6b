"""What is in force: the newest approved content, with the values of its day, for those who may read old and new."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from sopwright.approval.standing import end_of, standing
from sopwright.checks.run import examine
from sopwright.clock import now as clock_now
from sopwright.commands.published import When, as_of, contents_of, drafts, published
from sopwright.diagnostics import has_errors
from sopwright.edition.project import project
from sopwright.edition.records import DocumentView, Edition
from sopwright.history.git import HistoryError
from sopwright.history.in_force import InForce, in_force
from sopwright.source.nodes import plain
from tests.company import ANSWERING, TRANSFER, Company, good, signed_company
from tests.histories import git

METADATA = f"{ANSWERING}/procedure.yml"
REVIEW = {"file": METADATA, "old": "status: effective", "new": "status: in-review"}
LONGER = {"file": METADATA, "old": "within: 5 min", "new": "within: 10 min"}
HOLD = {"file": "registers/limits.yml", "old": "value: 60 s", "new": "value: 90 s"}
SECOND = {
    "file": METADATA,
    "old": "bg: Първо издание}}\n",
    "new": "bg: Първо издание}}\n  - {number: 2, date: 2026-03-01, class: material, summary: {en: More, bg: Повече}}\n",
}


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Company:
    return signed_company(tmp_path, monkeypatch)


def _found(company: Company) -> InForce:
    day = company.moment.date()
    examined = examine(company.root, day)
    assert examined.handbook is not None
    return published(company.root, examined.handbook, examined.verdicts, When(day, company.moment))


def _edition(company: Company, audience: str = "agents", language: str = "en") -> Edition:
    return project(_found(company).handbook, audience, language, company.moment.date())


def _view(company: Company, number: str = "SVC-001", audience: str = "agents", language: str = "en") -> DocumentView:
    return _edition(company, audience, language).documents[number]


def _within(view: DocumentView, step: str = "resolve") -> str:
    return next(one.within for one in view.steps if one.id == step)


def _body(view: DocumentView, step: str = "resolve") -> str:
    return plain(next(one.body for one in view.steps if one.id == step)).replace("\u00a0", " ")


# As it stands


def test_what_is_approved_stands_as_it_is(company: Company) -> None:
    found = _found(company)
    assert found.left_out == ()
    assert set(found.handbook.documents) == {"SVC-001", "SVC-002", "POL-001"}
    approval = _view(company).approval
    assert approval is not None
    assert (approval.standing, approval.revising) == ("approved", False)
    assert [one.post for one in approval.signatures] == ["Manager", "Lawyer", "Team lead", "Director"]
    assert [one.consulted for one in approval.signatures] == [False, False, True, False]


def test_a_translation_says_who_reviewed_it(company: Company) -> None:
    approval = _view(company, language="bg").approval
    assert approval is not None
    assert [one.name for one in approval.reviewers] == ["Nia Manager"]
    assert [one.name for one in approval.signatures][-1] == "Dana Director"


def test_a_changed_translation_is_shown_with_a_mark(company: Company) -> None:
    company.commit({"file": f"{ANSWERING}/bg.md", "old": "Всеки получава отговор.", "new": "Всички получават отговор."})
    assert not has_errors(examine(company.root, company.moment.date()).diagnostics)
    approval = _view(company, language="bg").approval
    assert approval is not None
    assert (approval.standing, approval.unreviewed, approval.reviewers) == ("approved", True, ())


def test_advisory_handbooks_stand_as_they_are(company: Company) -> None:
    company.commit(
        LONGER, {"file": "registers/approval.yml", "old": "signatures: required", "new": "signatures: advisory"}
    )
    view = _view(company)
    assert _within(view) == "10 minutes"
    assert view.approval is not None
    assert view.approval.standing == "unsigned"
    assert _edition(company).advisory
    translated = _view(company, language="bg").approval
    assert translated is not None
    assert (translated.standing, translated.unreviewed) == ("unsigned", False)


# In review


def test_a_document_in_review_stands_in_its_approved_content(company: Company) -> None:
    company.commit(LONGER, SECOND, REVIEW)
    view = _view(company)
    assert (_within(view), view.status, view.revision.number) == ("5 minutes", "effective", 1)
    assert view.approval is not None
    assert view.approval.revising
    assert [one.name for one in view.approval.signatures][-1] == "Dana Director"


def test_it_stands_with_the_values_of_its_day(company: Company) -> None:
    company.commit(HOLD, REVIEW)
    assert "60 seconds" in _body(_view(company))


def test_a_value_of_its_day_may_be_gone_today(company: Company) -> None:
    law = (company.root / "registers" / "laws.yml").read_text(encoding="utf-8")
    company.commit(
        {"file": "registers/laws.yml", "write": law.replace("gdpr:", "privacy:")},
        {"file": METADATA, "old": "laws: [gdpr]\nrelated", "new": "laws: [privacy]\nrelated"},
        {"file": METADATA, "old": "laws: [gdpr], then: end", "new": "laws: [privacy], then: end"},
        {"file": f"{ANSWERING}/en.md", "old": "{law:gdpr}", "new": "{law:privacy}"},
        {"file": f"{ANSWERING}/bg.md", "old": "{law:gdpr}", "new": "{law:privacy}"},
        REVIEW,
    )
    edition = _edition(company)
    assert [law.key for law in edition.documents["SVC-001"].laws] == ["gdpr"]
    assert "gdpr" in {law.key for law, _ in edition.laws}


def test_a_new_value_is_in_force_when_it_is_approved(company: Company) -> None:
    company.commit(HOLD)
    company.approve_all("SVC-001", "k.lead")
    assert "90 seconds" in _body(_view(company))


def test_translations_of_the_approved_content_are_still_reviewed(company: Company) -> None:
    company.commit(
        LONGER, SECOND, REVIEW, {"file": f"{ANSWERING}/bg.md", "old": "Всеки получава", "new": "Никой не получава"}
    )
    view = _view(company, language="bg")
    assert "Никой" not in plain(view.sections[0].body)
    assert view.approval is not None
    assert not view.approval.unreviewed
    assert [one.name for one in view.approval.reviewers] == ["Nia Manager"]


@pytest.mark.parametrize(
    ("visibility", "readers"), [("[leads]", {"leads"}), ("[public]", {"agents", "leads"}), ("[manager]", set())]
)
def test_only_those_read_it_whom_old_and_new_allow(company: Company, visibility: str, readers: set[str]) -> None:
    company.commit({"file": METADATA, "old": "visibility: [everyone]", "new": f"visibility: {visibility}"}, REVIEW)
    found = {name for name in ("public", "agents", "leads") if "SVC-001" in _edition(company, name).documents}
    assert found == readers


def test_only_the_status_may_say_that_it_is_being_revised(company: Company) -> None:
    company.commit(REVIEW)
    view = _view(company)
    assert view.status == "effective"
    assert view.approval is not None
    assert view.approval.revising


def test_a_document_that_moved_is_found(company: Company) -> None:
    (company.root / "handbook/service/picking-up").parent.mkdir(exist_ok=True)
    git(company.root, "mv", ANSWERING, "handbook/service/picking-up")
    company.commit(
        {**LONGER, "file": "handbook/service/picking-up/procedure.yml"},
        {**REVIEW, "file": "handbook/service/picking-up/procedure.yml"},
    )
    assert _within(_view(company)) == "5 minutes"


def test_what_was_never_approved_is_left_out(company: Company) -> None:
    text = (company.root / TRANSFER / "procedure.yml").read_text(encoding="utf-8")
    metadata = text.replace("SVC-002", "SVC-003").replace("status: effective", "status: in-review")
    files = [{"file": f"handbook/service/third/{name}.md", "copy": f"{TRANSFER}/{name}.md"} for name in ("en", "bg")]
    titles = [
        {"file": "handbook/service/third/en.md", "old": "# Transfer", "new": "# Third"},
        {"file": "handbook/service/third/bg.md", "old": "# Прехвърляне", "new": "# Трети"},
    ]
    company.commit({"file": "handbook/service/third/procedure.yml", "write": metadata}, *files, *titles)
    assert [(one.document, one.why) for one in _found(company).left_out] == [("SVC-003", "it was never approved")]
    assert "SVC-003" not in _edition(company).documents


def test_without_the_history_it_is_left_out(company: Company) -> None:
    company.commit(LONGER, SECOND, REVIEW)
    (company.root / ".git").rename(company.root / "elsewhere")
    (left_out,) = _found(company).left_out
    assert left_out.document == "SVC-001"
    assert "not in the history" in left_out.why


def test_what_was_retired_is_not_published(company: Company) -> None:
    company.commit({"file": METADATA, "old": "status: effective", "new": "status: retired"})
    assert "SVC-001" not in _edition(company).documents


# Dates


def test_an_approved_content_waits_for_its_date(company: Company) -> None:
    later = {"file": METADATA, "old": "effective: 2026-01-20", "new": "effective: 2026-04-01"}
    company.commit(LONGER, SECOND, later)
    company.approve_all("SVC-001", "k.lead")
    company.commit()
    view = _view(company)
    assert _within(view) == "5 minutes"
    assert view.approval is not None
    assert not view.approval.revising
    assert [one.name for one in view.approval.signatures][-1] == "Dana Director"
    company.at("2026-04-01 00:30")
    assert _within(_view(company)) == "10 minutes"


def test_a_review_without_change_moves_the_next_one(company: Company) -> None:
    good(company.sign("review-unchanged", "SVC-001", who="d.director"))
    assert _view(company).due == date(2027, 3, 1)


def test_what_was_withdrawn_is_no_longer_in_force(company: Company) -> None:
    good(company.sign("withdraw", "SVC-001", "--reason", "It was wrong", who="d.director"))
    company.commit(REVIEW)
    assert [one.document for one in _found(company).left_out] == ["SVC-001"]


# Emergencies


@pytest.fixture
def emergency(company: Company) -> Company:
    company.commit(LONGER, SECOND)
    assert has_errors(examine(company.root, company.moment.date()).diagnostics)
    for who in ("m.manager", "d.director"):
        good(company.sign("emergency", "SVC-001", "--reason", "Calls are lost", who=who))
    company.commit()
    return company


def test_an_emergency_is_in_force_until_it_ends(emergency: Company) -> None:
    assert not has_errors(examine(emergency.root, emergency.moment.date()).diagnostics)
    view = _view(emergency)
    assert _within(view) == "10 minutes"
    assert view.approval is not None
    assert view.approval.standing == "emergency"
    assert view.approval.emergency_until is not None
    assert view.approval.emergency_until.isoformat() == "2026-03-04T12:00:00+02:00"
    emergency.at("2026-03-04 09:59")
    assert _within(_view(emergency)) == "10 minutes"


@pytest.mark.parametrize("moment", ["2026-03-04 10:00", "2026-03-05 08:00", "2026-12-24 08:00"])
def test_after_an_emergency_the_approved_content_is_back(emergency: Company, moment: str) -> None:
    emergency.at(moment)
    examined = examine(emergency.root, emergency.moment.date())
    faults = [fault for fault in examined.diagnostics if fault.code == "SW212"]
    assert len(faults) == 1
    assert not has_errors(faults)
    view = _view(emergency)
    assert _within(view) == "5 minutes"
    assert view.approval is not None
    assert view.approval.emergency_until is None
    assert view.approval.revising


def test_an_emergency_that_became_regular_has_no_end(emergency: Company) -> None:
    emergency.approve_all("SVC-001", "k.lead")
    view = _view(emergency)
    assert view.approval is not None
    assert (view.approval.standing, view.approval.emergency_until) == ("approved", None)


# On a day, and as drafts


def test_the_handbook_of_a_day(company: Company) -> None:
    company.commit(LONGER, SECOND)
    company.approve_all("SVC-001", "k.lead")
    company.commit(HOLD, REVIEW)
    current = examine(company.root, company.moment.date()).handbook
    assert current is not None
    for day, within in (("2026-01-25", "5 minutes"), ("2026-02-28", "5 minutes"), ("2026-03-01", "10 minutes")):
        found = as_of(company.root, current, date.fromisoformat(day))
        view = project(found.handbook, "agents", "en", date.fromisoformat(day)).documents["SVC-001"]
        assert _within(view) == within, day
        assert "60 seconds" in _body(view)
    with pytest.raises(HistoryError, match="begins after"):
        as_of(company.root, current, date(2025, 12, 31))


def test_before_all_had_signed_nothing_was_in_force(company: Company) -> None:
    current = examine(company.root, company.moment.date()).handbook
    assert current is not None
    found = as_of(company.root, current, date(2026, 1, 17))
    assert {one.document for one in found.left_out} == {"SVC-001", "SVC-002", "POL-001"}


def test_drafts_show_everything_as_it_stands(company: Company) -> None:
    company.commit(LONGER, SECOND, REVIEW)
    day = company.moment.date()
    examined = examine(company.root, day)
    assert examined.handbook is not None
    handbook = drafts(examined.handbook, examined.verdicts, When(day, company.moment))
    edition = project(handbook, "agents", "en", day, drafts=True)
    view = edition.documents["SVC-001"]
    assert edition.draft
    assert (_within(view), view.status) == ("10 minutes", "in-review")
    assert "SVC-001" not in project(handbook, "public", "en", day, drafts=True).documents


def test_a_draft_may_have_no_date_yet(company: Company) -> None:
    company.commit({"file": METADATA, "old": "effective: 2026-01-20\n", "new": ""}, {**REVIEW, "new": "status: draft"})
    day = company.moment.date()
    examined = examine(company.root, day)
    assert examined.handbook is not None
    handbook = drafts(examined.handbook, examined.verdicts, When(day, company.moment))
    assert project(handbook, "agents", "en", day, drafts=True).documents["SVC-001"].effective is None


# The command


@pytest.mark.parametrize("words", [("--as-of", "2026-03-02"), ("--as-of", "2026-02-01", "--drafts")])
def test_a_day_that_cannot_be_built_is_wrong_use(company: Company, words: tuple[str, ...]) -> None:
    assert company.build(*words).code == 2


def test_a_day_needs_a_history(company: Company) -> None:
    (company.root / ".git").rename(company.root / "elsewhere")
    outcome = company.build("--as-of", "2026-02-01")
    assert outcome.code == 1
    assert "not in a Git repository" in outcome.err.replace("\n", " ")


def test_a_leaflet_is_of_what_is_in_force(company: Company) -> None:
    good(company.sign("withdraw", "SVC-001", "--reason", "It was wrong", who="d.director"))
    company.commit(REVIEW)
    outcome = company.sopwright("book", "SVC-001", "--language", "en")
    assert outcome.code == 2
    assert "no document `SVC-001` in force" in outcome.err.replace("\n", " ")


# Guards: without them something would leak, or hold that should not.


def test_without_the_new_visibility_the_old_one_would_leak(company: Company) -> None:
    company.commit({"file": METADATA, "old": "visibility: [everyone]", "new": "visibility: [leads]"}, REVIEW)
    found = _found(company).handbook
    document = found.documents["SVC-001"]
    assert document.issue is not None
    careless = replace(document, issue=replace(document.issue, visibility=None))
    leaking = replace(found, documents={**found.documents, "SVC-001": careless})
    assert "SVC-001" in project(leaking, "agents", "en", company.moment.date()).documents
    assert "SVC-001" not in project(found, "agents", "en", company.moment.date()).documents


def test_without_the_clock_an_emergency_would_not_end(emergency: Company) -> None:
    emergency.at("2026-03-05 08:00")
    examined = examine(emergency.root, emergency.moment.date())
    assert examined.handbook is not None
    standings = standing(examined.handbook, examined.verdicts, end_of(emergency.moment.date()))
    stopped = datetime.fromisoformat("2026-03-02T08:00:00+00:00")
    assert clock_now({"SOURCE_DATE_EPOCH": "0"}) < stopped
    found = in_force(examined.handbook, standings, contents_of(emergency.root), stopped)
    assert _within(project(found.handbook, "agents", "en", date(2026, 3, 5)).documents["SVC-001"]) == "10 minutes"
