"""Attacks on approvals: each is refused, and each succeeds when the guard against it is taken away.

An attack succeeds if ``sopwright verify`` finds nothing wrong with the change that holds it.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sopwright.approval import admission, signing
from sopwright.checks.approval import people_look_alike
from sopwright.checks.run import SIGNATURES, examine
from sopwright.commands import verify
from tests.attacked import METADATA, NOW, RULES, Attacked, errors, following, founded, founding_place, keys, roster, row
from tests.guards import (
    Patch,
    without_any_subject,
    without_base,
    without_class,
    without_content,
    without_deputy_holds,
    without_guard,
    without_leavers,
    without_links,
    without_named,
    without_namespace,
    without_old,
    without_one_key_one_person,
    without_reader,
    without_rewritten,
    without_signatures,
)
from tests.signing import key_of, public

PEOPLE = "registers/people.yml"


@pytest.fixture
def company(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Attacked:
    return founded(founding_place(tmp_path_factory), tmp_path / "repository")


@dataclass(frozen=True)
class Attack:
    """What is tried, the errors that it meets, and how each guard against it is taken away."""

    name: str
    do: Callable[[Attacked], None]
    meets: str
    mutant: Callable[[Patch, Attacked], None]
    prepare: Callable[[Attacked], None] = lambda _company: None
    """What was there, and was committed, before."""


# What attackers do. Each has changed the words of SVC-001 and wants them in force, if nothing else is said.


def _promote_myself(company: Attacked) -> None:
    company.change()
    posts = "{post: agent, from: 2024-01-01}, {post: manager, from: 2024-01-01}"
    others = [line for line in roster().splitlines(keepends=True) if not line.startswith("a.agent")]
    company.edit({"file": PEOPLE, "write": row("a.agent", "Ann Agent", posts) + "".join(others)})
    company.sign("a.agent", "second-line", **following(company))
    company.sign("d.director", "release", **following(company))


def _loosen_the_rules(company: Attacked) -> None:
    company.change()
    quick = "  quick:\n    name: {en: Quick, bg: Бързо}\n    steps: [{id: quick, post: agent}]\nrules:\n"
    chosen = """\
  - {chain: quick, when: {change: material, books: [service], laws: any}}
  - {chain: standard, when: {change: material, books: [service], laws: none}}
  - {chain: standard, when: {change: material, books: [policies]}}
