"""Reviews of a forge become records: only for the content that was reviewed, only by the people who reviewed it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sopwright.approval.signing import sign, verify_all
from sopwright.approval.statement import compose, written
from sopwright.load.handbook import load
from sopwright.model.approvals import Kind, Record
from tests.conftest import Outcome, Run
from tests.histories import begin, commit
from tests.signing import key_of, public
from tests.signing import record as record_of
from tests.test_forge import github_review, github_user, gitlab_export, gitlab_version

ANSWERING = "handbook/service/answering"
RULES = """\
signatures: advisory
chains:
  standard:
    name: {en: Standard, bg: Стандартно}
    steps: [{id: second-line, post: manager, people: 2, assurance: forge}]
rules:
  - {chain: standard}
  - {chain: standard, when: {subject: translation}}
"""
HOLD = {"file": f"{ANSWERING}/en.md", "old": "{limit:hold} at most", "new": "no longer than {limit:hold}"}
NOW = "1780311600"  # 2026-06-01, 11:00


def _people(root: Path) -> list[dict[str, Any]]:
    """Managers with accounts; a secretary of reviews with a key, who is an agent."""
    del root
    edits = [
        {"file": "registers/people.yml", "old": f"{name}@example.test, ", "new": f"{name}@example.test, {more}, "}
        for name, more in (
            ("m", "accounts: {github: 583231, gitlab: 42}"),
            ("n", "accounts: {github: 7, gitlab: 43}"),
            ("a", f"keys: [{{key: {public(key_of('a'))}, from: 2026-01-01}}]"),
            ("l", f"keys: [{{key: {public(key_of('l'))}, from: 2026-01-01}}]"),
        )
    ]
    return [*edits, {"file": "registers/approval.yml", "write": RULES}]


@pytest.fixture
def change(tmp_path: Path) -> tuple[Path, str, str]:
    """A repository with a reviewed change on its main line: the folder, where it began, and the reviewed commit."""
    root = tmp_path / "handbook"
    begin(root, site=True)
    base = commit(root, _people(root))
    return root, base, commit(root, [HOLD])


@pytest.fixture
def bring(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)

    def call(root: Path, export: Any, *more: str, who: str = "a.agent") -> Outcome:
        file = tmp_path / "reviews.json"
        file.write_text(export if isinstance(export, str) else json.dumps(export), encoding="utf-8")
        key = ("--key", str(key_of(who[0])))
        return run("import-reviews", file, "--root", root, "--as", who, *key, *more)

    return call


def _records(root: Path) -> tuple[Record, ...]:
    handbook, faults = load(root)
    assert handbook is not None
    assert faults == []
    return tuple(handbook.approvals.all)


def test_a_review_on_github_becomes_a_record(change: tuple[Path, str, str], bring: Callable[..., Outcome]) -> None:
    root, base, head = change
    outcome = bring(root, [github_review(commit_id=head)], "--base", base)
    assert outcome.code == 0, outcome.err
    (record,) = _records(root)
    decision = record.predicate
    assert record.path == "approvals/SVC-001/en/0001-second-line.json"
    assert (decision.person, decision.printed_name, decision.decision) == ("m.manager", "Max Manager", "approve")
    assert decision.time.isoformat() == "2026-06-01T09:00:00+00:00"
    assert decision.evidence is not None
    assert decision.evidence.model_dump() == {
        "forge": "github",
        "repository": "brightwater/handbook",
        "change": 12,
        "review": 80,
        "account": 583231,
        "commit": head,
    }


def test_an_approval_on_gitlab_becomes_a_record(change: tuple[Path, str, str], bring: Callable[..., Outcome]) -> None:
    root, base, head = change
    versions = [gitlab_version(108, head, 10) | {"base_commit_sha": base}]
    outcome = bring(root, gitlab_export() | {"versions": versions})
    assert outcome.code == 0, outcome.err
    (record,) = _records(root)
    assert record.predicate.evidence is not None
    assert (record.predicate.evidence.review, record.predicate.evidence.account) == (108, 42)


def test_two_reviewers_complete_a_step_of_two(change: tuple[Path, str, str], bring: Callable[..., Outcome]) -> None:
    root, base, head = change
    other = github_review(81, hour=10, commit_id=head, user=github_user(7, "n-manager"))
    outcome = bring(root, [other, github_review(commit_id=head)], "--base", base)
    assert outcome.code == 0, outcome.err
    assert [record.predicate.person for record in _records(root)] == ["m.manager", "n.manager"]


def test_a_review_is_imported_once(change: tuple[Path, str, str], bring: Callable[..., Outcome]) -> None:
    root, base, head = change
    export = [github_review(commit_id=head)]
    bring(root, export, "--base", base)
    outcome = bring(root, export, "--base", base)
    assert (outcome.code, "Imported before" in outcome.err) == (0, True)
    assert len(_records(root)) == 1


def _refused(outcome: Outcome, root: Path, why: str) -> None:
    assert outcome.code == 1
    assert why in outcome.err.replace("\n", " ")
    assert not (root / "approvals").exists()


def test_a_change_after_the_review_was_not_reviewed(
    change: tuple[Path, str, str], bring: Callable[..., Outcome]
) -> None:
    root, base, head = change
    commit(root, [{"file": f"{ANSWERING}/en.md", "old": "Pick up within", "new": "Pick up the phone within"}])
    _refused(bring(root, [github_review(commit_id=head)], "--base", base), root, "nothing that it approves")


def test_a_change_of_a_value_after_the_review_was_not_reviewed(
    change: tuple[Path, str, str], bring: Callable[..., Outcome]
) -> None:
    root, base, head = change
    commit(root, [{"file": "registers/limits.yml", "old": "value: 60 s", "new": "value: 90 s"}])
    _refused(bring(root, [github_review(commit_id=head)], "--base", base), root, "nothing that it approves")


def test_what_the_change_did_not_touch_was_not_reviewed(
    change: tuple[Path, str, str], bring: Callable[..., Outcome]
) -> None:
    root, base, head = change
    bring(root, [github_review(commit_id=head)], "--base", base)
    assert {record.path.split("/")[1] for record in _records(root)} == {"SVC-001"}


def test_a_commit_that_is_not_there_says_how_to_fetch_it(
    change: tuple[Path, str, str], bring: Callable[..., Outcome]
) -> None:
    root, base, _ = change
    outcome = bring(root, [github_review()], "--base", base)
    _refused(outcome, root, "`git fetch origin pull/12/head`")


def test_where_the_change_began_must_be_known(change: tuple[Path, str, str], bring: Callable[..., Outcome]) -> None:
    root, _, head = change
    _refused(bring(root, [github_review(commit_id=head)]), root, "give it with --base")


@pytest.mark.parametrize(("account", "why"), [(999, "nobody's in registers/people.yml"), (583231, "nothing")])
def test_an_account_that_is_no_approvers_counts_for_nothing(
    change: tuple[Path, str, str], bring: Callable[..., Outcome], account: int, why: str
) -> None:
    root, base, head = change
    if account == 583231:  # the account of an agent now
        old, new = "583231, gitlab: 42", "1"
        commit(root, [{"file": "registers/people.yml", "old": f"github: {old}", "new": f"github: {new}"}])
        agent = {
            "file": "registers/people.yml",
            "old": "a@example.test, ",
            "new": "a@example.test, accounts: {github: 583231}, ",
        }
        commit(root, [agent])
    export = [github_review(commit_id=head, user=github_user(account, "x"))]
    _refused(bring(root, export, "--base", base), root, why)


def test_an_account_of_two_people_is_nobodys(change: tuple[Path, str, str], bring: Callable[..., Outcome]) -> None:
    root, base, head = change
    commit(root, [{"file": "registers/people.yml", "old": "github: 7,", "new": "github: 583231,"}])
    outcome = bring(root, [github_review(commit_id=head)], "--base", base)
    assert outcome.code == 1
    assert not (root / "approvals").exists()


def test_the_author_brings_no_reviews_in(change: tuple[Path, str, str], bring: Callable[..., Outcome]) -> None:
    root, base, head = change
    _refused(bring(root, [github_review(commit_id=head)], "--base", base, who="l.lead"), root, "their own words")


def test_a_step_may_ask_for_more_than_a_forge(change: tuple[Path, str, str], bring: Callable[..., Outcome]) -> None:
    root, base, head = change
    commit(root, [{"file": "registers/approval.yml", "old": ", assurance: forge", "new": ""}])
    outcome = bring(root, [github_review(commit_id=head)], "--base", base)
    _refused(outcome, root, "asks for `signed`; this is `forge`")


@pytest.mark.parametrize("export", ["", "{", "[" * 100_000, "{}", '{"merge_request": {}}', "[1]"])
def test_something_else_is_refused(change: tuple[Path, str, str], bring: Callable[..., Outcome], export: str) -> None:
    _refused(bring(change[0], export, "--base", change[1]), change[0], "cannot be imported")


def test_an_unusable_review_is_named_and_left_out(change: tuple[Path, str, str], bring: Callable[..., Outcome]) -> None:
    root, base, head = change
    bot = github_review(81, commit_id=head, user=github_user(5, "renovate[bot]", "Bot"))
    outcome = bring(root, [github_review(commit_id=head), bot], "--base", base)
    assert outcome.code == 0
    assert "Left out: review 81" in outcome.err
    assert len(_records(root)) == 1


def test_a_forged_record_of_a_forge_cannot_name_a_deputy(
    change: tuple[Path, str, str], bring: Callable[..., Outcome]
) -> None:
    """Whoever has a key could else sign a decision of somebody else, as if it came from a forge."""
    root, base, head = change
    bring(root, [github_review(commit_id=head)], "--base", base)
    (record,) = _records(root)
    assert record.predicate.evidence is not None
    handbook, _ = load(root)
    assert handbook is not None
    kinds: tuple[Kind, ...] = ("emergency", "withdraw", "delegate", "refuse", "review-unchanged", "consult")
    for kind in kinds:
        statement = compose(
            handbook.registers,
            [("SVC-001#en", "0" * 64)],
            kind,
            "m.manager",
            record.predicate.time,
            revision=1,
            changeClass="material",
            evidence=record.predicate.evidence.model_dump(),
        )
        forged = record_of(written(statement), sign(written(statement), key_of("a")))
        verdicts = verify_all([forged], handbook.registers.people.rows, at=lambda one: one.predicate.time)
        assert [verdict.code for verdict in verdicts.values()] == ["evidence-misplaced"], kind
