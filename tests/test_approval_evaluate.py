"""What follows from records: who counts, in which order, and the reason for each that does not count."""

from dataclasses import replace
from datetime import UTC, date, timedelta
from typing import Any

import pytest

from sopwright.approval.evaluate import evaluate
from sopwright.approval.result import Result, State
from sopwright.approval.signing import Verdict
from sopwright.approval.subject import Subject
from tests.decisions import (
    CONTENT,
    NOW,
    ROSTER,
    RULES,
    START,
    SUBJECT,
    Folder,
    all_refused,
    codes,
    digest,
    editorial,
    people,
    someone,
)

OTHER = digest("other content")
DAY = START.date()


def test_all_steps_in_order_approve() -> None:
    result = Folder().chain().result()
    assert (result.state, result.chain, codes(result)) == (State.APPROVED, "four", [])
    assert [len(step.records) for step in result.steps] == [1, 1, 1, 1]
    assert result.completed == 3


@pytest.mark.parametrize("taken", range(4))
def test_an_open_step_names_who_is_waited_for(taken: int) -> None:
    result = Folder().chain(until=taken).result()
    waited = [("mia", "max", "mo"), ("law",), ("lee", "kim"), ("director",)][taken]
    assert result.state is State.PENDING
    assert result.waiting_for == waited == result.steps[taken].waiting_for
    assert all(f"`{person}`" in result.why for person in waited)
    assert [step.state is State.APPROVED for step in result.steps] == [place < taken for place in range(4)]


def test_a_step_that_nobody_can_take_says_so() -> None:
    result = Folder().result(replace(SUBJECT, contributors=frozenset({"mia", "max", "mo", "author"})))
    assert "nobody can take the step" in result.why


def test_no_rule_and_two_rules_are_refused_with_the_reason() -> None:
    none = Folder().chain().result(replace(SUBJECT, book="unknown"))
    assert (none.state, none.chain, none.steps) == (State.REFUSED, "", ())
    assert "no rule" in none.why
    both = RULES.model_copy(update={"rules": (RULES.rules[0], RULES.rules[0])})
    assert "all apply" in Folder().chain().result(rules=both).why


WRONG: list[tuple[str, int, dict[str, Any]]] = [
    ("other-handbook", 1, {"handbook": "another"}),
    ("other-subject", 1, {"subject": "SVC-002#en"}),
    ("other-subject", 1, {"behind": [("SVC-001#bg", OTHER)]}),
    ("other-name", 1, {"printedName": "Nаme of law"}),
    ("other-revision", 1, {"revision": 2}),
    ("other-baseline", 1, {"from": OTHER}),
    ("class-lowered", 1, {"changeClass": "editorial"}),
    ("broken-chain", 1, {"prev": OTHER}),
    ("broken-chain", 1, {"prev": None}),
    ("broken-chain", 0, {"prev": OTHER}),
    ("backdated", 1, {"at": START - timedelta(hours=1)}),
    ("backdated", 0, {"at": START - timedelta(days=5)}),
    ("in-future", 1, {"at": NOW + timedelta(hours=1)}),
    ("wrong-decision", 1, {"decision": "consult"}),
    ("wrong-decision", 1, {"decision": "delegate"}),
    ("unknown-step", 1, {"step": "lawyers"}),
    ("out-of-order", 1, {"step": "release", "person": "director", "printedName": "Name of director"}),
    ("wrong-post", 1, {"person": "ann", "printedName": "Name of ann"}),
    ("unknown-person", 1, {"person": "nobody", "printedName": "Name of nobody"}),
    ("not-deputy", 1, {"onBehalfOf": "law", "person": "ann", "printedName": "Name of ann"}),
    ("wrong-post", 1, {"onBehalfOf": "ann"}),
    ("not-consulted", 2, {"consulted": {"posts": ["lead"], "people": 3, "remarks": OTHER}}),
    ("not-consulted", 2, {"consulted": None}),
    ("wrong-decision", 2, {"decision": "approve"}),
]


@pytest.mark.parametrize(("code", "place", "fields"), WRONG, ids=lambda value: value if isinstance(value, str) else "")
def test_a_wrong_record_is_refused_and_the_chain_stays_open(code: str, place: int, fields: dict[str, Any]) -> None:
    folder = Folder().chain(until=place)
    person, step, decision = [
        ("mia", "second-line", "approve"),
        ("law", "legal", "approve"),
        ("lee", "consulted", "consult"),
    ][place]
    folder.add(fields.pop("person", person), fields.pop("step", step), fields.pop("decision", decision), **fields)
    result = folder.result()
    assert codes(result) == [code]
    assert all_refused(result)[0].why
    assert result.state is State.PENDING
    assert result.steps[place].state is State.PENDING


def test_one_clock_may_be_a_little_ahead_of_another() -> None:
    assert codes(Folder().chain(until=1, at=NOW + timedelta(minutes=4)).result()) == []


def test_the_revisions_day_begins_in_the_east() -> None:
    subject = replace(SUBJECT, revised=DAY + timedelta(days=1))
    assert codes(Folder().chain(until=1, at=START.replace(hour=10)).result(subject)) == []
    assert codes(Folder().chain(until=1, at=START.replace(hour=9)).result(subject)) == ["backdated"]


