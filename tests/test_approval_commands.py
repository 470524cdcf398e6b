"""The commands by which people decide: what they show, what they refuse beforehand, and what they write."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sopwright.approval import files, signing
from sopwright.approval.standing import standing
from sopwright.checks.run import examine
from sopwright.clock import now
from sopwright.commands import desk
from tests.conftest import TODAY, Outcome, Run
from tests.repositories import copy
from tests.signing import key_of, public

RULES = """
signatures: required
chains:
  standard:
    name: {en: Standard, bg: Стандартно}
    steps:
      - {id: second-line, post: manager}
      - {id: consulted, post: team-lead, consult: true}
      - {id: release, post: manager}
  translation:
    name: {en: Translation, bg: Превод}
    steps: [{id: language-review, post: team-lead, speaks: true}]
rules:
  - {chain: standard}
  - {chain: translation, when: {subject: translation}}
emergency: {posts: [manager], people: 2, hours: 72}
"""
PEOPLE = {"a.agent": "ann", "l.lead": "lee", "k.lead": "kim", "m.manager": "max", "n.manager": "nia"}
CLOCK = {"SOURCE_DATE_EPOCH": "1777887000"}  # 4 May 2026, 09:30

Sign = Any


@pytest.fixture(autouse=True)
def steady(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", CLOCK["SOURCE_DATE_EPOCH"])
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    monkeypatch.delenv("SOPWRIGHT_KEY", raising=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small handbook, with a chain of three steps and people who have keys."""
    folder = copy(tmp_path / "root", [{"file": "registers/approval.yml", "write": RULES}])
    people = folder / "registers" / "people.yml"
    lines = people.read_text(encoding="utf-8").splitlines()
    people.write_text("".join(map(_with_key, lines)), encoding="utf-8")
    return folder


def _with_key(line: str) -> str:
    name = line.partition(":")[0]
    if name not in PEOPLE:
        return f"{line}\n"
    keys = f"keys: [{{key: {public(key_of(PEOPLE[name]))}, from: 2026-01-01}}]"
    languages = "" if "languages:" in line else "languages: [en, bg], "
    return f"{line[:-1]}, {languages}{keys}}}\n"


@pytest.fixture
def sign(run: Run, root: Path) -> Sign:
    """Run a command that signs, as somebody, with their key."""

    def call(command: str, *arguments: object, who: str, key: str = "") -> Outcome:
        file = key_of(key or PEOPLE[who])
        return run(command, *arguments, "--as", who, "--key", file, "--root", root)

    return call


def paths(root: Path) -> list[str]:
    return sorted(path.relative_to(root / "approvals").as_posix() for path in (root / "approvals").rglob("*.json"))


def states(root: Path) -> Mapping[str, str]:
    """Each subject's state, by the public functions that every command uses."""
    return {name: result.state.value for name, result in results(root)}


def results(root: Path) -> Iterator[tuple[str, Any]]:
    examined = examine(root, TODAY)
    assert examined.handbook is not None
    for (document, language), stand in standing(examined.handbook, examined.verdicts, now(CLOCK)).items():
        yield f"{document}#{language}", stand.result


def consult(sign: Sign, root: Path, who: str = "k.lead", document: str = "SVC-001") -> Outcome:
    remarks = root.parent / "remarks.txt"
    remarks.write_text("Fine.\n", encoding="utf-8")
    outcome = sign("consult", document, "--posts", "agent, team-lead", "--people", 4, "--remarks", remarks, who=who)
    assert isinstance(outcome, Outcome)
    return outcome


def approve_source(sign: Sign, root: Path) -> None:
    assert sign("approve", "SVC-001", who="m.manager").code == 0
    assert consult(sign, root).code == 0
    assert sign("approve", "SVC-001", who="n.manager").code == 0


