"""Sessions and forms: who is signed in, until when, and that nobody else can act for them."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from sopwright.records.sessions import SESSIONS
from tests.serving import Serving, send, serving, sign_in, token_of


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with serving(tmp_path_factory.mktemp("server")) as running:
        yield running


def test_a_stranger_is_led_to_the_sign_in_and_back(server: Serving) -> None:
    browser = server.browser()
    away = browser.get("/account")
    assert (away.status_code, away.headers["location"]) == (303, "/sign-in?then=/account")
    back = send(browser, away.headers["location"], "/sign-in", person="a.agent", then="/account")
    assert (back.status_code, back.headers["location"]) == (303, "/account")
    page = browser.get("/account").text
    assert "Ann Agent" in page
    assert "Agents" in page


def test_the_cookie_is_for_this_server_only(server: Serving) -> None:
    cookie = sign_in(server.browser(), "a.agent").headers["set-cookie"]
    assert cookie.startswith("session=")
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_a_sign_in_changes_the_secret_and_ends_the_session_before(server: Serving) -> None:
    browser = server.browser()
    sign_in(browser, "a.agent")
    old = browser.cookies["session"]
    sign_in(browser, "l.lead")
    assert browser.cookies["session"] != old
    thief = server.browser()
    thief.cookies["session"] = old
    assert thief.get("/account").status_code == 303


def test_a_secret_chosen_by_somebody_else_is_never_a_session(server: Serving) -> None:
    browser = server.browser()
    browser.cookies.set("session", "planted", domain="127.0.0.1")
    assert browser.get("/account").status_code == 303
    sign_in(browser, "a.agent")
    assert browser.cookies["session"] != "planted"


def test_a_session_ends_with_the_shift(server: Serving) -> None:
    browser = server.signed_in("a.agent")
    server.clock.forward(hours=11, minutes=59)
    assert browser.get("/account").status_code == 200
    server.clock.forward(minutes=1)
    assert browser.get("/account").status_code == 303


def test_signing_out_ends_the_session_on_the_server(server: Serving) -> None:
    browser = server.signed_in("a.agent")
    secret = browser.cookies["session"]
    assert send(browser, "/account", "/sign-out").headers["location"] == "/signed-out"
    assert "session" not in browser.cookies
    browser.cookies["session"] = secret
    assert browser.get("/account").status_code == 303


def test_signing_out_everywhere_ends_all_sessions_of_one_person(server: Serving) -> None:
    one, two, other = server.browser(), server.browser(), server.browser()
    for browser, person in ((one, "a.agent"), (two, "a.agent"), (other, "l.lead")):
        sign_in(browser, person)
    send(one, "/account", "/sign-out-everywhere")
    assert [browser.get("/account").status_code for browser in (one, two, other)] == [303, 303, 200]


def test_the_database_holds_no_secret(server: Serving) -> None:
    browser = server.signed_in("a.agent")
    with server.engine.connect() as connection:
        rows = connection.execute(select(SESSIONS)).all()
    assert rows
    assert browser.cookies["session"] not in str(rows)


@pytest.mark.parametrize("path", ["/sign-out", "/sign-out-everywhere", "/sign-in", "/nothing"])
def test_no_form_is_taken_without_its_token(server: Serving, path: str) -> None:
    browser, other = server.signed_in("a.agent"), server.signed_in("a.agent")
    strange = token_of(other.get("/account"))
    for fields in ({}, {"form_token": ""}, {"form_token": "0" * 64}, {"form_token": strange}):
        assert browser.post(path, data=fields).status_code == 403
    assert browser.get("/account").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:8001"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_no_form_is_taken_from_another_site(server: Serving, headers: dict[str, str]) -> None:
    browser = server.signed_in("a.agent")
    token = token_of(browser.get("/account"))
    assert browser.post("/sign-out", data={"form_token": token}, headers=headers).status_code == 403
    assert browser.get("/account").status_code == 200
    assert browser.post("/sign-out", data={"form_token": token}).status_code == 303


def test_the_language_is_the_browsers_the_registers_or_the_chosen_one(server: Serving) -> None:
    browser = server.browser()
    assert 'lang="bg"' in browser.get("/sign-in", headers={"Accept-Language": "de, bg-BG;q=0.8, en;q=0.1"}).text
    sign_in(browser, "l.lead")
    assert "Your account" in browser.get("/account", headers={"Accept-Language": "bg"}).text  # the register says en, bg
    assert "Вашият профил" in browser.get("/account?language=bg").text
    assert "Вашият профил" in browser.get("/account").text


@pytest.mark.parametrize(
    "place", ["//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nb", "", "x", "/" * 600]
)
def test_after_signing_in_nobody_is_led_elsewhere(server: Serving, place: str) -> None:
    assert sign_in(server.browser(), "a.agent", then=place).headers["location"] == "/"
