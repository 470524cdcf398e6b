"""Reading on record: the path, the quiz, the confirmation, the team's table, over HTTP and without a script."""

import csv
import re
from collections.abc import Iterator, Mapping
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from httpx2 import Response
from openpyxl import load_workbook
from starlette.testclient import TestClient

from sopwright.records import database
from sopwright.records.chain import Acknowledgement
from sopwright.records.confirm import all_rows
from sopwright.records.library import library_of
from tests.serving import Serving, serving, token_of
from tests.test_quiz import PLACE, QUIZ
from tests.test_records_due import second

PATH = "/read/SVC-001"
RIGHT = {"answer-first": "yes", "answer-second": "yes", "answer-third": "yes", "understood": "yes"}
AUDIT = {"file": "registers/training.yml", "write": "auditors: [manager]\n"}


@pytest.fixture
def server(tmp_path: Path, database_url: str) -> Iterator[Serving]:
    with serving(tmp_path, url=database_url, edits=[{"file": PLACE, "write": QUIZ}, AUDIT]) as running:
        yield running


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, html
    return found[1]


def confirm(browser: TestClient, fields: Mapping[str, str], language: str = "en") -> Response:
    page = browser.get(PATH, params={"language": language})
    given = {"form_token": token_of(page), "content": hidden(page.text, "content"), **fields}
    return browser.post(PATH, params={"language": language}, data=given)


def rows(server: Serving) -> list[Acknowledgement]:
    with database.reading(server.engine) as connection:
        return list(all_rows(connection))


def test_a_reader_finds_what_to_read_confirms_it_and_sees_it_done(server: Serving) -> None:
    browser = server.signed_in("a.agent")
    before = browser.get("/reading").text
    assert "0 of 1 documents confirmed" in before
    assert 'href="/read/SVC-001"' in before
    assert "Overdue since 15 February 2026" in before
    answer = confirm(browser, RIGHT)
    assert (answer.status_code, answer.headers["location"]) == (303, "/reading?confirmed=SVC-001")
    after = browser.get(answer.headers["location"]).text
    assert "1 of 1 documents confirmed" in after
    assert "You confirmed revision 1 in English on 1 June 2026." in after
    assert "again by 1 June 2027" in after
    row = rows(server)[0]
    known = server.desk.library.known["SVC-001"]
    assert (row.document, row.language, row.content) == ("SVC-001", "en", known.versions["en"].content)
    assert "agent" not in row.person


def test_the_confirmation_names_the_language_that_was_read(server: Serving) -> None:
    browser = server.signed_in("a.agent")
    assert confirm(browser, RIGHT, "bg").status_code == 303
    row = rows(server)[0]
    assert (row.language, row.content) == ("bg", server.desk.library.known["SVC-001"].versions["bg"].content)
    assert "Потвърдихте редакция 1" in browser.get("/reading?language=bg").text


def test_no_page_tells_which_answer_is_right_before(server: Serving) -> None:
    page = server.signed_in("a.agent").get(PATH)
    assert "Why?" in page.text
    inputs = re.findall(r'<input type="radio" name="answer-first" value="(\w+)"([^>]*)>', page.text)
    assert {value for value, _ in inputs} == {"yes", "no"}
    assert {more for _, more in inputs} == {" required"}
    assert "right" not in page.text.lower()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"answer-second": "no"}, "1 answer is not right yet"),
        ({"answer-second": "no", "answer-first": "maybe"}, "2 answers are not right yet"),
        ({"understood": ""}, "Tick the statement"),
    ],
)
def test_who_answers_wrongly_is_sent_to_the_step_and_nothing_is_kept(
    server: Serving, change: Mapping[str, str], said: str
) -> None:
    browser = server.signed_in("a.agent")
    answer = confirm(browser, {**RIGHT, **change})
    assert answer.status_code == 422
    assert said in answer.text
    assert ('href="/agents/en/service/SVC-001.html#answer"' in answer.text) == ("answer-second" in change)
    assert rows(server) == []
    assert confirm(browser, RIGHT).status_code == 303


def test_answers_that_are_missing_are_wrong(server: Serving) -> None:
    assert confirm(server.signed_in("a.agent"), {"understood": "yes"}).status_code == 422
    assert rows(server) == []


def test_a_document_that_changed_meanwhile_is_read_again(server: Serving) -> None:
    browser = server.signed_in("a.agent")
    answer = confirm(browser, {**RIGHT, "content": "0" * 64})
    assert answer.status_code == 409
    assert "changed meanwhile" in answer.text
    assert rows(server) == []


def test_answers_cannot_be_found_by_trying(server: Serving) -> None:
    browser = server.signed_in("a.agent")
    server.desk.tries.most = 2
    codes = [confirm(browser, {**RIGHT, "answer-first": "no"}).status_code for _ in range(3)]
    assert codes == [422, 422, 429]
    server.clock.forward(hours=1)
    assert confirm(browser, RIGHT).status_code == 303


