"""Confirmations: one chain, unique, kept by who can write, and verified by who can read."""

from concurrent.futures import Future
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, text

from sopwright.records import database
from sopwright.records.chain import Acknowledgement, Broken, Head, verify
from sopwright.records.confirm import Confirmation, all_rows, confirm, head, of_people
from sopwright.records.people import forget, people, reference
from sopwright.records.times import moment, stamp
from sopwright.records.writer import Writer

NOW = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)
GIVEN = Confirmation("a.agent", "SVC-001", "en", "c1", "m1", 1)


def made(count: int) -> list[Acknowledgement]:
    """A sound chain."""
    rows: list[Acknowledgement] = []
    for seq in range(1, count + 1):
        fields = ("d", "en", "c", "m", 1, "p", 0, "2026-06-01T08:00:00Z", "s", "b")
        row = Acknowledgement(seq, f"id{seq}", *fields, prev=rows[-1].hash if rows else "")
        rows.append(replace(row, hash=row.computed()))
    return rows


def test_a_confirmation_comes_back_as_it_was_given(engine: Engine) -> None:
    with database.writing(engine) as connection:
        written = confirm(connection, GIVEN, NOW)
    with database.reading(engine) as connection:
        assert list(all_rows(connection)) == [written]
        assert of_people(connection, ["a.agent", "l.lead"]) == {"a.agent": [written]}
        assert people(connection) == {"a.agent": written.person}
    assert (written.seq, written.prev, written.at) == (1, "", "2026-06-01T08:00:00Z")
    assert "agent" not in written.person


def test_the_same_confirmation_counts_once_another_counts_too(engine: Engine) -> None:
    others = [
        replace(GIVEN, person="l.lead"),
        replace(GIVEN, language="bg"),
        replace(GIVEN, material="m2"),
        replace(GIVEN, document="SVC-002"),
        replace(GIVEN, cycle=1),
    ]
    with database.writing(engine) as connection:
        first = confirm(connection, GIVEN, NOW)
        assert confirm(connection, replace(GIVEN, content="editorial"), NOW + timedelta(1)) == first
        assert len({confirm(connection, other, NOW).seq for other in others}) == 5
        assert head(connection).seq == 6
        assert list(verify(all_rows(connection))) == []


def test_many_who_confirm_at_once_share_the_chain(engine: Engine) -> None:
    writer = Writer(engine)

    def task(number: int) -> "Future[Acknowledgement]":
        given = replace(GIVEN, person=f"p{number % 40}", document=f"SVC-{number // 40:03}")
        return writer.submit(lambda connection: confirm(connection, given, NOW))

    answers = [task(number) for number in range(200)]
    assert sorted(answer.result().seq for answer in answers) == list(range(1, 201))
    writer.close()
    with database.reading(engine) as connection:
        assert list(verify(all_rows(connection))) == []
        assert head(connection).seq == 200


def test_one_task_that_fails_does_not_take_the_others_with_it(engine: Engine) -> None:
    writer = Writer(engine)

    def fails(connection: Connection) -> None:
        confirm(connection, replace(GIVEN, person="half"), NOW)
        raise ValueError("on purpose")

    good, bad = writer.submit(lambda c: confirm(c, GIVEN, NOW)), writer.submit(fails)
    after = writer.submit(lambda c: confirm(c, replace(GIVEN, cycle=1), NOW))
    with pytest.raises(ValueError, match="on purpose"):
        bad.result()
    assert [good.result().seq, after.result().seq] == [1, 2]
    writer.close()
    with database.reading(engine) as connection:
        assert people(connection).keys() == {"a.agent"}


def test_who_has_gone_is_not_waited_for(engine: Engine) -> None:
    writer = Writer(engine)
    held: Future[None] = Future()
    writer.submit(lambda _: held.result())
    gone = writer.submit(lambda c: confirm(c, GIVEN, NOW))
    assert gone.cancel()
    held.set_result(None)
    assert writer.write(lambda c: confirm(c, replace(GIVEN, cycle=1), NOW)).seq == 1
    writer.close()


def test_to_forget_a_person_leaves_the_chain_whole(engine: Engine) -> None:
    with database.writing(engine) as connection:
        written = confirm(connection, GIVEN, NOW)
        assert forget(connection, "a.agent")
        assert not forget(connection, "a.agent")
        assert people(connection) == {}
        assert list(verify(all_rows(connection), [Head(1, written.hash)])) == []
        assert reference(connection, "a.agent") != written.person


@pytest.mark.parametrize("name", [name for name in Acknowledgement.__slots__ if name != "hash"])
def test_a_changed_field_is_found(name: str) -> None:
    rows = made(3)
    fields = asdict(rows[1])
    fields[name] = fields[name] + 1 if isinstance(fields[name], int) else fields[name] + "x"
    rows[1] = Acknowledgement(**fields)
    assert next(broken.seq for broken in verify(rows)) == rows[1].seq


@given(st.integers(2, 9), st.data())
def test_a_row_taken_away_or_put_elsewhere_is_found(count: int, data: st.DataObject) -> None:
    rows = made(count)
    gone = data.draw(st.integers(0, count - 2))
    assert list(verify(rows[:gone] + rows[gone + 1 :]))
    mixed = data.draw(st.permutations(rows))
    assert bool(list(verify(mixed))) == (mixed != rows)


def test_only_a_checkpoint_tells_that_the_newest_rows_are_gone_or_all_is_new() -> None:
    rows = made(4)
    stood = [Head(2, rows[1].hash), Head(4, rows[3].hash)]
    assert list(verify(rows, stood)) == []
    assert list(verify(rows[:3])) == []
    assert list(verify(rows[:3], stood)) == [Broken(4, "a checkpoint counts 4 rows; there are 3")]
    other: list[Acknowledgement] = []
    for row in rows:
        written = replace(row, statement="other", prev=other[-1].hash if other else "")
        other.append(replace(written, hash=written.computed()))
    assert list(verify(other)) == []
    assert [broken.seq for broken in verify(other, stood)] == [2, 4]


def test_a_change_in_the_database_itself_is_found(engine: Engine) -> None:
    with database.writing(engine) as connection:
        confirm(connection, GIVEN, NOW)
    drop = {
        "sqlite": "drop trigger acknowledgements_no_update",
        "postgresql": "drop trigger acknowledgements_no_change on acknowledgements",
    }
    with database.writing(engine) as connection:
        connection.execute(text(drop[engine.dialect.name]))
        connection.execute(text("update acknowledgements set document = 'SVC-002'"))
        assert [broken.seq for broken in verify(all_rows(connection))] == [1]


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(1970, 1, 1), max_value=datetime(2999, 1, 1)))
def test_moments_survive_as_text_to_the_second(now: datetime) -> None:
    assert moment(stamp(now)) == now.replace(microsecond=0)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        stamp(datetime(2026, 1, 1))
