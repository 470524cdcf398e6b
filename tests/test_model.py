"""Quantities, dates, what follows a step, and what a reference by name means."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from sopwright.model.form import label
from sopwright.model.handbook import Handbook
from sopwright.model.metadata import Step, Target, parse_target
from sopwright.model.quantity import AmountField, IntervalField, Named, Quantity, parse_quantity
from sopwright.model.references import KINDS, candidates, day_of, fault_of, uses
from sopwright.model.registers import Goal, Person

# Quantities


@pytest.mark.parametrize(
    ("written", "amount", "unit"),
    [
        ("2 rings", "2", "rings"),
        ("1 ring", "1", "rings"),
        ("1.5 h", "1.5", "h"),
        ("5 %", "5", "%"),
        ("1 year", "1", "years"),
        ("1 person", "1", "people"),
        ("3 working-days", "3", "working-days"),
        ("1 working-day", "1", "working-days"),
        ("0 s", "0", "s"),
        ("999999999 min", "999999999", "min"),
    ],
)
def test_a_quantity_is_a_number_and_a_unit(written: str, amount: str, unit: str) -> None:
    assert parse_quantity(written) == Quantity(Decimal(amount), unit)


@pytest.mark.parametrize(
    "written",
    ["2rings", "2  rings", "2", "rings", "-2 rings", "1,5 h", "1. h", "2 Rings", "2 rings ", "٢ rings", 2, None, ""],
)
def test_other_words_are_no_quantity(written: object) -> None:
    with pytest.raises(ValueError, match="expected a number, a space and a unit"):
        parse_quantity(written)


@pytest.mark.parametrize(
    ("written", "seconds"), [("30 s", 30), ("1.5 h", 5400), ("2 weeks", 1209600), ("1 day", 86400)]
)
def test_a_length_of_time_in_seconds(written: str, seconds: int) -> None:
    assert parse_quantity(written).seconds == seconds


@pytest.mark.parametrize("written", ["2 rings", "1 month", "1 year", "5 %", "3 working-days"])
def test_what_has_no_fixed_length(written: str) -> None:
    assert parse_quantity(written).seconds is None


@pytest.mark.parametrize(
    ("day", "interval", "later"),
    [
        (date(2026, 1, 15), "12 months", date(2027, 1, 15)),
        (date(2024, 2, 29), "1 year", date(2025, 2, 28)),
        (date(2024, 2, 29), "4 years", date(2028, 2, 29)),
        (date(2026, 1, 31), "1 month", date(2026, 2, 28)),
        (date(2026, 10, 25), "1 day", date(2026, 10, 26)),
        (date(2026, 12, 30), "2 weeks", date(2027, 1, 13)),
        (date(9998, 1, 1), "3650 days", date.max),
        (date(2026, 1, 1), "3650 years", date(5676, 1, 1)),
    ],
)
def test_a_date_some_time_later(day: date, interval: str, later: date) -> None:
    assert parse_quantity(interval).after(day) == later


def test_only_calendar_time_is_counted_on() -> None:
    with pytest.raises(ValueError, match="does not count days, weeks, months or years"):
        parse_quantity("2 h").after(date(2026, 1, 1))


@given(st.dates(), st.integers(1, 3650), st.sampled_from(["days", "weeks", "months", "years"]))
def test_a_later_date_is_later(day: date, count: int, unit: str) -> None:
    assert Quantity(Decimal(count), unit).after(day) >= day


@pytest.mark.parametrize("written", ["0 days", "1.5 months", "3651 days", "2 h", "2 rings", "x"])
def test_other_intervals_are_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(IntervalField).validate_python(written)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("2 rings", Quantity(Decimal(2), "rings")),
        ("limit:hold", Named("limit", "hold")),
        ("measure:pick-up", Named("measure", "pick-up")),
        ("measure:pick-up/household", Named("measure", "pick-up", "household")),
    ],
)
def test_an_amount_is_given_or_named(written: str, amount: object) -> None:
    read = TypeAdapter(AmountField).validate_python(written)
    assert read == amount
    assert str(read) == written


@pytest.mark.parametrize("written", ["limit:hold/household", "law:gdpr", "limit:", "limit:Hold", 3])
def test_other_amounts_are_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(AmountField).validate_python(written)


# Steps


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("end", Target()),
        ("update", Target(step="update")),
        ("SVC-007", Target("SVC-007")),
        ("SVC-007#warm", Target("SVC-007", "warm")),
        ("SVC-7", Target(step="SVC-7")),
    ],
)
def test_targets(written: str, target: Target) -> None:
    assert parse_target(written) == target
    assert target.is_end == (written == "end")


def test_a_step_goes_on_or_chooses() -> None:
    assert Step(by="agent", then="SVC-007#warm").branches == (("", Target("SVC-007", "warm")),)
    assert Step(by="agent", choose={"yes": "a", "no": "end"}).branches == (("yes", Target(step="a")), ("no", Target()))
    assert Step(by="agent").branches == ()
    with pytest.raises(ValidationError, match="not both"):
        Step(by="agent", then="end", choose={"yes": "end"})


def test_a_target_compares_once() -> None:
    goal = Goal.model_validate({"at_most": "2 rings"})
    assert (goal.comparison, str(goal.value)) == ("at_most", "2 rings")
    for given_values in ({}, {"below": "1 s", "above": "2 s"}):
        with pytest.raises(ValidationError, match="a target has exactly one of"):
            Goal.model_validate(given_values)


# People


def test_a_person_holds_a_post_for_a_time() -> None:
    holdings = ({"post": "agent", "from": date(2026, 2, 1), "until": date(2026, 3, 1)},)
    person = Person.model_validate(
        {"name": "A", "email": "a@example.test", "posts": holdings, "left": date(2026, 2, 20)}
    )
    days = {day: person.holds("agent", day) for day in (date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 20))}
    assert list(days.values()) == [False, True, True]
    assert not person.holds("agent", date(2026, 2, 21))
    assert not person.holds("manager", date(2026, 2, 1))


# Labels


def test_a_label_falls_back() -> None:
    words = {"en": "Yes", "bg": "Да"}
    assert [label(words, language) for language in ("bg", "en", "lt")] == ["Да", "Yes", "Yes"]
    assert label({"bg": "Да"}, "lt") == "Да"
    assert label({}, "en") == ""


# References


@pytest.mark.parametrize(
    "reference",
    [
        "measure:abandonment", "measure:abandonment/household", "measure:pick-up/household", "measure-name:pick-up",
        "limit:hold", "extension:market", "department:market", "post:team-lead", "law:gdpr", "system:crm",
        "event:watch", "org:name", "org:web", "time:08:30", "time:00:00", "date:2026-11-02", "quantity:2 rings",
        "percent:80", "percent:12.5", "table:directory", "table:laws", "table:measures", "table:measures/all",
        "table:day/agent",
        "table:calendar/meeting",
    ],
)  # fmt: skip
def test_references_that_mean_something(handbook: Handbook, reference: str) -> None:
    kind, _, key = reference.partition(":")
    assert kind in KINDS
    assert fault_of(handbook.registers, kind, key) == ""


@pytest.mark.parametrize(
    ("reference", "fault"),
    [
        ("measure:none", "`none` is not in registers/measures.yml"),
        ("measure:abandonment/all", "no target for the team `all`"),
        ("measure-name:none", "`none` is not in registers/measures.yml"),
        ("limit:none", "`none` is not in registers/limits.yml"),
        ("law:GDPR", "`GDPR` is not in registers/laws.yml"),
        ("org:logo", "`logo` is not one of"),
        ("time:24:00", "is not a time"),
        ("time:8:30", "is not a time"),
        ("time:08:60", "is not a time"),
        ("date:2026-02-30", "is not a date"),
        ("quantity:2rings", "expected a number, a space and a unit"),
        ("percent:many", "expected a number, a space and a unit"),
        ("table:none", "is not a table"),
        ("table:directory/x", "is not a table"),
        ("table:day", "is not a table"),
        ("table:day/none", "`none` is not in registers/posts.yml"),
        ("table:measures/none", "`none` is not in registers/teams.yml"),
        ("table:calendar/none", "is not one of meeting"),
        ("none:x", "`none` is not a kind of reference"),
    ],
)
def test_references_that_mean_nothing(handbook: Handbook, reference: str, fault: str) -> None:
    kind, _, key = reference.partition(":")
    assert fault in fault_of(handbook.registers, kind, key)


def test_what_a_reference_uses() -> None:
    assert uses("law", "gdpr") == ("laws", "gdpr")
    assert uses("measure", "pick-up/household") == ("measures", "pick-up")
    assert uses("time", "08:30") is None


def test_keys_for_a_hint(handbook: Handbook) -> None:
    assert candidates(handbook.registers, "post") == ["agent", "team-lead", "manager"]
    assert candidates(handbook.registers, "measure") == ["pick-up", "abandonment"]
    assert "phone" in candidates(handbook.registers, "org")
    assert candidates(handbook.registers, "time") == []


def test_a_posts_day_is_in_order(handbook: Handbook) -> None:
    assert list(day_of(handbook.registers, "team-lead")) == ["watch", "briefing"]
    assert list(day_of(handbook.registers, "manager")) == []


# The handbook


def test_documents_and_holders(handbook: Handbook) -> None:
    assert list(handbook.documents) == ["POL-001", "SVC-001", "SVC-002"]
    assert [document.id for document in handbook.in_book("service")] == ["SVC-001", "SVC-002"]
    assert handbook.language_keys == ("en", "bg")
    assert handbook.registers.holders("manager", date(2026, 6, 1)) == ("m.manager", "n.manager")
    assert handbook.registers.holders("manager", date(2023, 12, 31)) == ()
    document = handbook.documents["SVC-001"]
    assert (document.slug, document.title("bg"), document.title("lt")) == ("answering", "Отговаряне", "Answering")
    assert document.metadata.all_laws == ("gdpr",)
    assert document.metadata.review.due == date(2027, 1, 15)
    assert document.picture("seat.png", "bg") is document.pictures["seat.png"]
    assert document.picture("none.png", "bg") is None
