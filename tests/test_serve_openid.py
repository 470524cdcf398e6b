"""Signing in by OpenID Connect: with a provider of other people's making, and with one that lies."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from httpx2 import Response
from joserfc.jwk import ECKey
from starlette.testclient import TestClient

from tests.openid import CLIENT, SECRET, Provider, running, symmetric
from tests.serving import START, Serving, serving

ADDRESS = "https://handbook.example"


@contextmanager
def company(folder: Path, issuer: str, **more: Any) -> Iterator[Serving]:
    """A server whose people sign in at a provider."""
    openid = {"issuer": issuer, "client_id": CLIENT, "client_secret": SECRET, **more.pop("openid", {})}
    database = f"sqlite:///{folder / 'records.db'}"
    with serving(folder, sign_in="openid", address=ADDRESS, openid=openid, database=database, **more) as server:
        yield server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, listening: Provider) -> Iterator[Serving]:
    with company(tmp_path_factory.mktemp("openid"), listening.address) as made:
        yield made


@pytest.fixture(scope="module")
def listening() -> Iterator[Provider]:
    with running(Provider(START.timestamp())) as started:
        yield started


@pytest.fixture
def provider(listening: Provider) -> Iterator[Provider]:
    """The provider, honest again after each test."""
    honest = dict(vars(Provider(START.timestamp(), listening.address, key=listening.key)))
    yield listening
    vars(listening).update(honest)


def there(browser: TestClient, start: str = "/sign-in") -> str:
    """Go to the provider and sign in there; the address that it sends the browser back to."""
    away = browser.get(start)
    assert away.status_code == 303
    back = httpx2.get(away.headers["location"])
    assert back.is_redirect, back.text
    return str(back.headers["location"])


def come_back(browser: TestClient, address: str) -> Response:
    assert address.startswith(ADDRESS)
    return browser.get(address.removeprefix(ADDRESS))


def signs_in(server: Serving) -> bool:
    """Whether a new browser gets in."""
    browser = server.browser()
    answer = come_back(browser, there(browser))
    inside = browser.get("/account").status_code == 200
    assert inside == (answer.status_code == 303)
    return inside


def test_somebody_signs_in_and_reads(server: Serving, provider: Provider) -> None:
    del provider
    browser = server.browser()
    answer = come_back(browser, there(browser, "/sign-in?then=/agents/en/"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/agents/en/")
    cookie = next(each for each in answer.headers.get_list("set-cookie") if "session" in each)
    assert cookie.startswith("__Host-session=")
    assert {"Secure", "HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert answer.headers["strict-transport-security"]
    assert browser.get("/agents/en/").status_code == 200
    assert browser.get("/leads/en/").status_code == 404


LIES: dict[str, dict[str, Any]] = {
    "another nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "for another server": {"aud": "another"},
    "for several, by nobody": {"aud": [CLIENT, "another"]},
    "for several, by another": {"aud": [CLIENT, "another"], "azp": "another"},
    "of another provider": {"iss": "https://another.example"},
    "expired": {"exp": int(START.timestamp()) - 31},
    "without an end": {"exp": None},
    "from the future": {"iat": int(START.timestamp()) + 3600},
    "not valid yet": {"nbf": int(START.timestamp()) + 3600},
    "of nobody": {"sub": None},
    "without a name": {"preferred_username": None},
    "with a strange name": {"preferred_username": "a.agent\n"},
    "with many names": {"preferred_username": ["a.agent"]},
    "for another access token": {"at_hash": "AAAA"},
}


@pytest.mark.parametrize("claims", LIES.values(), ids=LIES)
def test_a_token_that_is_not_ours_lets_nobody_in(server: Serving, provider: Provider, claims: dict[str, Any]) -> None:
    provider.claims = claims
    assert not signs_in(server)
    provider.claims = {}
    assert signs_in(server)


def test_a_token_signed_by_somebody_else_lets_nobody_in(server: Serving, provider: Provider) -> None:
    honest = provider.key
    provider.published = [honest]
    provider.key = type(honest).generate_key(2048, {"kid": honest.kid, "use": "sig"})
    assert not signs_in(server)


def test_a_token_signed_with_what_the_client_knows_lets_nobody_in(server: Serving, provider: Provider) -> None:
    provider.published, provider.key, provider.algorithm = [provider.key], symmetric(SECRET * 2), "HS256"
    assert not signs_in(server)


def test_a_token_without_a_signature_lets_nobody_in(
    server: Serving, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsigned(nonce: str) -> str:
        token = Provider.id_token(provider, nonce).split(".")
        return f"eyJhbGciOiJub25lIn0.{token[1]}."

    monkeypatch.setattr(provider, "id_token", unsigned)
    assert not signs_in(server)


def test_the_providers_new_key_is_learned_and_not_asked_for_at_every_lie(tmp_path: Path, provider: Provider) -> None:
    with company(tmp_path, provider.address) as server:
        assert signs_in(server)
        server.clock.forward(minutes=1)
        provider.now += 60
        provider.new_key("second")
        assert signs_in(server)
        asked = provider.asked_for_keys
        provider.published, provider.key = [provider.key], ECKey.generate_key("P-256", {"kid": "third"})
        assert not any(signs_in(server) for _ in range(3))
        assert provider.asked_for_keys == asked


def test_an_answer_counts_once_and_in_its_own_browser_only(server: Serving, provider: Provider) -> None:
    del provider
    browser, thief = server.browser(), server.browser()
    thief.get("/sign-in")
    address = there(browser)
    assert come_back(thief, address).status_code == 403
    assert come_back(browser, address).status_code == 403  # the thief has used it up
    address = there(browser)
    assert come_back(browser, address).status_code == 303
    assert come_back(browser, address).status_code == 403


@pytest.mark.parametrize(
    "change", [{"state": "x"}, {"state": None}, {"code": None}, {"code": "x"}, {"iss": "https://x"}]
)
def test_an_answer_that_was_changed_lets_nobody_in(
    server: Serving, provider: Provider, change: dict[str, str | None]
) -> None:
    del provider
    browser = server.browser()
    fields = {name: values[0] for name, values in parse_qs(urlsplit(there(browser)).query).items()} | change
    answer = browser.get("/sign-in/answer", params={name: value for name, value in fields.items() if value is not None})
    assert answer.status_code == 403
    assert browser.get("/account").status_code == 303


def test_an_answer_that_comes_too_late_lets_nobody_in(server: Serving, provider: Provider) -> None:
    del provider
    browser = server.browser()
    address = there(browser)
    server.clock.forward(minutes=10)
    assert come_back(browser, address).status_code == 403
    server.clock.moment = START


@pytest.mark.parametrize(
    "metadata",
    [{"issuer": "https://another.example"}, {"token_endpoint": "http://another.example/token"}, {"jwks_uri": None}],
)
def test_a_provider_that_contradicts_itself_is_not_used(
    tmp_path: Path, provider: Provider, metadata: dict[str, Any]
) -> None:
    provider.metadata = metadata
    with company(tmp_path, provider.address) as server:
        assert server.browser().get("/sign-in").status_code == 502


def test_groups_give_the_roles_that_the_settings_say(tmp_path: Path, provider: Provider) -> None:
    provider.user = {"preferred_username": "somebody.new", "name": "Somebody New", "groups": ["leads", "unknown", 7]}
    with company(tmp_path, provider.address, roles={"leads": ("team-lead",)}) as server:
        browser = server.browser()
        come_back(browser, there(browser))
        assert "Somebody New" in browser.get("/account").text
        assert browser.get("/leads/en/").status_code == 200
        provider.user = {"preferred_username": "l.lead", "groups": []}
        come_back(browser, there(browser))
        assert browser.get("/leads/en/").status_code == 403


def test_an_address_counts_only_when_it_is_verified(tmp_path: Path, provider: Provider) -> None:
    with company(tmp_path, provider.address, openid={"person": "email"}) as server:
        provider.user = {"email": "L@EXAMPLE.test"}
        assert not signs_in(server)
        provider.user |= {"email_verified": "true"}
        assert not signs_in(server)
        provider.user |= {"email_verified": True}
        browser = server.browser()
        come_back(browser, there(browser))
        assert "Lee Lead" in browser.get("/account").text


def test_who_has_left_does_not_get_in(tmp_path: Path, provider: Provider) -> None:
    left = {"file": "registers/people.yml", "old": "name: Ann Agent,", "new": "name: Ann Agent, left: 2026-05-31,"}
    with company(tmp_path, provider.address, edits=[left]) as server:
        assert not signs_in(server)


def test_signing_out_shows_the_way_out_of_the_company_account(server: Serving, provider: Provider) -> None:
    browser = server.browser()
    come_back(browser, there(browser))
    assert f"{provider.address}/end?client_id={CLIENT}" in browser.get("/signed-out").text


@pytest.fixture(scope="module")
def foreign() -> Iterator[str]:
    """A provider of other people's making, in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    user = '{"sub": "1", "preferred_username": "l.lead"}'
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--user-claims", user]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        while process.poll() is None:
            try:
                httpx2.get(address)
                break
            except httpx2.HTTPError:
                time.sleep(0.1)
        yield address
        process.terminate()


def test_somebody_signs_in_at_a_provider_of_other_peoples_making(tmp_path: Path, foreign: str) -> None:
    with company(tmp_path, foreign) as server:
        server.clock.moment = datetime.now(UTC)
        browser = server.browser()
        away = browser.get("/sign-in").headers["location"]
        form = httpx2.get(away).text
        assert re.search(r'name="?sub', form), form
        back = httpx2.post(away, data={"sub": "1"})
        assert come_back(browser, back.headers["location"]).status_code == 303
        assert "Lee Lead" in browser.get("/account").text