def test_a_signature_that_does_not_count_gives_its_own_reason() -> None:
    result = (
        Folder().add("mia", "second-line", verdict=Verdict(False, "expired-key", "the key counted until May")).result()
    )
    assert [(one.code, one.why) for one in all_refused(result)] == [("expired-key", "the key counted until May")]


def test_after_a_break_nothing_counts() -> None:
    whole = Folder().chain(until=1).add("max", "second-line").add("law", "legal").add("lee", "consulted", "consult")
    whole.add("director", "release")
    assert whole.result().approved
    del whole.records[1]
    result = whole.result()
    assert codes(result) == ["broken-chain"] * 3
    assert not result.approved


def test_nobody_approves_their_own_words() -> None:
    assert codes(Folder().add("author", "second-line").result()) == ["author"]
    assert codes(Folder().chain(until=1).result(replace(SUBJECT, contributors=frozenset({"mia"})))) == ["author"]


def test_one_person_takes_one_step() -> None:
    both = people(ROSTER, mia=someone("mia", "manager", "lawyer"))
    result = Folder().add("mia", "second-line").add("mia", "legal").result(roster=both)
    assert codes(result) == ["same-person"]
    assert [step.state for step in result.steps][:2] == [State.APPROVED, State.PENDING]


def test_two_are_two_people() -> None:
    pairs = replace(SUBJECT, book="pairs")
    once = Folder().add("mia", "both").add("mia", "both")
    assert (once.result(pairs).state, codes(once.result(pairs))) == (State.PENDING, [])
    assert "waits for 1 of the post" in once.result(pairs).why
    assert once.add("max", "both").result(pairs).approved


def test_the_deciders_knows_the_language() -> None:
    translation = replace(SUBJECT, language="bg", source=OTHER, source_language="en")
    behind = [("SVC-001#en", OTHER)]
    folder = Folder("SVC-001#bg").add("rita", "review", behind=behind)
    assert folder.result(translation).approved
    mute = people(ROSTER, rita=someone("rita", "reviewer", languages=("en",)))
    assert codes(folder.result(translation, mute)) == ["wrong-language"]
    assert Folder("SVC-001#bg").result(translation, mute).waiting_for == ()


@pytest.mark.parametrize("behind", [[], [("SVC-001#en", CONTENT)], [("SVC-002#en", OTHER)]])
def test_a_translation_is_approved_for_one_content_of_its_source(behind: Any) -> None:
    translation = replace(SUBJECT, language="bg", source=OTHER, source_language="en")
    assert codes(Folder("SVC-001#bg").add("rita", "review", behind=behind).result(translation)) == ["other-source"]


def test_assurance() -> None:
    strong = replace(SUBJECT, book="strong")
    assert codes(Folder().add("director", "device").result(strong)) == ["low-assurance"]
    assert Folder().add("director", "device", verdict=Verdict(True, assurance="hardware")).result(strong).approved
    weak = Folder().add("mia", "second-line", verdict=Verdict(True, assurance="forge")).result()
    assert codes(weak) == ["low-assurance"]


def test_the_post_counts_on_the_day() -> None:
    later = people(ROSTER, mia=someone("mia", "manager", left=DAY - timedelta(days=1)))
    assert codes(Folder().chain(until=1).result(roster=later)) == ["has-left"]
    since = people(ROSTER, mia=ROSTER.people["mia"].model_copy(update={"left": DAY}))
    assert codes(Folder().chain(until=1).result(roster=since)) == []


def test_a_former_name_stays_good() -> None:
    renamed = people(
        ROSTER, mia=someone("mia", "manager").model_copy(update={"name": "New", "former_names": ("Name of mia",)})
    )
    assert codes(Folder().chain(until=1).result(roster=renamed)) == []


# refuse and withdraw


@pytest.mark.parametrize("decision", ["refuse", "withdraw"])
def test_a_refusal_blocks_until_the_same_person_decides_anew(decision: str) -> None:
    folder = Folder().chain().add("law", "legal", decision, reason="not lawful")
    blocked = folder.result()
    assert blocked.state is State.REFUSED
    assert "`law`" in blocked.why
    assert "not lawful" in blocked.why
    assert "`director`" in blocked.why
    assert blocked.steps[1].state is State.PENDING
    assert folder.add("law", "legal").result().approved


def test_a_superior_lifts_a_refusal_and_a_peer_does_not() -> None:
    folder = Folder().chain(until=1).add("max", "second-line", "refuse").add("mo", "second-line")
    assert folder.result().state is State.REFUSED
    folder.add("law", "legal").add("lee", "consulted", "consult")
    assert folder.result().state is State.REFUSED
    assert folder.add("director", "release").result().approved


def test_who_has_left_is_followed_by_the_holder_of_the_same_post() -> None:
    folder = Folder().chain().add("director", "release", "withdraw").add("boss", "release")
    alone = people(ROSTER, boss=someone("boss", "director"))
    assert folder.result(roster=alone).state is State.REFUSED
    gone = people(alone, director=ROSTER.people["director"].model_copy(update={"left": START.date()}))
    folder = (
        Folder().chain().add("director", "release", "withdraw").add("boss", "release", at=START + timedelta(days=1))
    )
    assert folder.result(roster=gone).approved


