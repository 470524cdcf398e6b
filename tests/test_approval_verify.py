"""``sopwright verify``: what it finds in a change, how it says so, and what it does not do."""

import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sopwright.checks.run import SIGNATURES
from sopwright.commands import exits
from sopwright.commands.verify import find
from sopwright.diagnostics import Severity
from sopwright.history.git import HistoryError, NoHistory
from tests.attacked import METADATA, NOW, RULES, SIGNED, Attacked, errors, following, founded, founding_place, roster
from tests.conftest import Run
from tests.repositories import copy

EPOCH = str(int(NOW.timestamp()))


@pytest.fixture
def company(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Attacked:
    return founded(founding_place(tmp_path_factory), tmp_path / "company")


@pytest.fixture
def command(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line on the day by which the company is judged."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    return run


def later(company: Attacked) -> None:
    """A revision with a shorter time, whose class the authors have named."""
    company.edit(
        {"file": METADATA, "old": "within: 5 min", "new": "within: 50 min"},
        {"file": METADATA, "old": "Първо издание}}\n", "new": f"Първо издание}}}}\n{REVISION}"},
    )


REVISION = "  - {number: 2, date: 2026-05-04, class: editorial, summary: {en: Better words, bg: По-добри думи}}\n"


def test_what_is_there_is_verified_by_its_own_rules(company: Attacked) -> None:
    verified = company.verify(base="")
    assert (verified.faults, verified.records, verified.new, verified.approved) == ((), 6, 0, 3)


def test_a_new_record_is_counted(company: Attacked) -> None:
    company.change()
    company.approve(**following(company))
    verified = company.verify()
    assert (verified.faults, verified.records, verified.new, verified.approved) == ((), 8, 2, 3)


def test_an_unsigned_change_is_an_error_where_its_status_stands(company: Attacked) -> None:
    company.edit({"file": METADATA, "old": "within: 5 min", "new": "within: 50 min"})
    (fault,) = company.verify().faults
    assert (str(fault.span), fault.code) == (f"{METADATA}:10:9", "SW212")
    assert "SVC-001#en" in fault.message
    assert "`m.manager`, `n.manager`" in fault.message


def test_a_document_in_review_may_be_unsigned(company: Attacked) -> None:
    company.change()
    company.edit({"file": METADATA, "old": "status: effective", "new": "status: in-review"})
    assert company.verify().faults == ()


def test_where_signatures_are_advisory_none_is_missed(company: Attacked) -> None:
    company.edit({"file": "registers/approval.yml", "old": "required", "new": "advisory"})
    company.commit()
    company.change()
    assert errors(company.verify()) == ["SW212"]  # the base still asks for them
    company.base = company.commit()
    assert errors(company.verify()) == []


def test_an_emergency_counts_until_it_ends(company: Attacked) -> None:
    company.change()
    for person in ("m.manager", "d.director"):
        company.sign(person, "emergency", "emergency", at=NOW - timedelta(hours=2), **following(company))
    assert company.verify().faults == ()
    (ended,) = company.verify(now=NOW + timedelta(days=4)).faults
    assert (ended.code, ended.severity) == ("SW212", Severity.WARNING)


def test_an_old_record_that_does_not_count_is_a_note(company: Attacked) -> None:
    company.sign("a.agent", "second-line")
    company.base = company.commit()
    (fault,) = company.verify().faults
    assert (fault.code, fault.severity) == ("SW213", Severity.NOTE)


def test_the_class_is_computed_and_named_at_the_revision(company: Attacked) -> None:
    later(company)
    faults = {fault.code: fault for fault in company.verify().faults}
    assert str(faults["SW216"].span) == f"{METADATA}:15:42"
    assert "within" in faults["SW216"].message
    assert "SW212" in faults


def test_a_material_revision_and_an_editorial_change_are_not_called_lowered(company: Attacked) -> None:
    later(company)
    company.edit({"file": METADATA, "old": "class: editorial", "new": "class: material"})
    assert errors(company.verify()) == ["SW212"]
    company.edit({"file": METADATA, "old": "within: 50 min", "new": "within: 5 min"})
    company.edit({"file": METADATA, "old": "2026-05-04, class: material", "new": "2026-05-04, class: editorial"})
    assert errors(company.verify()) == ["SW212"]
    company.sign("k.lead", "carry", changeClass="editorial", revision=2, **following(company))
    assert errors(company.verify()) == []


def test_a_wrong_deputy_is_told_once(company: Attacked) -> None:
    company.delegate("k.lead", "k.lead", "a.agent")
    assert errors(company.verify()) == ["SW213 wrong-post"]


def test_records_that_were_there_must_be_there(company: Attacked) -> None:
    folder = company.root / "approvals/SVC-002/en"
    (folder / "0002-release.sig").write_bytes((folder / "0001-second-line.sig").read_bytes())
    assert "SW215" in errors(company.verify())
    aside = company.root / "aside.sig"
    (folder / "0002-release.sig").rename(aside)
    (folder / "0002-release.sig").symlink_to(aside)
    missing = [fault for fault in company.verify().faults if fault.code == "SW215"]
    assert [fault.message for fault in missing] == [
        "`approvals/SVC-002/en/0002-release.sig` is missing; records are only ever added"
    ]


def test_other_files_below_approvals_may_change(company: Attacked) -> None:
    readme = company.root / "approvals/README.md"
    readme.write_text("Records.\n", encoding="utf-8")
    company.base = company.commit()
    readme.write_text("All records.\n", encoding="utf-8")
    assert company.verify().faults == ()


def test_a_signature_that_comes_later_makes_the_record_new(company: Attacked) -> None:
    """Else a signature by an expired key could be added to an old record."""
    company.change()
    company.sign("m.manager", "second-line", **following(company))
    place = company.sign("d.director", "release", **following(company)).with_suffix(".sig")
    data = place.read_bytes()
    place.unlink()
    company.base = company.commit()
    place.write_bytes(data)
    assert company.verify().new == 1


def test_a_handbook_that_cannot_be_read_is_not_verified(company: Attacked) -> None:
    (company.root / "registers/people.yml").write_text("a: [", encoding="utf-8")
    verified = company.verify()
    assert {fault.severity for fault in verified.faults} == {Severity.ERROR}
    assert verified.records == 0


def test_a_base_that_is_none(company: Attacked, tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="not a commit"):
        company.verify(base="nowhere")
    with pytest.raises(NoHistory):
        find(copy(tmp_path / "bare"), "HEAD", NOW)
    (company.root / "registers/people.yml").write_text("a: [", encoding="utf-8")
    broken = company.commit()
    company.edit({"file": "registers/people.yml", "write": roster()})
    with pytest.raises(HistoryError, match="cannot be read"):
        company.verify(base=broken)


def test_the_command_passes(company: Attacked, command: Run) -> None:
    outcome = command("verify", "--root", company.root, "--base", "HEAD")
    assert (outcome.code, outcome.out) == (exits.CLEAN, "no faults\n")
    assert outcome.err == "6 records, 0 of them new; 3 languages of documents are approved.\n"


def test_the_command_fails_with_reasons(company: Attacked, command: Run) -> None:
    company.change()
    outcome = command("verify", "--root", company.root, "--base", "HEAD")
    assert outcome.code == exits.FAULTS
    assert "error[SW212]" in outcome.out
    assert f"--> {METADATA}:10:9" in outcome.out


@pytest.mark.parametrize("form", ["json", "sarif", "github", "gitlab"])
def test_the_command_speaks_to_programs(form: str, company: Attacked, command: Run) -> None:
    company.change()
    out = command("verify", "--root", company.root, "--format", form, "--cache").out
    if form == "github":
        assert out.startswith(f"::error file={METADATA},line=10,col=9,title=SW212 not-approved::")
    elif form == "sarif":
        (result,) = json.loads(out)["runs"][0]["results"]
        assert result["ruleId"] == "SW212"
    elif form == "gitlab":
        (issue,) = json.loads(out)
        assert issue["location"] == {"path": METADATA, "lines": {"begin": 10}}
    else:
        value = json.loads(command("verify", "--root", company.root, "--json").out)
        assert value == json.loads(out)
        assert (value["records"], value["new"], value["approved"]) == (6, 0, 2)
        assert [fault["code"] for fault in value["faults"]] == ["SW212"]


def test_the_cache_is_written_only_if_it_is_asked_for(company: Attacked, command: Run) -> None:
    command("verify", "--root", company.root)
    assert not (company.root / "build").exists()
    command("verify", "--root", company.root, "--cache")
    assert len((company.root / SIGNATURES).read_text(encoding="ascii").split()) == 6


def test_nothing_to_verify_with(company: Attacked, command: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    unknown = command("verify", "--root", company.root, "--base", "nowhere")
    assert (unknown.code, unknown.out) == (exits.FAULTS, "")
    assert unknown.err.startswith("Nothing was verified: `nowhere` is not a commit")
    monkeypatch.setenv("PATH", str(company.root))
    without = command("verify", "--root", company.root)
    assert without.code == exits.FAULTS
    assert "openssh-client" in without.err


def test_the_check_runs_without_a_history(company: Attacked, command: Run) -> None:
    """A copy without Git, such as an auditor's, is verified by its own rules."""
    shutil.rmtree(company.root / ".git")
    assert command("verify", "--root", company.root).code == exits.CLEAN
    assert command("check", "--root", company.root, "--today", NOW.date()).code == exits.CLEAN


# status


def status(command: Run, company: Attacked, *arguments: Any) -> str:
    outcome = command("status", "--root", company.root, *arguments)
    assert outcome.code == exits.CLEAN
    return outcome.out


def test_status_shows_a_mark_a_step_and_who_is_waited_for(
    company: Attacked, command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    company.change()
    company.sign("m.manager", "second-line", **following(company))
    lines = {line.split()[1]: line for line in status(command, company).splitlines() if line.startswith("│")}
    assert "en:✓·" in lines["SVC-001"]
    assert "d.director" in lines["SVC-001"]
    assert "en:✓✓" in lines["SVC-002"]
    assert "bg:··" in lines["SVC-002"]
    assert "bg: m.manager, n.manager" in lines["SVC-002"]


def test_status_of_what_is_all_approved(company: Attacked, command: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    company.approve("SVC-002", language="bg")
    (line,) = [line for line in status(command, company).splitlines() if "SVC-002" in line]
    assert "bg:✓✓" in line
    assert "m.manager" not in line


def test_status_of_one_document_tells_all(company: Attacked, command: Run) -> None:
    company.change()
    company.sign("m.manager", "second-line", **following(company))
    company.sign("a.agent", "release", **following(company))
    out = status(command, company, "SVC-001")
    assert "SVC-001#en  pending: step `release` waits for 1 of the post `director`: `d.director`" in out
    assert "✓ second-line (post `manager`): 1 of 1" in out
    assert "Max Manager (m.manager), 2026-05-04" in out
    assert "does not count: approvals/SVC-001/en/0004-release.json" in out
    assert "(wrong-post)" in out
    assert "approved before and still in force" in out
    assert "SVC-001#bg" in out
    assert "SVC-002" not in out


def test_status_tells_of_refusals_emergencies_reviews_and_deputies(company: Attacked, command: Run) -> None:
    company.delegate("m.manager", "m.manager", "k.lead")
    company.change()
    company.sign("k.lead", "second-line", onBehalfOf="m.manager", at=SIGNED + timedelta(hours=9), **following(company))
    company.sign("n.manager", "emergency", "emergency", at=SIGNED + timedelta(hours=10), **following(company))
    company.sign("d.director", "emergency", "emergency", at=SIGNED + timedelta(hours=11), **following(company))
    company.sign(
        "m.manager", "review-unchanged", "review-unchanged", at=SIGNED + timedelta(hours=12), **following(company)
    )
    out = status(command, company, "SVC-001")
    assert "Kim Lead (k.lead for m.manager)" in out
    assert "in force by emergency approval until 2026-05-07 19:00 UTC" in out
    assert "looked through and left as it is by Max Manager" in out
    company.sign(
        "d.director", "release", "refuse", at=SIGNED + timedelta(hours=13), reason="dangerous", **following(company)
    )
    out = status(command, company, "SVC-001")
    assert "SVC-001#en  refused: refused by `d.director` on 2026-05-04 (dangerous)" in out
    assert "en:✓·✗" in status(command, company)


def test_status_for_a_person(company: Attacked, command: Run) -> None:
    assert status(command, company, "--waiting-for", "a.agent") == "Nothing waits for a.agent.\n"
    company.change()
    waiting = json.loads(status(command, company, "--waiting-for", "m.manager", "--json"))
    assert [one["subject"] for one in waiting] == ["POL-001#bg", "SVC-001#bg", "SVC-002#bg"]
    (english,) = json.loads(status(command, company, "--waiting-for", "k.lead", "--json"))
    assert (english["state"], english["chain"], english["change"]) == ("pending", "editorial", "editorial")


def test_status_for_programs(company: Attacked, command: Run) -> None:
    company.sign("a.agent", "second-line")
    (value,) = [one for one in json.loads(status(command, company, "--json")) if one["subject"] == "SVC-001#en"]
    assert (value["state"], value["approved"], value["waiting_for"]) == ("approved", value["digest"], [])
    (step, _) = value["steps"]
    assert [record["person"] for record in step["records"]] == ["m.manager"]
    assert [refused["code"] for refused in step["refused"]] == ["wrong-post"]


def test_status_without_rules_says_so(company: Attacked, command: Run) -> None:
    company.edit(
        {"file": "registers/approval.yml", "write": RULES.replace("{change: material}", "{books: [policies]}")}
    )
    out = status(command, company, "SVC-001")
    assert "SVC-001#en  refused: no rule of registers/approval.yml applies" in out
    assert "en:✗" in status(command, company)


def test_status_of_what_is_not_there(company: Attacked, command: Run) -> None:
    for arguments in (("SVC-999",), ("--waiting-for", "x.nobody")):
        outcome = command("status", "--root", company.root, *arguments)
        assert (outcome.code, outcome.out) == (exits.USAGE, "")
        assert arguments[-1] in outcome.err
    (company.root / "registers/people.yml").unlink()
    outcome = command("status", "--root", company.root)
    assert (outcome.code, outcome.out) == (exits.FAULTS, "")
    assert "error[" in outcome.err


def test_status_says_that_signatures_are_advisory(small: Path, command: Run) -> None:
    outcome = command("status", "--root", small)
    assert "advisory" in outcome.err
    assert outcome.code == exits.CLEAN
