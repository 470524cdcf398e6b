"""A trusted proxy tells who somebody is; from anybody else the same headers say nothing."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from sopwright.serve.run import bind
from sopwright.serve.tokens import form_token
from tests.serving import Serving, in_thread, serving

ADDRESS = "https://handbook.example"
AGENT = {"X-Remote-User": "a.agent"}


@contextmanager
def behind(folder: Path, **settings: Any) -> Iterator[Serving]:
    """A server behind a proxy at 10.0.0.7, or with other settings."""
    proxy = {"proxy": {"addresses": ("10.0.0.7",)}, "listen": "127.0.0.1:8000", **settings}
    database = f"sqlite:///{folder / 'records.db'}"
    with serving(folder, sign_in="proxy", address=ADDRESS, database=database, **proxy) as made:
        yield made


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with behind(tmp_path_factory.mktemp("proxy")) as made:
        yield made


def asked_from(made: Serving, peer: str) -> TestClient:
    """A client at an address."""
    return TestClient(made.app, ADDRESS, client=(peer, 5000), headers={"Accept": "text/html"}, follow_redirects=False)


def test_the_proxys_word_counts(proxied: Serving) -> None:
    proxy = asked_from(proxied, "10.0.0.7")
    assert proxy.get("/agents/en/", headers=AGENT).status_code == 200
    assert proxy.get("/leads/en/", headers=AGENT).status_code == 404
    assert "Ann Agent" in proxy.get("/account", headers=AGENT).text
    unknown = proxy.get("/agents/en/")
    assert (unknown.status_code, "We do not know who you are" in unknown.text) == (401, True)


@pytest.mark.parametrize("peer", ["10.0.0.8", "127.0.0.1", "::1", "10.0.0.70"])
def test_nobody_elses_word_counts(proxied: Serving, peer: str) -> None:
    client = asked_from(proxied, peer)
    for more in ({}, {"X-Forwarded-For": "10.0.0.7"}, {"Forwarded": "for=10.0.0.7"}, {"X-Real-IP": "10.0.0.7"}):
        assert client.get("/agents/en/", headers={**AGENT, **more}).status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        [("X-Remote-User", "a.agent"), ("X-Remote-User", "l.lead")],
        [("X-Remote-User", "a.agent, l.lead")],
        [("X-Remote-User", "")],
        [("X-Remote-User", "a agent")],
        [("X-Remote-User", "a.agent"), ("X-Remote-Groups", "a"), ("X-Remote-Groups", "b")],
    ],
)
def test_a_word_that_is_not_one_plain_name_does_not_count(proxied: Serving, headers: list[tuple[str, str]]) -> None:
    assert asked_from(proxied, "10.0.0.7").get("/agents/en/", headers=headers).status_code == 401


def test_forms_need_their_token_here_too(proxied: Serving) -> None:
    proxy = asked_from(proxied, "10.0.0.7")
    assert "/sign-out" not in proxy.get("/account", headers=AGENT).text  # that is the proxy's task
    assert proxy.post("/nothing", headers=AGENT, data={"form_token": "0" * 64}).status_code == 403
    token = form_token(proxy.cookies["__Host-browser"])
    assert proxy.post("/nothing", headers=AGENT, data={"form_token": token}).status_code == 404


def test_headers_say_nothing_where_people_sign_in_here(tmp_path: Path) -> None:
    with serving(tmp_path) as made:
        client = TestClient(made.app, made.settings.address, client=("127.0.0.1", 5000), follow_redirects=False)
        assert client.get("/agents/en/", headers=AGENT).status_code == 401


def test_groups_of_the_proxy_give_roles(tmp_path: Path) -> None:
    with behind(tmp_path, roles={"leads": ("team-lead",), "all": ()}) as made:
        proxy = asked_from(made, "10.0.0.7")
        lead = {"X-Remote-User": "new.person", "X-Remote-Groups": "all, leads"}
        assert proxy.get("/leads/en/", headers=lead).status_code == 200
        assert proxy.get("/leads/en/", headers={**lead, "X-Remote-Groups": "all"}).status_code == 403
        assert proxy.get("/agents/en/", headers=AGENT).status_code == 403  # the register does not decide here


def test_by_a_unix_socket_the_proxy_needs_no_address(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with behind(tmp_path, proxy={}, listen=f"unix:{path}") as made, bind(made.settings.listen) as listening:
        assert stat.S_IMODE(path.stat().st_mode) == 0o660
        transport = httpx2.HTTPTransport(uds=str(path))
        client = httpx2.Client(transport=transport, base_url=ADDRESS.replace("https", "http"))
        with in_thread(made.app, listening), client:
            assert client.get("/agents/en/", headers=AGENT).status_code == 200
            assert client.get("/agents/en/").status_code == 401


def test_a_socket_that_is_left_over_is_replaced_and_one_in_use_is_not(tmp_path: Path) -> None:
    listen = f"unix:{tmp_path / 's'}"
    bind(listen).close()
    with bind(listen), pytest.raises(OSError, match="in use"):
        bind(listen)
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    with pytest.raises(OSError, match="in use"):
        bind(f"unix:{tmp_path / 'file'}")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"
