"""Which chain a change needs: every predicate, and that exactly one rule applies."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopwright.approval.choose import choose
from sopwright.approval.roster import headcount
from sopwright.approval.subject import Subject
from sopwright.model.approval import ApprovalRules
from tests.decisions import ROSTER, someone

SUBJECT = Subject(
    "SVC-001", "en", "0", revised=date(2026, 5, 1), book="service", visibility=("agent", "hr"), laws=("gdpr", "tsr")
)


def rules(*whens: dict[str, Any], chain: str = "a") -> ApprovalRules:
    steps = ({"id": "s", "post": "p"},)
    return ApprovalRules.model_validate(
        {
            "chains": {"a": {"name": {}, "steps": steps}},
            "rules": tuple({"chain": chain, "when": when} for when in whens),
        }
    )


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ({}, "source text"),
        ({"change": "material"}, "material change"),
        ({"books": ("management", "service")}, "book `service`"),
        ({"visibility": ("hr", "agent", "other")}, "readers `agent`, `hr`"),
        ({"laws": "any"}, "laws `gdpr`, `tsr`"),
        ({"laws": ("tsr", "tcpa")}, "law `tsr`"),
        ({"size": {"at_least": 5, "at_most": 5}}, "5 people work here"),
        ({"size": {"at_most": 5}}, "5 people"),
        ({"revised": {"from": date(2026, 5, 1), "until": date(2026, 5, 1)}}, "revised on 2026-05-01"),
        ({"revised": {}}, "revised on"),
    ],
)
def test_a_predicate_that_holds_is_named_as_the_reason(when: dict[str, Any], said: str) -> None:
    chosen = choose(rules(when), SUBJECT, 5)
    assert (chosen.key, chosen.rules) == ("a", (0,))
    assert said in chosen.why


@pytest.mark.parametrize(
    "when",
    [
        {"subject": "translation"},
        {"change": "editorial"},
        {"books": ("management",)},
        {"visibility": ("public",)},
        {"laws": "none"},
        {"laws": ("tcpa",)},
        {"size": {"at_least": 6}},
        {"size": {"at_most": 4}},
        {"revised": {"from": date(2026, 5, 2)}},
        {"revised": {"until": date(2026, 4, 30)}},
        {"change": "material", "laws": "none"},
    ],
)
def test_a_predicate_that_does_not_hold(when: dict[str, Any]) -> None:
    chosen = choose(rules(when), SUBJECT, 5)
    assert (chosen.key, chosen.chain, chosen.rules) == ("", None, ())
    assert "no rule of registers/approval.yml applies to the source text SVC-001#en" in chosen.why


def test_several_rules_and_an_unknown_chain_are_named() -> None:
    several = choose(rules({}, {"change": "editorial"}, {"laws": "any"}), SUBJECT, 5)
    assert (several.chain, several.rules) == (None, (0, 2))
    assert "1 (chain `a`) and 3 (chain `a`)" in several.why
    unknown = choose(rules({}, chain="b"), SUBJECT, 5)
    assert (unknown.chain, unknown.why) == (None, "registers/approval.yml has no chain `b`")


def test_a_document_without_laws_and_a_translation() -> None:
    assert "no law is touched" in choose(rules({"laws": "none"}), replace(SUBJECT, laws=()), 1).why
    assert "no laws" in choose(rules({"laws": "any"}), replace(SUBJECT, laws=()), 1).why
    translation = replace(SUBJECT, language="bg", source_language="en")
    assert choose(rules({"subject": "translation"}), translation, 1).why == "a translation"
    assert "the translation SVC-001#bg" in choose(rules({}), translation, 1).why


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_ranges_side_by_side_leave_no_gap(headcount: int, one: int, other: int) -> None:
    low, high = sorted((one, other))
    sized = rules(
        {"size": {"at_most": low}},
        {"size": {"at_least": low + 1, "at_most": high}},
        {"size": {"at_least": max(low, high) + 1}},
    )
    assert len(choose(sized, SUBJECT, headcount).rules) == 1


def test_who_is_counted() -> None:
    people = {
        **ROSTER.people,
        "gone": someone("gone", "agent", left=date(2026, 4, 30)),
        "to-come": someone("to-come"),
    }
    assert headcount(people, date(2026, 5, 1)) == len(ROSTER.people)
    assert headcount(people, date(2025, 12, 31)) == 0
