"""Who leads whom, sums, and limits: the small rules behind the pages."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sopwright.records.limits import Limit
from sopwright.records.matrix import Cell, Sum, matrix, sums
from sopwright.records.teams import below, led_by, team_of
from tests.repositories import read
from tests.test_records_due import confirmed, library, of, person

DAY = date(2026, 3, 1)
SALES = {
    "file": "registers/people.yml",
    "append": "s.agent: {name: S, email: s@example.test, posts: [{post: agent, team: sales, from: 2024-01-01}]}\n"
    "h.agent: {name: H, email: h@example.test, posts: [{post: agent, team: household, from: 2024-01-01}]}\n"
    "g.agent: {name: G, email: g@example.test, left: 2026-01-01, posts: [{post: agent, from: 2024-01-01}]}\n",
}


def test_a_lead_leads_their_own_team_and_those_who_belong_to_all(tmp_path: Path) -> None:
    registers = read(tmp_path, [SALES]).registers
    assert set(led_by(registers, "l.lead", DAY)) == {"a.agent", "h.agent"}
    assert set(led_by(registers, "k.lead", DAY)) == {"a.agent", "h.agent", "s.agent"}  # of no team: of all
    assert set(led_by(registers, "m.manager", DAY)) == {"l.lead", "k.lead"}
    assert led_by(registers, "a.agent", DAY) == ()
    assert led_by(registers, "nobody", DAY) == ()


def test_those_above_see_everybody_below_them(tmp_path: Path) -> None:
    registers = read(tmp_path, [SALES]).registers
    assert set(below(registers, "m.manager", DAY)) == {"a.agent", "h.agent", "s.agent", "l.lead", "k.lead"}
    assert below(registers, "a.agent", DAY) == ()
    assert [team_of(registers, key, DAY) for key in ("s.agent", "k.lead")] == ["sales", "all"]


def test_the_table_and_the_sums_agree(tmp_path: Path) -> None:
    books = library(tmp_path)
    row = confirmed(books)
    done, late = [*of(books, DAY, row).values()], [*of(books, DAY).values()]
    found = {"one": done, "two": late, "three": []}
    table = matrix(found)
    assert table.documents == ("SVC-001",)
    assert table.rows == {"one": (Cell("confirmed", 1, "en"),), "two": (Cell("overdue"),), "three": (Cell(""),)}
    assert sums(found, {"one": "x", "two": "x", "three": "y"}) == {("SVC-001", "x"): Sum(2, 1, 1)}
    assert person(books).name == "Ann Agent"


def test_a_limit_forgets_after_an_hour_and_counts_each_alone() -> None:
    moment = [datetime(2026, 6, 1, tzinfo=UTC)]
    limit = Limit(2, lambda: moment[0])
    assert [limit.allows("a") for _ in range(3)] == [True, True, False]
    assert limit.allows("b")
    moment[0] += timedelta(minutes=59)
    assert not limit.allows("a")
    moment[0] += timedelta(minutes=1)
    assert [limit.allows("a") for _ in range(3)] == [True, True, False]
