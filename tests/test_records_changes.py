"""What changed for a reader since their confirmation, in a company that signs."""

from datetime import date, datetime
from pathlib import Path
from threading import Lock

import pytest

from sopwright.commands.published import contents_of
from sopwright.commands.shelves import Shelves, read_shelves
from sopwright.edition.reader import Reader
from sopwright.records.chain import Acknowledgement
from sopwright.records.changes import Changes, Past
from sopwright.records.due import State, assignments
from tests.company import ANSWERING, Company, good, signed_company

TEXT = f"{ANSWERING}/en.md"
TYPO = {"file": TEXT, "old": "Every caller is answered.", "new": "Each caller is answered."}
MATERIAL = [
    {"file": f"{ANSWERING}/procedure.yml", "old": "within: 5 min", "new": "within: 10 min"},
    {"file": TEXT, "old": "Listen to one call a week.", "new": "Listen to three calls a week."},
    {"file": TEXT, "old": "Hold the caller {limit:hold} at most.", "new": "Never hold the caller."},
]


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Company:
    return signed_company(tmp_path, monkeypatch)


def shelves(company: Company) -> Shelves:
    found = read_shelves(company.root, lambda: company.moment)
    assert found is not None
    return found


def read(found: Shelves, at: datetime, language: str = "en") -> Acknowledgement:
    known = found.library.known["SVC-001"]
    version = known.versions[language]
    stamp = f"{at:%Y-%m-%dT%H:%M:%SZ}"
    digests = (version.content, version.material, known.revision)
    return Acknowledgement(1, "i", "SVC-001", language, *digests, "r", 0, stamp, "s", "b", "")


def state(found: Shelves, row: Acknowledgement, day: date) -> State:
    (one,) = assignments(found.library, found.library.registers.people["a.agent"], [row], day)
    return one.state


def changes(company: Company, found: Shelves, row: Acknowledgement, audience: str) -> Changes:
    reader = Reader(found.handbook, found.library.registers.audiences[audience], "en", company.moment.date())
    return Past(contents_of(company.root), Lock()).changes(reader, found.library.known["SVC-001"], row)


def test_an_editorial_change_asks_nobody_again(company: Company) -> None:
    before = shelves(company)
    row = read(before, company.moment)
    company.commit(TYPO)
    for language in ("en", "bg"):
        good(company.sign("approve", "SVC-001", "--language", language, who="n.manager"))
    after = shelves(company)
    old, new = (found.library.known["SVC-001"].versions for found in (before, after))
    assert old["en"].content != new["en"].content
    assert {name: one.material for name, one in old.items()} == {name: one.material for name, one in new.items()}
    assert state(after, row, company.moment.date()) is State.CONFIRMED


def test_a_material_change_asks_again_and_shows_each_reader_what_is_theirs(company: Company) -> None:
    before = shelves(company)
    row = read(before, company.moment)
    bulgarian = read(before, company.moment, "bg")
    company.commit(*MATERIAL)
    assert state(shelves(company), row, company.moment.date()) is State.CONFIRMED  # nobody has approved it yet
    company.approve_all("SVC-001", "k.lead")
    after = shelves(company)
    assert state(after, row, company.moment.date()) is State.CHANGED
    assert state(after, bulgarian, company.moment.date()) is State.CHANGED
    agent, lead = changes(company, after, row, "agents"), changes(company, after, row, "leads")
    (passage,) = agent.passages
    assert "<del>" in passage.body
    assert "Never" in passage.body
    assert passage.said
    assert "three" not in str(agent)
    assert "three" in str(lead)


def test_without_the_old_content_the_summaries_stay(company: Company) -> None:
    found = shelves(company)
    row = read(found, company.moment)
    lost = Acknowledgement(
        **{name: getattr(row, name) for name in Acknowledgement.__slots__ if name != "content"}, content="0" * 64
    )
    assert changes(company, found, lost, "agents") == Changes((), ())
