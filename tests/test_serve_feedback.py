"""Feedback: from a reader to the document's owner and back, escaped, limited, anonymous if wished."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx2 import Response
from sqlalchemy import select
from starlette.testclient import TestClient

from sopwright.records import database
from sopwright.records.people import people
from sopwright.records.tables import ANSWERS, FEEDBACK, MISSES
from tests.serving import Serving, send, serving

PAGE = "/feedback/SVC-001"
NASTY = '<script>alert(1)</script> "quoted" & =cmd'
SAID = {"kind": "wrong", "step": "answer", "text": NASTY}


@pytest.fixture
def server(tmp_path: Path, database_url: str) -> Iterator[Serving]:
    with serving(tmp_path, url=database_url) as running:
        yield running


def say(browser: TestClient, **fields: str) -> Response:
    return send(browser, PAGE, PAGE, **{**SAID, **fields})


def answer(browser: TestClient, **fields: str) -> Response:
    page = browser.get("/inbox").text
    found = re.search(r'action="(/inbox/[0-9a-f-]{36})"', page)
    assert found, page
    return send(browser, "/inbox", found[1], **{"text": "Mended.", "status": "done", **fields})


def test_a_remark_reaches_the_owner_and_the_answer_its_sender(server: Serving) -> None:
    reader, owner = server.signed_in("a.agent"), server.signed_in("l.lead")
    gone = say(reader)
    assert gone.status_code == 303
    place = gone.headers["location"]
    assert "An answer is due by 8 June 2026." in reader.get(place).text
    inbox = owner.get("/inbox").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in inbox
    assert "<script>alert" not in inbox
    assert "Answering" in inbox
    assert "Ann Agent" not in inbox
    assert answer(owner).status_code == 303
    page = reader.get(place).text
    assert "Mended." in page
    assert "Done" in page
    assert "Mended." in reader.get("/feedback").text


def test_who_wants_to_stay_unknown_leaves_no_trace_but_a_code(server: Serving) -> None:
    reader = server.signed_in("a.agent")
    place = say(reader, anonymous="yes").headers["location"]
    with database.reading(server.engine) as connection:
        row = connection.execute(select(FEEDBACK)).one()
        assert people(connection) == {}
    assert row.person is None
    assert place.rsplit("/", 1)[1] not in "".join(str(value) for value in row)
    assert reader.get(place).status_code == 200
    assert "Your remark" in reader.get(place).text
    assert "You have not sent" in reader.get("/feedback").text
    assert reader.get("/feedback/sent/guessed").status_code == 404


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": "  "}, "Write what you want to say."),
        ({"text": "x" * 2001}, "too long"),
        ({"kind": "praise"}, "Choose what kind"),
    ],
)
def test_what_does_not_fit_is_given_back_with_its_words(server: Serving, fields: dict[str, str], said: str) -> None:
    refused = say(server.signed_in("a.agent"), **fields)
    assert refused.status_code == 422
    assert said in refused.text
    assert fields.get("text", "quoted") in refused.text
    with database.reading(server.engine) as connection:
        assert connection.execute(select(FEEDBACK)).all() == []


def test_nobody_sends_more_than_ten_remarks_an_hour(server: Serving) -> None:
    reader = server.signed_in("a.agent")
    codes = [say(reader, anonymous="yes").status_code for _ in range(11)]
    assert codes == [303] * 10 + [429]
    assert say(server.signed_in("l.lead")).status_code == 303
    server.clock.forward(hours=1)
    assert say(reader).status_code == 303


def test_a_step_that_is_not_there_is_the_whole_document(server: Serving) -> None:
    say(server.signed_in("a.agent"), step="../../etc")
    with database.reading(server.engine) as connection:
        assert connection.execute(select(FEEDBACK.c.step)).scalar() == ""


def test_only_the_owner_sees_and_answers(server: Serving) -> None:
    say(server.signed_in("a.agent"))
    owner = server.signed_in("l.lead")
    place = re.search(r'action="(/inbox/[^"]+)"', owner.get("/inbox").text)
    assert place
    for other in ("a.agent", "m.manager"):
        browser = server.signed_in(other)
        assert NASTY[:8] not in browser.get("/inbox").text
        assert send(browser, "/account", place[1], text="No.", status="declined").status_code == 404
    assert send(owner, "/inbox", "/inbox/none", text="No.", status="declined").status_code == 404
    with database.reading(server.engine) as connection:
        assert connection.execute(select(ANSWERS)).all() == []


@pytest.mark.parametrize("fields", [{"text": ""}, {"status": "forgotten"}, {"text": "x" * 2001}])
def test_an_answer_that_does_not_fit_changes_nothing(server: Serving, fields: dict[str, str]) -> None:
    say(server.signed_in("a.agent"))
    answer(server.signed_in("l.lead"), **fields)
    with database.reading(server.engine) as connection:
        assert connection.execute(select(ANSWERS)).all() == []
        assert connection.execute(select(FEEDBACK.c.status)).scalar() == "open"


def test_what_nobody_answered_in_time_is_marked(server: Serving) -> None:
    say(server.signed_in("a.agent"))
    assert "answer overdue" not in server.signed_in("l.lead").get("/inbox").text
    server.clock.forward(days=8)
    assert "answer overdue" in server.signed_in("l.lead").get("/inbox").text


@pytest.mark.parametrize(
    ("forge", "body", "labels"),
    [("github", "body", ["feedback", "wrong"]), ("gitlab", "description", "feedback,wrong")],
)
def test_remarks_become_issues_without_their_senders(server: Serving, forge: str, body: str, labels: object) -> None:
    say(server.signed_in("a.agent"))
    found = json.loads(server.signed_in("l.lead").get(f"/inbox/issues/{forge}").text)
    assert found[0]["title"].startswith("wrong: SVC-001#answer")
    assert f"    {NASTY}" in found[0][body]
    assert found[0]["labels"] == labels
    assert "agent" not in json.dumps(found).replace("agents", "")
    answer(server.signed_in("l.lead"))
    assert server.signed_in("l.lead").get(f"/inbox/issues/{forge}").json() == []
    assert server.signed_in("a.agent").get(f"/inbox/issues/{forge}").status_code == 404


def test_searches_in_vain_are_counted_without_their_searcher(server: Serving) -> None:
    for person in ("a.agent", "l.lead"):
        browser = server.signed_in(person)
        assert "weekend rota" in browser.get("/searches?words=weekend rota").text
        assert (
            send(browser, "/searches", "/searches", words=" Weekend  ROTA").headers["location"] == "/searches?told=yes"
        )
    for secret in ("0123456", "a@b.example", "", "x" * 81):
        send(server.signed_in("a.agent"), "/searches", "/searches", words=secret)
    with database.reading(server.engine) as connection:
        assert [tuple(row) for row in connection.execute(select(MISSES.c.day, MISSES.c.words, MISSES.c.times))] == [
            ("2026-06-01", "weekend rota", 1),
            ("2026-06-01", "weekend rota", 1),
        ]
        assert people(connection) == {}
    assert "weekend rota (2)" in server.signed_in("l.lead").get("/inbox").text
    server.clock.forward(days=91)
    send(server.signed_in("a.agent"), "/searches", "/searches", words="something else")
    with database.reading(server.engine) as connection:
        assert [row.words for row in connection.execute(select(MISSES))] == ["something else"]


def test_owners_see_reviews_that_are_due_and_how_many_have_confirmed(server: Serving) -> None:
    assert "0 of 1" in server.signed_in("l.lead").get("/inbox").text
    server.clock.forward(days=220)
    page = server.signed_in("l.lead").get("/inbox").text
    assert "Review due" in page
    assert "SVC-001 Answering: 15 January 2027" in page
