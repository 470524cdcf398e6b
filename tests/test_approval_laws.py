"""Laws of the judgement that hold for any records: nothing approves that should not."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sopwright.approval.result import State
from tests.decisions import (
    CONTENT,
    ROSTER,
    START,
    Folder,
    codes,
    digest,
)
from tests.test_approval_evaluate import WRONG

OTHER = digest("other content")
DAY = START.date()


@given(st.lists(st.integers(0, 4), max_size=5), st.data())
def test_unrelated_records_do_not_matter(places: list[int], data: st.DataObject) -> None:
    folder = Folder()
    steps = [
        ("mia", "second-line", "approve"),
        ("law", "legal", "approve"),
        ("lee", "consulted", "consult"),
        ("director", "release", "approve"),
    ]
    for number in range(5):
        for _ in range(places.count(number)):
            who = data.draw(st.sampled_from(["mia", "law", "lee", "director", "ann"]))
            folder.add(who, data.draw(st.sampled_from(["second-line", "release"])), content=OTHER)
        if number < 4:
            folder.add(*steps[number])
    plain, mixed = Folder().chain().result(), folder.result()
    assert mixed.approved
    assert codes(mixed) == codes(plain) == []
    assert [[one.predicate.person for one in step.records] for step in mixed.steps] == [
        [one.predicate.person for one in step.records] for step in plain.steps
    ]


@given(st.integers(0, 3))
def test_without_a_needed_record_nothing_is_approved(missing: int) -> None:
    folder = Folder().chain()
    del folder.records[missing]
    assert not folder.result().approved


@given(st.integers(0, 3), st.sampled_from(WRONG))
def test_a_refused_record_never_approves(until: int, wrong: tuple[str, int, dict[str, Any]]) -> None:
    _, place, fields = wrong
    fields = dict(fields)
    steps = [("mia", "second-line", "approve"), ("law", "legal", "approve"), ("lee", "consulted", "consult")]
    person, step, decision = steps[place]
    folder = Folder().chain(until=until)
    before = folder.result()
    folder.add(fields.pop("person", person), fields.pop("step", step), fields.pop("decision", decision), **fields)
    after = folder.result()
    if codes(after):
        assert after.state is before.state
        assert [step.records for step in after.steps] == [step.records for step in before.steps]


STEPS = ["second-line", "legal", "consulted", "release"]
WHO = st.sampled_from([*sorted(ROSTER.people)])


@st.composite
def folders(draw: st.DrawFn) -> Folder:
    folder = Folder()
    for _ in range(draw(st.integers(0, 9))):
        decision = draw(st.sampled_from(["approve", "approve", "approve", "consult", "refuse", "emergency"]))
        folder.add(
            draw(WHO), draw(st.sampled_from(STEPS)), decision, content=draw(st.sampled_from([CONTENT] * 4 + [OTHER]))
        )
    return folder


@given(folders())
def test_what_is_approved_was_signed_by_different_people_in_order(folder: Folder) -> None:
    result = folder.result()
    signed = [record for step in result.steps for record in step.records]
    names = [record.predicate.person for record in signed]
    assert len(names) == len(set(names))
    assert "author" not in names
    assert all(ROSTER.holds(one.predicate.person, step.post, DAY) for step in result.steps for one in step.records)
    assert result.approved is False or all(step.records for step in result.steps)


@given(folders(), st.sampled_from([person for person, post in (("law", "lawyer"), ("max", "manager"))]))
def test_a_refusal_at_the_end_always_ends_it(folder: Folder, person: str) -> None:
    assert folder.add(person, "legal", "refuse").result().state is State.REFUSED


@given(folders())
def test_the_whole_is_what_its_beginnings_allow(folder: Folder) -> None:
    """Monotony: as records are added, whoever took a step keeps it unless they themselves refuse."""
    before: set[str] = set()
    for length in range(1, len(folder.records) + 1):
        part = Folder(folder.name, folder.records[:length])
        last = part.records[-1]
        now = {record.predicate.person for step in part.result().steps for record in step.records}
        if last.predicate.decision != "refuse":
            assert before <= now
        before = now