def test_only_who_has_a_say_refuses() -> None:
    assert codes(Folder().chain().add("ann", "legal", "refuse").result()) == ["wrong-post"]
    assert Folder().chain().add("kim", "consulted", "refuse").result().state is State.REFUSED
    moved = people(ROSTER, law=someone("law", "agent"))
    assert codes(Folder().add("law", "legal", "refuse").result(roster=moved)) == ["wrong-post"]


def test_a_refusal_counts_wherever_it_is_moved() -> None:
    broken = Folder().chain().add("law", "legal", "refuse", prev=OTHER, at=NOW + timedelta(days=9)).result()
    assert broken.state is State.REFUSED
    assert codes(broken) == []


def test_a_refusal_from_the_future_does_not_hold_up_who_lifts_it() -> None:
    folder = Folder().chain().add("law", "legal", "refuse", at=NOW + timedelta(days=9)).add("law", "legal")
    assert folder.result().approved


def test_a_refusal_of_the_last_content_meets_the_next_one() -> None:
    folder = Folder().add("max", "second-line", "refuse", content=OTHER).chain(until=3)
    assert folder.result().state is State.REFUSED
    assert folder.add("director", "release").result().approved
    own = Folder().add("max", "second-line", "refuse", content=OTHER).add("max", "second-line", content=OTHER)
    assert own.chain(until=1).result().state is State.PENDING


def test_an_approved_content_is_not_shaken_by_a_refusal_of_the_next_one() -> None:
    assert Folder().chain().add("max", "second-line", "refuse", content=OTHER).result().approved


def test_a_decision_on_other_content_does_not_lift_a_refusal_of_this_one() -> None:
    folder = Folder().chain().add("law", "legal", "refuse").add("law", "legal", content=OTHER)
    assert folder.result().state is State.REFUSED
    folder.add("director", "release", content=OTHER).add("law", decision="review-unchanged", content=OTHER)
    assert folder.result().state is State.REFUSED


# emergencies, reviews


def test_two_people_put_it_in_force_for_some_days() -> None:
    one = Folder().add("mia", decision="emergency")
    assert one.result().emergency_until is None
    two = one.add("director", decision="emergency").result()
    assert two.emergency_until == START + timedelta(hours=72)
    assert two.in_force(START + timedelta(hours=71))
    assert not two.in_force(START + timedelta(hours=72))
    assert two.state is State.PENDING


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("wrong-post", {"person": "law"}),
        ("author", {"person": "author"}),
        ("not-deputy", {"person": "max", "onBehalfOf": "mia"}),
    ],
)
def test_who_may_not_decide_an_emergency(code: str, fields: dict[str, Any]) -> None:
    result = (
        Folder().add("mia", decision="emergency").add(fields.pop("person"), decision="emergency", **fields).result()
    )
    assert (codes(result), result.emergency_until) == ([code], None)


def test_an_emergency_of_one_person_twice_too_late_refused_or_unknown() -> None:
    assert Folder().add("mia", decision="emergency").add("mia", decision="emergency").result().emergency_until is None
    late = Folder().add("mia", decision="emergency").add("max", decision="emergency", at=START + timedelta(hours=73))
    assert late.result().emergency_until is None
    refused = Folder().add("mia", decision="emergency").add("max", decision="emergency").add("law", "legal", "refuse")
    assert refused.result().emergency_until is None
    none = RULES.model_copy(update={"emergency": None})
    assert codes(Folder().add("mia", decision="emergency").result(rules=none)) == ["no-emergency"]
    assert Folder().result(rules=none).emergency_until is None


def test_an_emergency_lifts_ones_own_refusal() -> None:
    folder = (
        Folder().add("mia", "second-line", "refuse").add("mia", decision="emergency").add("max", decision="emergency")
    )
    assert folder.result().emergency_until is not None


def test_a_review_is_noted() -> None:
    folder = Folder().chain().add("lee", decision="review-unchanged")
    assert [record.predicate.person for record in folder.result().reviews] == ["lee"]
    assert codes(folder.add("ann", decision="review-unchanged").result()) == ["wrong-post"]
    assert len(folder.result().reviews) == 1


def result_of(subject: Subject) -> Result:
    return evaluate(RULES, ROSTER, Folder().add("qi", "carry", changeClass="editorial").records, subject, NOW)


def test_an_editorial_change_is_carried_by_one() -> None:
    assert result_of(editorial()).approved
    assert codes(Folder().add("qi", "carry", changeClass="editorial").result()) == ["class-lowered"]
    raised = Folder().add("qi", "carry", changeClass="material").result(editorial())
    assert raised.approved
    told = (
        Folder().add("mia", "second-line", changeClass="editorial").result(replace(SUBJECT, reasons=("step-removed",)))
    )
    assert "step-removed" in all_refused(told)[0].why
    assert date(2026, 5, 4) == START.astimezone(UTC).date()