def test_to_send_the_form_twice_confirms_once(server: Serving) -> None:
    browser = server.signed_in("a.agent")
    page = browser.get(PATH)
    given = {"form_token": token_of(page), "content": hidden(page.text, "content"), **RIGHT}
    assert [browser.post(PATH, data=given).status_code for _ in range(2)] == [303, 303]
    assert len(rows(server)) == 1


def test_a_form_without_its_token_confirms_nothing(server: Serving) -> None:
    browser = server.signed_in("a.agent")
    content = hidden(browser.get(PATH).text, "content")
    assert browser.post(PATH, data={"content": content, **RIGHT}).status_code == 403
    assert rows(server) == []


def test_who_need_not_confirm_is_told_so_and_cannot(server: Serving) -> None:
    browser = server.signed_in("m.manager")
    page = browser.get(PATH)
    assert "You need not confirm this document." in page.text
    token = token_of(browser.get("/account"))
    assert browser.post(PATH, data={"form_token": token, **RIGHT}).status_code == 404


def test_a_document_that_one_may_not_read_looks_like_none(tmp_path: Path) -> None:
    for_leads = {"file": "policies/recording/policy.yml", "old": "visibility: [public]", "new": "visibility: [leads]"}
    with serving(tmp_path, edits=[for_leads]) as server:
        browser = server.signed_in("a.agent")
        answers = [
            browser.get(f"/{kind}/{number}") for kind in ("read", "feedback") for number in ("POL-001", "POL-999")
        ]
        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.text for answer in answers}) == 1


def test_a_material_change_asks_again_and_says_what_changed(tmp_path: Path) -> None:
    with serving(tmp_path / "old") as before, serving(tmp_path / "new", edits=[second("material")]) as after:
        browser = before.signed_in("a.agent")
        confirm(browser, {"understood": "yes"})
        before.desk.library = library_of(after.handbook, {})
        before.handbook = after.handbook
        again = before.signed_in("a.agent")
        assert "Changed since you confirmed it" in again.get("/reading").text
        page = again.get(PATH).text
        assert "What changed for you" in page
        assert "Revision 2, 20 May 2026: More" in page
        assert confirm(again, {"understood": "yes"}).status_code == 303
        assert [row.revision for row in rows(before)] == [1, 2]


def test_a_refresher_reopens_and_counts_as_another_cycle(server: Serving) -> None:
    confirm(server.signed_in("a.agent"), RIGHT)
    server.clock.forward(days=360)
    browser = server.signed_in("a.agent")
    assert "Time to refresh" in browser.get("/reading").text
    assert confirm(browser, RIGHT).status_code == 303
    assert [row.cycle for row in rows(server)] == [0, 1]


def test_a_calendar_holds_what_is_due(server: Serving) -> None:
    answer = server.signed_in("a.agent").get("/reading.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    lines = answer.text.split("\r\n")
    assert "DTSTART;VALUE=DATE:20260215" in lines
    assert "DTEND;VALUE=DATE:20260216" in lines
    assert "URL:http://127.0.0.1:8000/read/SVC-001" in lines
    assert all(len(line.encode()) <= 75 for line in lines)


def test_a_team_lead_sees_their_team_and_nobody_else(server: Serving) -> None:
    confirm(server.signed_in("a.agent"), RIGHT, "bg")
    lead = server.signed_in("l.lead")
    page = lead.get("/team").text
    assert "Ann Agent" in page
    assert "Kim Lead" not in page
    assert "1, bg" in page
    table = list(csv.reader(StringIO(lead.get("/team.csv").content.decode("utf-8-sig"))))
    assert table == [["Person", "SVC-001"], ["Ann Agent", "confirmed (1, bg)"]]
    sheet = load_workbook(BytesIO(lead.get("/team.xlsx").content)).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet] == table
    for other in ("a.agent", "m.manager"):
        browser = server.signed_in(other)
        assert "Ann Agent" not in browser.get("/team").text or other == "a.agent"
        assert other == "m.manager" or browser.get("/team").status_code == 404


def test_managers_see_sums_without_names(server: Serving) -> None:
    confirm(server.signed_in("a.agent"), RIGHT)
    page = server.signed_in("m.manager").get("/overview").text
    assert "1 of 1" in page
    assert "Ann Agent" not in page
    assert server.signed_in("a.agent").get("/overview").status_code == 404


def test_auditors_verify_and_export_others_do_not(server: Serving) -> None:
    confirm(server.signed_in("a.agent"), RIGHT)
    auditor = server.signed_in("m.manager")
    page = auditor.get("/audit").text
    assert "The chain of 1 confirmations holds." in page
    assert rows(server)[0].hash in page
    for form in ("csv", "jsonl", "xlsx"):
        assert auditor.get(f"/audit/confirmations.{form}").status_code == 200
    assert "a.agent" in auditor.get("/audit/confirmations.csv").text
    assert auditor.get("/audit/confirmations.exe").status_code == 404
    for other in ("a.agent", "l.lead"):
        browser = server.signed_in(other)
        assert browser.get("/audit").status_code == 404
        assert browser.get("/audit/confirmations.csv").status_code == 404