"""
    rules = RULES.replace("rules:\n", quick).replace("  - {chain: standard, when: {change: material}}\n", chosen)
    company.edit({"file": "registers/approval.yml", "write": rules})
    company.sign("a.agent", "quick", **following(company))


def _replay_on_other_content(company: Attacked) -> None:
    company.change()


def _replay_on_other_document(company: Attacked) -> None:
    shutil.copytree(company.root / "approvals/SVC-002/en", company.root / "approvals/SVC-001/en")


def _replay_on_other_language(company: Attacked) -> None:
    shutil.copytree(company.root / "approvals/SVC-001/en", company.root / "approvals/SVC-001/bg")


def _replay_from_other_handbook(company: Attacked) -> None:
    company.change()
    company.approve(handbook="daughter", **following(company))


def _release_first(company: Attacked) -> None:
    company.change()
    company.sign("d.director", "release", **following(company))
    company.sign("m.manager", "second-line", **following(company))


def _two_people_asked(company: Attacked) -> None:
    company.edit({"file": "registers/approval.yml", "old": "post: manager}", "new": "post: manager, people: 2}"})
    two = f"{{key: {public(key_of('m.manager.2'))}, from: 2026-01-01}}"
    company.edit({"file": PEOPLE, "old": keys("m.manager"), "new": f"{keys('m.manager')[:-1]}, {two}]"})
    for number in ("SVC-001", "SVC-002", "POL-001"):
        shutil.rmtree(company.root / "approvals" / number)
        company.sign("m.manager", "second-line", document=number)
        company.sign("n.manager", "second-line", document=number)
        company.sign("d.director", "release", document=number)


def _sign_with_two_keys(company: Attacked) -> None:
    company.change()
    company.sign("m.manager", "second-line", **following(company))
    company.sign("m.manager", "second-line", key="m.manager.2", **following(company))
    company.sign("d.director", "release", **following(company))


def _deputy_of_a_deputy(company: Attacked) -> None:
    company.change()
    company.delegate("m.manager", "m.manager", "k.lead")
    company.delegate("k.lead", "k.lead", "a.agent")
    company.sign("a.agent", "second-line", onBehalfOf="k.lead", **following(company))
    company.sign("d.director", "release", **following(company))


def _key_that(ending: str) -> Callable[[Attacked], None]:
    def prepare(company: Attacked) -> None:
        company.edit({"file": PEOPLE, "old": keys("m.manager"), "new": f"{keys('m.manager')[:-2]}, {ending}}}]"})

    return prepare


def _sign_as_if_long_ago(company: Attacked) -> None:
    company.change()
    company.approve(**following(company))


def _left_his_post(company: Attacked) -> None:
    posts = "{post: manager, from: 2024-01-01"
    held = roster().replace(f"{posts}}}", f"{posts}, until: 2026-03-01}}", 1)
    company.edit({"file": PEOPLE, "write": held})
    company.edit({"file": "registers/posts.yml", "old": "roles: [agent],", "new": "roles: [agent, agent],"})
    for number in ("SVC-001", "SVC-002", "POL-001"):
        shutil.rmtree(company.root / "approvals" / number)
        company.sign("n.manager", "second-line", document=number)
        company.sign("d.director", "release", document=number)


def _sign_for_a_day_when_he_held_it(company: Attacked) -> None:
    company.change()
    company.sign("m.manager", "second-line", at=datetime(2026, 2, 1, tzinfo=UTC), **following(company))
    company.sign("d.director", "release", **following(company))


def _left_the_company(company: Attacked) -> None:
    company.edit({"file": PEOPLE, "write": roster(m_manager="left: 2026-05-20, ")})


def _withdrawn(company: Attacked) -> None:
    company.sign("d.director", "withdraw", "withdraw", reason="dangerous")
    company.edit({"file": METADATA, "old": "status: effective", "new": "status: in-review"})


def _make_the_withdrawal_disappear(company: Attacked) -> None:
    for path in (company.root / "approvals/SVC-001/en").glob("0003-*"):
        path.unlink()
    company.edit({"file": METADATA, "old": "status: in-review", "new": "status: effective"})


def _write_history_anew(company: Attacked) -> None:
    for path in (company.root / "approvals/SVC-001/en").iterdir():
        path.unlink()
    company.hours = -24
    company.approve()


def _sign_under_a_name_that_looks_the_same(company: Attacked) -> None:
    company.change()
    company.sign("m.manager", "second-line", printedName="Mаx Manager", **following(company))
    company.sign("d.director", "release", **following(company))


def _do_not_sign(company: Attacked) -> None:
    company.change()
    company.sign("m.manager", "second-line", **following(company))
    company.sign("d.director", "release", **following(company)).with_suffix(".sig").unlink()


def _sign_with_my_own_key(company: Attacked) -> None:
    company.change()
    company.sign("m.manager", "second-line", key="a.agent", **following(company))
    company.sign("d.director", "release", key="a.agent", **following(company))


def _change_what_was_signed(company: Attacked) -> None:
    company.change()
    company.sign("m.manager", "second-line", decision="approve", **following(company))
    place = company.sign("d.director", "release", **following(company), reason="never")
    place.write_bytes(place.read_bytes().replace(b"never", b"gladly"))


def _sign_for_another_purpose(company: Attacked) -> None:
    for number in ("SVC-001", "SVC-002", "POL-001"):
        company.approve(number, namespace="file")


def _no_records_yet(company: Attacked) -> None:
    shutil.rmtree(company.root / "approvals")


def _unsigned(company: Attacked) -> None:
    shutil.rmtree(company.root / "approvals/SVC-001")


def _link_a_record(company: Attacked) -> None:
    company.change()
    company.sign("m.manager", "second-line", **following(company))
    place = company.sign("d.director", "release", **following(company))
    aside = company.root / "aside.json"
    place.rename(aside)
    place.symlink_to(aside)


def _signed_bytes(company: Attacked, change: Callable[[bytes], bytes]) -> None:
    company.change()
    company.sign("m.manager", "second-line", **following(company))
    place = company.sign("d.director", "release", **following(company))
    data = change(place.read_bytes())
    for path in (place, place.with_suffix(".sig")):
        path.unlink()
    company.write("approvals/SVC-001/en", "release", data, "d.director")


def _trail(company: Attacked) -> None:
    _signed_bytes(company, lambda data: data + b'{"predicate": {"decision": "refuse"}}\n')


def _say_it_twice(company: Attacked) -> None:
    _signed_bytes(company, lambda data: data.replace(b'"decision":', b'"decision": "refuse", "decision":', 1))


def _call_it_editorial(company: Attacked) -> None:
    company.edit({"file": METADATA, "old": "within: 5 min", "new": "within: 50 min"})
    company.sign("k.lead", "carry", changeClass="editorial", **following(company))


def _approve_my_own_words(company: Attacked) -> None:
    company.change()
    company.commit(email="m@example.test")
    company.sign("m.manager", "second-line", **following(company))
    company.sign("d.director", "release", **following(company))


ATTACKS = (
    Attack("roster edited to approve oneself", _promote_myself, "SW213 wrong-post", without_base),
    Attack("rules edited in the same change", _loosen_the_rules, "SW213 unknown-step", without_base),
    Attack("replayed on other content", _replay_on_other_content, "SW212", without_content),
    Attack("replayed on another document", _replay_on_other_document, "SW028", without_any_subject, _unsigned),
    Attack("replayed on another language", _replay_on_other_language, "SW028", without_any_subject),
    Attack(
        "replayed in another handbook",
        _replay_from_other_handbook,
        "SW213 other-handbook",
        without_named("_handbook"),
    ),
    Attack("order broken", _release_first, "SW213 out-of-order", without_guard(admission, "_order")),
    Attack("one person with two keys", _sign_with_two_keys, "SW212", without_one_key_one_person, _two_people_asked),
    Attack("deputy of a deputy", _deputy_of_a_deputy, "SW213 deputy-of-deputy", without_deputy_holds),
    Attack(
        "expired key, backdated",
        _sign_as_if_long_ago,
        "SW213 expired-key",
        without_old,
        _key_that("until: 2026-05-20"),
    ),
    Attack(
        "revoked key, backdated",
        _sign_as_if_long_ago,
        "SW213 revoked-key",
        without_old,
        _key_that("revoked: 2026-05-20"),
    ),
    Attack(
        "backdated to a day when the post was held",
        _sign_for_a_day_when_he_held_it,
        "SW213 backdated",
        without_named("_time"),
        _left_his_post,
    ),
    Attack(
        "signed after leaving, backdated",
        _sign_as_if_long_ago,
        "SW213 has-left",
        without_leavers,
        _left_the_company,
    ),
    Attack("withdrawal deleted", _make_the_withdrawal_disappear, "SW215", without_rewritten, _withdrawn),
    Attack("records written anew", _write_history_anew, "SW215", without_rewritten),
    Attack(
        "printed name of look-alike letters",
        _sign_under_a_name_that_looks_the_same,
        "SW213 other-name",
        without_named("_printed_name"),
    ),
    Attack("unsigned", _do_not_sign, "SW213 unsigned", without_signatures),
    Attack("signed by another", _sign_with_my_own_key, "SW213 other-person", without_signatures),
    Attack("changed after it was signed", _change_what_was_signed, "SW213 wrong-signature", without_signatures),
    Attack(
        "signed for another purpose",
        _sign_for_another_purpose,
        "SW213 other-namespace",
        without_namespace,
        _no_records_yet,
    ),
    Attack("symbolic link", _link_a_record, "SW012", without_links),
    Attack("trailing bytes", _trail, "SW027", without_reader),
    Attack("duplicate keys", _say_it_twice, "SW027", without_reader),
    Attack("a material change called editorial", _call_it_editorial, "SW213 class-lowered", without_class),
    Attack("approved by who wrote it", _approve_my_own_words, "SW213 author", without_guard(admission, "_not_author")),
)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_the_attack_is_refused(attack: Attack, company: Attacked) -> None:
    attack.prepare(company)
    company.base = company.commit()
    attack.do(company)
    company.commit()
    assert attack.meets in errors(company.verify())


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_without_its_guard_the_attack_succeeds(attack: Attack, company: Attacked, monkeypatch: Patch) -> None:
    attack.prepare(company)
    company.base = company.commit()
    attack.do(company)
    company.commit()
    attack.mutant(monkeypatch, company)
    assert errors(company.verify()) == []


def test_an_honest_change_passes(company: Attacked) -> None:
    company.change()
    company.approve(**following(company))
    verified = company.verify()
    assert (errors(verified), verified.new, verified.records) == ([], 2, 8)
    company.commit()
    assert errors(company.verify()) == []


def test_a_person_with_a_look_alike_key_or_name_is_seen(company: Attacked, monkeypatch: Patch) -> None:
    company.edit({"file": PEOPLE, "append": row("rn.manager", "Мах Manager", "{post: agent, from: 2024-01-01}")})
    seen = [fault.code for fault in examine(company.root, NOW.date()).diagnostics]
    assert seen.count("SW211") == 2
    monkeypatch.setattr(people_look_alike, "skeleton", lambda name: name)
    assert "SW211" not in [fault.code for fault in examine(company.root, NOW.date()).diagnostics]


def test_a_cache_that_came_with_the_change_is_not_believed(company: Attacked, monkeypatch: Patch) -> None:
    """Whoever can write the cache can make any signature count; ``verify`` reads it only if told to."""
    _change_what_was_signed(company)
    monkeypatch.setattr(signing, "_token", lambda _claim: "a" * 64)
    cache = company.root / SIGNATURES
    cache.parent.mkdir(parents=True)
    cache.write_text("a" * 64 + "\n", encoding="ascii")
    assert "SW213 wrong-signature" in errors(company.verify())
    assert errors(verify.find(company.root, company.base, NOW, cache)) == []
