"""What is to be read: by whom, by when, in which order, and which change asks for it again."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sopwright.model.handbook import Handbook
from sopwright.model.registers import Person
from sopwright.records.chain import Acknowledgement
from sopwright.records.due import Assignment, State, assignments
from sopwright.records.library import Library, library_of
from sopwright.records.material import material_of
from tests.decisions import Folder, digest
from tests.editions import Edit
from tests.repositories import read

A, B, C, D = (digest(letter) for letter in "abcd")
METADATA = "handbook/service/answering/procedure.yml"


def second(change: str, day: str = "2026-05-20") -> Edit:
    """A second revision of SVC-001."""
    line = f"  - {{number: 2, date: {day}, class: {change}, summary: {{en: More, bg: Повече}}}}\n"
    return {"file": METADATA, "old": "bg: Първо издание}}\n", "new": f"bg: Първо издание}}}}\n{line}"}


def library(place: Path, *edits: Edit) -> Library:
    return library_of(read(place, edits), {})


def person(handbook: Library, key: str = "a.agent") -> Person:
    return handbook.registers.people[key]


def confirmed(books: Library, number: str = "SVC-001", at: str = "2026-03-01", **fields: int | str) -> Acknowledgement:
    known = books.known[number]
    version = known.versions["en"]
    digests = (version.content, version.material, known.revision)
    row = Acknowledgement(1, "id", number, "en", *digests, "ref", 0, f"{at}T08:00:00Z", "s", "b", "")
    return Acknowledgement(**{name: fields.get(name, getattr(row, name)) for name in Acknowledgement.__slots__})


def of(books: Library, day: date, *rows: Acknowledgement, key: str = "a.agent") -> dict[str, Assignment]:
    return {one.known.id: one for one in assignments(books, person(books, key), rows, day)}


def test_an_editorial_change_stays_with_the_content_before_it() -> None:
    records = Folder().chain(content=A).add("qi", "carry", content=B, baseline=A, changeClass="editorial")
    records.add("qi", "carry", content=C, baseline=B, changeClass="editorial")
    records.chain(content=D, baseline=C)
    assert [material_of(records.records, content) for content in (A, B, C, D)] == [A, A, A, D]


def test_a_change_that_anybody_calls_material_is_material() -> None:
    records = Folder().chain(content=A).add("qi", "carry", content=B, baseline=A, changeClass="editorial")
    records.add("mia", "second-line", content=B, baseline=A)
    assert material_of(records.records, B) == B


def test_back_to_an_old_content_ends() -> None:
    records = Folder().add("qi", "carry", content=A, baseline=B, changeClass="editorial")
    records.add("qi", "carry", content=B, baseline=A, changeClass="editorial")
    assert material_of(records.records, A) in (A, B)


def test_without_approvals_the_declared_class_decides(tmp_path: Path) -> None:
    first = library(tmp_path / "1").known["SVC-001"]
    small = library(tmp_path / "2", second("editorial")).known["SVC-001"]
    large = library(tmp_path / "3", second("material")).known["SVC-001"]
    assert small.versions["en"].content != first.versions["en"].content
    assert small.materials == first.materials
    assert large.materials.isdisjoint(first.materials)
    assert len(first.materials) == 2


def test_who_must_know_a_document_is_asked_within_some_days_of_its_change(tmp_path: Path) -> None:
    books = library(tmp_path)
    found = of(books, date(2026, 2, 10))
    assert found.keys() == {"SVC-001"}
    assert (found["SVC-001"].state, found["SVC-001"].due) == (State.OPEN, date(2026, 2, 15))
    assert not found["SVC-001"].is_overdue
    assert of(books, date(2026, 2, 16))["SVC-001"].is_overdue
    assert of(books, date(2026, 2, 16), key="m.manager") == {}


def test_who_is_new_in_a_post_gets_as_many_days(tmp_path: Path) -> None:
    books = library(
        tmp_path, {"file": "registers/people.yml", "old": "2024-01-01}]}\nl.lead", "new": "2026-06-01}]}\nl.lead"}
    )
    assert of(books, date(2026, 5, 31)) == {}
    assert of(books, date(2026, 6, 1))["SVC-001"].due == date(2026, 6, 15)


def test_what_takes_effect_later_is_not_asked_for_before(tmp_path: Path) -> None:
    books = library(tmp_path)
    assert of(books, date(2026, 1, 31)) == {}
    assert of(books, date(2026, 2, 1)).keys() == {"SVC-001"}


def test_who_has_left_has_nothing_to_read(tmp_path: Path) -> None:
    books = library(tmp_path)
    gone = person(books).model_copy(update={"left": date(2026, 3, 1)})
    assert assignments(books, gone, (), date(2026, 3, 2)) == ()


def test_what_is_confirmed_holds_until_its_refresher_opens(tmp_path: Path) -> None:
    books = library(tmp_path)
    row = confirmed(books, at="2026-03-01")
    assert of(books, date(2026, 3, 2), row)["SVC-001"].state is State.CONFIRMED
    before = of(books, date(2027, 2, 21), row)["SVC-001"]
    assert (before.state, before.due, before.cycle) == (State.CONFIRMED, date(2027, 3, 1), 0)
    opens = of(books, date(2027, 2, 22), row)["SVC-001"]
    assert (opens.state, opens.due, opens.cycle, opens.is_overdue) == (State.REFRESH, date(2027, 3, 1), 1, False)
    assert of(books, date(2027, 3, 2), row)["SVC-001"].is_overdue
    again = confirmed(books, at="2027-02-25", cycle=1, seq=2)
    assert of(books, date(2027, 3, 2), row, again)["SVC-001"].state is State.CONFIRMED


def test_a_material_change_asks_again_an_editorial_one_does_not(tmp_path: Path) -> None:
    row = confirmed(library(tmp_path / "1"))
    small, large = library(tmp_path / "2", second("editorial")), library(tmp_path / "3", second("material"))
    assert of(small, date(2026, 5, 21), row)["SVC-001"].state is State.CONFIRMED
    changed = of(large, date(2026, 5, 21), row)["SVC-001"]
    assert (changed.state, changed.due, changed.last) == (State.CHANGED, date(2026, 6, 3), row)


def test_what_somebody_may_not_read_is_not_asked_of_them(tmp_path: Path) -> None:
    hidden = {"file": METADATA, "old": "visibility: [everyone]", "new": "visibility: [manager]"}
    assert of(library(tmp_path, hidden), date(2026, 3, 1)) == {}


def test_those_who_are_new_read_in_the_registers_order(tmp_path: Path) -> None:
    asked = "training: {acknowledge: [agent]}\nexecutors:"
    transfer = {"file": "handbook/service/transfer/procedure.yml", "old": "executors:", "new": asked}
    order = {"file": "registers/training.yml", "write": "onboarding: {agent: [SVC-002]}\n"}
    assert [*of(library(tmp_path, transfer, order), date(2026, 3, 1))] == ["SVC-002", "SVC-001"]


@pytest.mark.parametrize("status", ["draft", "in-review", "retired"])
def test_what_is_not_in_force_is_not_asked_for(handbook: Handbook, status: str) -> None:
    document = handbook.documents["SVC-001"]
    other = replace(document, metadata=document.metadata.model_copy(update={"status": status}))
    assert library_of(replace(handbook, documents={"SVC-001": other}), {}).known == {}


def test_a_confirmation_without_refresher_holds_for_ever(tmp_path: Path) -> None:
    edit = {"file": METADATA, "old": "[agent], refresh: 12 months}", "new": "[agent]}"}
    books = library(tmp_path, edit)
    assert of(books, date(2099, 1, 1), confirmed(books))["SVC-001"].state is State.CONFIRMED
