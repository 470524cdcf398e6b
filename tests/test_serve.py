"""`sopwright serve`: the sites on this machine, with the headers and pages that belong to them."""

import threading
from collections.abc import Iterator
from functools import partial
from http.client import HTTPConnection, HTTPResponse
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from sopwright.commands.serve import HEADERS, HOST, SiteHandler


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    site = tmp_path / "site"
    (site / "agents" / "en").mkdir(parents=True)
    (site / "agents" / "404.html").write_text("<h1>not here</h1>", encoding="utf-8")
    (site / "agents" / "en" / "index.html").write_text("<h1>start</h1>", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    server = ThreadingHTTPServer((HOST, 0), partial(SiteHandler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def _get(port: int, path: str, method: str = "GET") -> tuple[HTTPResponse, str]:
    connection = HTTPConnection(HOST, port, timeout=10)
    connection.request(method, path)
    response = connection.getresponse()
    body = response.read().decode()
    connection.close()
    return response, body


def test_the_root_lists_the_audiences(port: int) -> None:
    response, body = _get(port, "/")
    assert response.status == 200
    assert '<a href="agents/">agents</a>' in body


@pytest.mark.parametrize("path", ["/", "/agents/en/index.html", "/agents/none.html", "/none"])
def test_every_answer_carries_the_headers(port: int, path: str) -> None:
    response, _ = _get(port, path)
    assert {name: response.getheader(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("path", ["/", "/agents/en/index.html", "/agents/none.html", "/none"])
def test_a_head_is_answered_as_the_page_would_be_without_its_words(port: int, path: str) -> None:
    page, _ = _get(port, path)
    head, body = _get(port, path, "HEAD")
    names = ("Content-Type", "Content-Length", *HEADERS)
    assert (head.status, body) == (page.status, "")
    assert [head.getheader(name) for name in names] == [page.getheader(name) for name in names]


@pytest.mark.parametrize("path", ["/agents/none.html", "/agents/en/", "/agents/xx/index.html", "/agents/pictures"])
def test_what_does_not_exist_gets_the_audiences_own_page(port: int, path: str) -> None:
    response, body = _get(port, path)
    expected = (200, "<h1>start</h1>") if path == "/agents/en/" else (404, "<h1>not here</h1>")
    assert (response.status, body) == expected


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/%2e%2e/secret.txt", "/agents/../../secret.txt", "/..%2fsecret.txt"]
)
def test_nothing_outside_the_sites_is_served(port: int, path: str) -> None:
    response, body = _get(port, path)
    assert response.status == 404
    assert "secret" not in body.replace(path, "")
