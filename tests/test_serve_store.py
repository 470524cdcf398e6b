"""Sessions and sign-ins in both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select

from sopwright.records.sessions import SESSIONS, SIGN_INS
from sopwright.serve.identity.sign_ins import LASTING, SignIns
from sopwright.serve.person import Identity
from sopwright.serve.sessions import BELIEVED, Sessions
from tests.serving import Clock

SOMEBODY = Identity("k.Ünal", "Kemal Ünal", ("agent", "team-lead"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sessions(engine: Engine, clock: Clock) -> Sessions:
    return Sessions(engine, clock, timedelta(hours=1))


def test_a_session_is_found_until_it_ends(sessions: Sessions, clock: Clock) -> None:
    token = sessions.begin(SOMEBODY)
    assert sessions.known(token) is None  # it was never looked for
    assert sessions.find(token) == SOMEBODY
    assert sessions.known(token) == SOMEBODY
    assert sessions.find("another") is None
    clock.forward(hours=1)
    assert (sessions.known(token), sessions.find(token)) == (None, None)


def test_what_another_process_ends_is_believed_for_two_seconds_at_most(
    sessions: Sessions, engine: Engine, clock: Clock
) -> None:
    token = sessions.begin(SOMEBODY)
    sessions.find(token)
    Sessions(engine, clock, timedelta(hours=1)).end_all(SOMEBODY.id)
    clock.moment += BELIEVED
    assert (sessions.known(token), sessions.find(token)) == (None, None)


def test_in_the_same_process_a_session_ends_at_once(sessions: Sessions) -> None:
    tokens = [sessions.begin(SOMEBODY) for _ in range(3)]
    for token in tokens:
        sessions.find(token)
    sessions.end(tokens[0])
    assert sessions.known(tokens[0]) is None
    sessions.end_all(SOMEBODY.id)
    assert [sessions.known(token) or sessions.find(token) for token in tokens] == [None] * 3


def test_what_has_ended_is_swept_out(sessions: Sessions, engine: Engine, clock: Clock) -> None:
    sessions.begin(SOMEBODY)
    clock.forward(hours=2)
    sessions.begin(SOMEBODY)
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(SESSIONS)).scalar() == 1


def test_an_answer_is_taken_once_even_by_many_at_the_same_time(engine: Engine, clock: Clock) -> None:
    sign_ins = SignIns(engine, clock)
    state, begun = sign_ins.begin("browser", "/agents/")
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: sign_ins.take(state, "browser"), range(16)))
    assert [each for each in taken if each] == [begun]


def test_an_answer_of_another_browser_or_too_late_is_not_taken(engine: Engine, clock: Clock) -> None:
    sign_ins = SignIns(engine, clock)
    assert sign_ins.take(sign_ins.begin("browser", "/")[0], "another") is None
    state, _ = sign_ins.begin("browser", "/")
    clock.moment += LASTING
    assert sign_ins.take(state, "browser") is None
    sign_ins.begin("browser", "/")
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(SIGN_INS)).scalar() == 1