def test_a_chain_is_signed_step_by_step(sign: Sign, root: Path) -> None:
    assert states(root)["SVC-001#en"] == "pending"
    approve_source(sign, root)
    assert paths(root) == [f"SVC-001/en/{step}.json" for step in ("0001-second-line", "0002-consulted", "0003-release")]
    assert states(root)["SVC-001#en"] == "approved"
    record = json.loads((root / "approvals/SVC-001/en/0002-consulted.json").read_text(encoding="utf-8"))["predicate"]
    assert record["consulted"]["posts"] == ["agent", "team-lead"]
    assert (record["consulted"]["people"], len(record["consulted"]["remarks"])) == (4, 64)
    assert (record["time"], record["printedName"]) == ("2026-05-04T09:30:00Z", "Kim Lead")


def test_what_is_signed_is_shown_first(sign: Sign, root: Path) -> None:
    shown = sign("approve", "SVC-001", who="m.manager").err
    for words in (
        "SVC-001#en Answering",
        "revision 1 of 2026-01-15",
        "material change: it is the first issue",
        "approve, step `second-line` (Manager), by Max Manager",
        "I have read exactly this content and approve it.",
        "Signed and written: approvals/SVC-001/en/0001-second-line.json",
    ):
        assert words in shown
    assert (root / "approvals/SVC-001/en/0001-second-line.sig").is_file()


REFUSALS: Mapping[str, tuple[tuple[object, ...], str, str]] = {
    "post": (("approve", "SVC-001"), "k.lead", "`k.lead` does not hold the post `manager`"),
    "order": (("approve", "SVC-001", "--step", "release"), "m.manager", "the step `second-line` comes first"),
    "step": (("approve", "SVC-001", "--step", "legal"), "m.manager", "the chain has no step `legal`"),
    "deputy": (("approve", "SVC-001", "--on-behalf-of", "m.manager"), "n.manager", "no record names `n.manager`"),
    "document": (("approve", "SVC-009"), "m.manager", "there is no document `SVC-009`"),
    "language": (("approve", "SVC-001", "--language", "lt"), "m.manager", "SVC-001 has no text in `lt`"),
    "author": (("approve", "SVC-001", "--language", "bg"), "l.lead", "nobody approves their own words"),
    "review": (("review-unchanged", "POL-001"), "a.agent", "holds none of the posts"),
    "reason": (("withdraw", "SVC-001", "--reason", "no"), "a.agent", "`a.agent` holds none of the posts"),
    "principal": (("approve", "SVC-001", "--on-behalf-of", "z.z"), "m.manager", "`z.z` is not in registers/people.yml"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_would_not_count_is_refused_before_signing(run: Run, root: Path, name: str) -> None:
    arguments, who, words = REFUSALS[name]
    key = ["--key", key_of(PEOPLE[who])] if who in PEOPLE else []
    outcome = run(*arguments, "--as", who, *key, "--root", root)
    assert (outcome.code, words in outcome.err) == (1, True), outcome.err
    assert "Nothing was signed" in outcome.err
    assert not (root / "approvals").exists()


def test_the_key_must_be_the_persons(sign: Sign, root: Path) -> None:
    outcome = sign("approve", "SVC-001", who="m.manager", key="nia")
    assert (outcome.code, "it belongs to `n.manager`" in outcome.err) == (1, True)
    assert not (root / "approvals").exists()


def test_somebody_unknown_cannot_sign(run: Run, root: Path) -> None:
    outcome = run("approve", "SVC-001", "--as", "x.x", "--root", root)
    assert (outcome.code, "`x.x` is not in registers/people.yml" in outcome.err) == (1, True)


def test_the_environment_names_the_key(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOPWRIGHT_KEY", str(key_of("max")))
    assert run("approve", "SVC-001", "--as", "m.manager", "--root", root).code == 0


def test_nobody_signs_what_is_approved_already(sign: Sign, root: Path) -> None:
    approve_source(sign, root)
    outcome = sign("approve", "SVC-001", who="m.manager")
    assert (outcome.code, "SVC-001#en is approved already" in outcome.err) == (1, True)
    assert len(paths(root)) == 3


def test_several_are_signed_all_or_none(sign: Sign, root: Path) -> None:
    assert sign("approve", "SVC-001", who="m.manager").code == 0
    assert sign("approve", "SVC-002", "SVC-001", who="m.manager").code == 1
    assert paths(root) == ["SVC-001/en/0001-second-line.json"]
    assert sign("approve", "SVC-002", "POL-001", "SVC-002", who="m.manager").code == 0
    assert len(paths(root)) == 3


def test_a_full_disk_leaves_nothing_behind(sign: Sign, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = files.write
    written: list[Any] = []

    def failing(*arguments: Any) -> None:
        if written:
            raise OSError("the disk is full")
        written.append(arguments)
        real(*arguments)

    monkeypatch.setattr(files, "write", failing)
    assert sign("approve", "SVC-001", "SVC-002", who="m.manager").code == 3
    assert len(written) == 1
    assert [path for path in (root / "approvals").rglob("*") if path.is_file()] == []


def test_all_that_waits_for_somebody_is_signed_at_once(sign: Sign, root: Path) -> None:
    assert sign("approve", "--waiting", who="n.manager").code == 0
    assert paths(root) == [f"{number}/en/0001-second-line.json" for number in ("POL-001", "SVC-001", "SVC-002")]
    assert "Nothing waits for `n.manager`" in sign("approve", "--waiting", who="n.manager").err
    assert sign("approve", "--waiting", "--language", "bg", "SVC-001", who="k.lead").code == 0
    assert paths(root)[1] == "SVC-001/bg/0001-language-review.json"
    source = json.loads((root / "approvals" / paths(root)[1]).read_text(encoding="utf-8"))["subject"][1]
    assert source["name"] == "SVC-001#en"
    assert states(root)["SVC-001#bg"] == "approved"


def test_consultations_do_not_wait_to_be_approved(sign: Sign) -> None:
    assert sign("approve", "SVC-001", who="m.manager").code == 0
    signed = sign("approve", "--waiting", "SVC-001", "--language", "en", who="k.lead")
    assert (signed.code, "Nothing waits for `k.lead`" in signed.err) == (0, True)


def test_a_refusal_stands_until_the_same_person_decides_anew(sign: Sign, root: Path) -> None:
    assert sign("approve", "SVC-001", "--refuse", "--reason", "Step 2 is wrong", who="m.manager").code == 0
    assert (paths(root), states(root)["SVC-001#en"]) == (["SVC-001/en/0001-second-line.json"], "refused")
    assert sign("approve", "SVC-001", who="n.manager").code == 0
    assert states(root)["SVC-001#en"] == "refused"
    assert sign("approve", "SVC-001", "--step", "second-line", who="m.manager").code == 0
    assert states(root)["SVC-001#en"] == "pending"


def test_an_approved_content_is_withdrawn_with_a_reason(sign: Sign, root: Path) -> None:
    approve_source(sign, root)
    assert sign("withdraw", "SVC-001", "--reason", "The law changed", who="m.manager").code == 0
    assert (paths(root)[-1], states(root)["SVC-001#en"]) == ("SVC-001/en/0004-withdraw.json", "refused")


def test_a_review_without_a_change_is_a_record_of_its_own(sign: Sign, root: Path) -> None:
    approve_source(sign, root)
    assert sign("review-unchanged", "SVC-001", who="m.manager").code == 0
    reviews = dict(results(root))["SVC-001#en"].reviews
    assert [record.path for record in reviews] == ["approvals/SVC-001/en/0004-review-unchanged.json"]


def test_a_review_without_a_change_moves_the_review_date(sign: Sign, root: Path) -> None:
    day = date(2027, 1, 20)

    def overdue() -> list[str]:
        return [fault.span.path for fault in examine(root, day).diagnostics if fault.name == "review-overdue"]

    metadata = "handbook/service/answering/procedure.yml"
    assert metadata in overdue()
    assert sign("review-unchanged", "SVC-001", who="m.manager").code == 0
    assert metadata not in overdue()
    signature = root / "approvals" / "SVC-001" / "en" / "0001-review-unchanged.sig"
    signature.write_bytes(b"")
    assert metadata in overdue()


def test_an_emergency_takes_two(sign: Sign, root: Path) -> None:
    for who, until in (("m.manager", False), ("n.manager", True)):
        assert sign("emergency", "SVC-001", "--reason", "Court order", who=who).code == 0
        assert (dict(results(root))["SVC-001#en"].emergency_until is not None) is until


def test_a_deputy_signs_for_the_principal(sign: Sign, root: Path) -> None:
    period = ("--from", "2026-05-01", "--until", "2026-05-31")
    named = sign("delegate", "k.lead", "--post", "manager", *period, who="m.manager")
    assert (named.code, "Kim Lead stands in for Max Manager" in named.err) == (0, True)
    signed = sign("approve", "SVC-001", "--on-behalf-of", "m.manager", who="k.lead")
    assert (signed.code, "by Kim Lead for Max Manager" in signed.err) == (0, True)
    assert paths(root) == ["SVC-001/en/0001-second-line.json", "deputies/0001-delegate.json"]
    assert sign("delegate", "n.manager", "--post", "manager", *period, who="m.manager").code == 0
    assert paths(root)[-1] == "deputies/0002-delegate.json"


@pytest.mark.parametrize(
    ("who", "post", "words"),
    [
        ("k.lead", "manager", "only a holder has a deputy"),
        ("m.manager", "manager", "cannot be the deputy"),
    ],
)
def test_only_a_holder_names_a_deputy(sign: Sign, root: Path, who: str, post: str, words: str) -> None:
    period = ("--from", "2026-05-01", "--until", "2026-05-31")
    outcome = sign("delegate", "m.manager", "--post", post, *period, who=who)
    assert (outcome.code, words in outcome.err) == (1, True), outcome.err
    unknown = sign("delegate", "z.z", "--post", post, *period, who="m.manager")
    assert (unknown.code, "`z.z` is not in registers/people.yml" in unknown.err) == (1, True)
    assert not (root / "approvals").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("approve",),
        ("approve", "SVC-001", "--refuse"),
        ("approve", "SVC-001", "--reason", "because"),
        ("consult", "SVC-001", "--posts", ",", "--people", "2", "--remarks", __file__),
        ("consult", "SVC-001", "--posts", "agent", "--people", "0", "--remarks", __file__),
        ("withdraw", "SVC-001"),
        ("delegate", "k.lead", "--post", "manager", "--from", "tomorrow", "--until", "2026-05-31"),
    ],
)
def test_wrong_usage_is_said(run: Run, root: Path, arguments: tuple[str, ...]) -> None:
    assert run(*arguments, "--as", "m.manager", "--root", root).code == 2


def test_a_wrong_clock_is_said(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    outcome = run("approve", "SVC-001", "--as", "m.manager", "--root", root)
    assert (outcome.code, "SOURCE_DATE_EPOCH" in outcome.err) == (2, True)


def test_without_ssh_keygen_the_package_is_named(sign: Sign, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key_of("max")
    monkeypatch.setenv("PATH", str(root))
    outcome = sign("approve", "SVC-001", who="m.manager")
    assert (outcome.code, "openssh-client" in outcome.err) == (1, True)
    assert not (root / "approvals").exists()


def test_a_handbook_that_cannot_be_read_is_not_signed(sign: Sign, root: Path) -> None:
    (root / "registers" / "people.yml").write_text("m.manager: [", encoding="utf-8")
    outcome = sign("approve", "SVC-001", who="m.manager")
    assert (outcome.code, "`sopwright check` says why" in outcome.err) == (1, True)


def test_without_a_rule_nothing_can_be_approved(sign: Sign, root: Path) -> None:
    rules = (root / "registers" / "approval.yml").read_text(encoding="utf-8")
    none = rules.replace("- {chain: standard}", "- {chain: standard, when: {books: [other]}}")
    (root / "registers" / "approval.yml").write_text(none, encoding="utf-8")
    outcome = sign("approve", "SVC-001", who="m.manager")
    assert (outcome.code, "no rule of registers/approval.yml applies" in outcome.err) == (1, True)


def test_a_signature_that_came_out_wrong_is_not_written(
    sign: Sign, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "sign", lambda data, key: signing.sign(data + b" ", key))
    outcome = sign("approve", "SVC-001", who="m.manager")
    assert (outcome.code, "the signature does not count" in outcome.err) == (1, True)
    assert not (root / "approvals").exists()
