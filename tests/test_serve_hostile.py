"""What hostile clients send to the socket of a real server: paths, hosts, heads, bodies, and all of it slowly."""

import os
import re
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from sopwright.serve import run
from sopwright.serve.layers import forms
from sopwright.serve.person import Identity
from sopwright.serve.tokens import form_token
from tests.leaks import Search, word
from tests.serving import PAGE, Serving, build, in_thread, serving

SECRET = word()
HOST = "127.0.0.1:8000"


@dataclass
class Wire:
    """The server's socket, and the cookie of an agent."""

    port: int
    session: str
    made: Serving

    def send(self, data: bytes, patience: float = 10) -> bytes:
        """Send bytes; all that comes back until the server closes, or says no more for a moment."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.sendall(data)
            return received(connection, patience)

    def ask(self, target: bytes, *headers: bytes, method: bytes = b"GET", body: bytes = b"") -> bytes:
        """One request of the agent, written by hand."""
        head = [method + b" " + target + b" HTTP/1.1", b"Host: " + HOST.encode(), b"Connection: close"]
        head += [b"Cookie: session=" + self.session.encode(), *headers]
        return self.send(b"\r\n".join(head) + b"\r\n\r\n" + body)


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wire]:
    with serving(tmp_path_factory.mktemp("hostile")) as made, run.bind("127.0.0.1:0") as listening:
        build(
            made.root,
            {
                f"site/leads/en/{SECRET}.html": SECRET.encode(),
                "site/leads/en/index.html": SECRET.encode(),
                f"site/leads/{SECRET}/index.html": SECRET.encode(),
                f"books/leads/en/{SECRET}.pdf": SECRET.encode(),
            },
        )
        (made.root / "build" / "secret.txt").write_text(SECRET, encoding="utf-8")
        session = made.service.sessions.begin(Identity("a.agent"))
        with in_thread(made.app, listening):
            yield Wire(listening.getsockname()[1], session, made)


def received(connection: socket.socket, patience: float) -> bytes:
    """All that comes until the server closes the connection, resets it, or is silent for some seconds."""
    data = b""
    connection.settimeout(patience)
    while True:
        try:
            more = connection.recv(65536)
        except (TimeoutError, ConnectionResetError):
            return data
        if not more:
            return data
        data += more


def statuses(answer: bytes) -> list[int]:
    """The statuses of all answers in some bytes."""
    return [int(found) for found in re.findall(rb"^HTTP/1\.1 (\d{3})", answer, re.MULTILINE)]


def test_the_wire_reaches_what_is_allowed(wire: Wire) -> None:
    answer = wire.ask(b"/agents/en/index.html")
    assert statuses(answer) == [200]
    assert answer.endswith(PAGE)


PATHS = [
    b"/agents/../leads/en/index.html", b"/agents/en/../../leads/en/index.html", b"/agents/%2e%2e/leads/en/index.html",
    b"/agents/..%2fleads/en/index.html", b"/agents%2f..%2fleads%2fen%2findex.html",
    b"/agents/%252e%252e/leads/en/index.html",
    b"/agents/..\\leads\\en\\index.html", b"/agents/..%5cleads%5cen%5cindex.html", b"//leads/en/index.html",
    b"/leads/en/index.html%00.css", b"/agents/en/index.html%00", b"/leads/en/index.html%20", b"/leads/en/index.html.",
    b"/leads./en/index.html", b"/LEADS/en/index.html", b"/Leads/en/", b"/leads;x=1/en/index.html",
    b"/./leads/en/index.html",
    b"/%c0%ae%c0%ae/secret.txt", b"/agents/%c0%ae%c0%ae/leads/en/index.html", b"/agents/en/%e0%80%ae%e0%80%ae/x",
    b"/agents/en/%ff%fe", b"/leads%c0%afen%c0%afindex.html", b"/agents/..;/leads/en/index.html", b"/secret.txt",
    b"/../secret.txt", b"/agents/../../secret.txt", b"/site/leads/en/index.html", b"/agents/en//index.html",
    b"/agents/%EF%BC%8E%EF%BC%8E/leads/en/index.html", b"/agents/en/index.html/../../../leads/en/index.html",
    b"http://127.0.0.1:8000/leads/en/index.html", b"http://evil.example/leads/en/index.html",
    b"*", b"leads/en/index.html",
    b"/leads/en/index.html?x=/agents/en/index.html", b"/agents?/../leads/en/index.html", b"/leads/en/#/agents/en/",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_out_of_the_own_tree(wire: Wire, path: bytes) -> None:
    answer = wire.ask(path)
    assert statuses(answer) in ([404], [400])
    assert SECRET.encode() not in answer


@pytest.mark.parametrize(
    "hosts",
    [[], [b"Host: evil.example"], [b"Host: 127.0.0.1:8000", b"Host: evil.example"],
     [b"Host: 127.0.0.1:8000@evil.example"],
     [b"Host: 127.0.0.1"], [b"Host:"], [b"Host: 127.0.0.1:8000, evil.example"]],
)  # fmt: skip
def test_the_host_must_be_the_servers(wire: Wire, hosts: list[bytes]) -> None:
    answer = wire.send(b"\r\n".join([b"GET /sign-in HTTP/1.1", *hosts, b"Connection: close", b"", b""]))
    assert statuses(answer) in ([400], [421])
    assert b"evil" not in answer


def test_no_other_header_gives_the_server_another_name(wire: Wire) -> None:
    for header in (b"X-Forwarded-Host: evil.example", b"Forwarded: host=evil.example", b"X-Forwarded-For: 10.0.0.1"):
        assert statuses(wire.ask(b"/account", header)) == [403]  # the development sign-in behind a proxy
    for header in (b"X-Host: evil.example", b"X-Original-URL: /leads/en/index.html", b"X-Rewrite-URL: /leads/en/"):
        answer = wire.ask(b"/account", header)
        assert statuses(answer) == [200]
        assert b"evil" not in answer


SMUGGLED = b"GET /agents/en/index.html HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nX: x\r\n\r\n"
HEAD = b"POST /sign-out HTTP/1.1\r\nHost: 127.0.0.1:8000\r\n"
SHAPES = {
    "length and chunks": HEAD + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "two lengths": HEAD + b"Content-Length: 0\r\nContent-Length: 71\r\n\r\n" + SMUGGLED,
    "lengths in a list": HEAD + b"Content-Length: 0, 71\r\n\r\n" + SMUGGLED,
    "a signed length": HEAD + b"Content-Length: +0\r\n\r\n" + SMUGGLED,
    "a length with a space": HEAD + b"Content-Length: 0 71\r\n\r\n" + SMUGGLED,
    "strange chunks": HEAD + b"Transfer-Encoding: xchunked\r\n\r\n" + SMUGGLED,
    "chunks twice": HEAD + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a space before the colon": HEAD + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a folded line": HEAD + b"X: x\r\n Transfer-Encoding: chunked\r\nContent-Length: zero\r\n\r\n" + SMUGGLED,
    "a chunk that lies": HEAD + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n" + SMUGGLED,
    "a chunk with 0x": HEAD + b"Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n" + SMUGGLED,
    "a NUL in a header": HEAD + b"X: \0\r\n\r\n" + SMUGGLED,
    "a lone CR": HEAD + b"X: x\rContent-Length: 71\r\nContent-Length: 0\r\n\r\n" + SMUGGLED,
    "no version": b"GET /agents/en/index.html\r\n" + SMUGGLED,
    "another protocol": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + SMUGGLED,
}


@pytest.mark.parametrize("data", SHAPES.values(), ids=SHAPES)
def test_what_is_not_exactly_one_request_is_refused_and_nothing_after_it_is_read(wire: Wire, data: bytes) -> None:
    found = statuses(wire.send(data, patience=0.5))
    assert len(found) <= 1
    assert set(found) <= {400, 403, 408, 505}


def test_too_large_a_head_is_refused(wire: Wire) -> None:
    for header in (b"X: " + b"x" * 70_000, b"\r\n".join(b"X%d: x" % number for number in range(9000))):
        assert set(statuses(wire.ask(b"/account", header))) <= {400, 431}


def test_too_large_a_form_is_refused(wire: Wire) -> None:
    token = form_token(wire.session).encode()
    kind = b"Content-Type: application/x-www-form-urlencoded"
    for size, status in ((forms.LARGEST, 404), (forms.LARGEST + 1, 413)):
        body = (b"form_token=" + token + b"&text=").ljust(size, b"x")
        length = b"Content-Length: %d" % size
        assert statuses(wire.ask(b"/nothing", kind, length, method=b"POST", body=body)) == [status]
    chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    answer = wire.ask(b"/nothing", kind, b"Transfer-Encoding: chunked", method=b"POST", body=chunk * 3 + b"0\r\n\r\n")
    assert statuses(answer) == [413]


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        (b"application/json", b"{}", 415),
        (b"multipart/form-data; boundary=x", b"--x--", 415),
        (b"text/plain", b"form_token=x", 415),
        (b"application/x-www-form-urlencoded", b"\xff\xfe=1", 400),
        (b"application/x-www-form-urlencoded", b"a=%ff", 400),
        (b"application/x-www-form-urlencoded", b"&".join([b"a=1"] * 300), 400),
        (b"application/x-www-form-urlencoded", b"no field", 400),
        (b"application/x-www-form-urlencoded", b"", 403),
    ],
)
def test_forms_of_other_kinds_are_refused(wire: Wire, kind: bytes, body: bytes, status: int) -> None:
    headers = b"Content-Type: " + kind, b"Content-Length: %d" % len(body)
    assert statuses(wire.ask(b"/sign-out", *headers, method=b"POST", body=body)) == [status]


@pytest.mark.parametrize("method", [b"PUT", b"DELETE", b"PATCH", b"TRACE", b"CONNECT", b"OPTIONS", b"get", b"PROPFIND"])
def test_other_methods_are_refused(wire: Wire, method: bytes) -> None:
    answer = wire.ask(b"/agents/en/index.html", b"Content-Length: 0", method=method)
    assert statuses(answer) == [405]
    assert PAGE not in answer


def test_who_sends_a_head_too_slowly_is_cut_off(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "HEAD_SECONDS", 0.3)
    for sent in (b"", b"GET /account HTTP/1.1\r\nHost: "):
        with socket.create_connection(("127.0.0.1", wire.port), timeout=10) as connection:
            connection.sendall(sent)
            try:
                assert connection.recv(1) == b""
            except ConnectionResetError:
                continue  # cut off as well; the socket's own time-out would be another exception
    assert statuses(wire.ask(b"/account")) == [200]


def test_who_sends_a_form_too_slowly_is_cut_off(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "SLOWEST", 0.3)
    with socket.create_connection(("127.0.0.1", wire.port), timeout=10) as connection:
        connection.sendall(HEAD + b"Content-Length: 50\r\n\r\nform_to")
        assert statuses(b"".join(iter(lambda: connection.recv(65536), b""))) == [408]


def test_who_reads_a_book_too_slowly_is_cut_off(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    size = 64 * 1024 * 1024
    with (wire.made.root / "build/site/agents/en/large.pdf").open("wb") as large:
        large.truncate(size)
    wire.made.service.build.read()
    monkeypatch.setattr("sopwright.serve.gate.send.SLOWEST", 0.3)
    with socket.create_connection(("127.0.0.1", wire.port), timeout=10) as connection:
        head = f"GET /agents/en/large.pdf HTTP/1.1\r\nHost: {HOST}\r\nCookie: session={wire.session}\r\n\r\n"
        connection.sendall(head.encode())
        time.sleep(1)
        assert 0 < len(received(connection, 5)) < size


def test_refusals_hold_no_word_of_what_they_refuse(wire: Wire) -> None:
    search = Search([SECRET])
    lead = wire.made.service.sessions.begin(Identity("l.lead"))
    secret = f"/leads/en/{SECRET}.html", f"/leads/{SECRET}/index.html", f"/books/leads/en/{SECRET}.pdf"
    for path in (*secret, "/leads/en/"):
        assert not search.data(wire.ask(path.encode()))
        cookie = f"Cookie: session={lead}".encode()
        head = b"GET " + path.encode() + b" HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nConnection: close\r\n"
        assert search.data(wire.send(head + cookie + b"\r\n\r\n"))  # the search is not blind
        stranger = wire.send(head + b"Accept: text/html\r\n\r\n").replace(path.encode(), b"")
        assert not search.data(stranger)


def test_nothing_is_opened_for_what_is_denied(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    real = os.open

    def noted(path: str, flags: int) -> int:
        opened.append(str(path))
        return real(path, flags)

    agent = wire.made.signed_in("a.agent")
    monkeypatch.setattr("sopwright.serve.gate.build.os.open", noted)
    for path in ("/leads/en/index.html", "/leads/en/nothing.html", "/agents/en/nothing.html"):
        assert agent.get(path).status_code == 404
    assert not [path for path in opened if "/build/site/" in path]
    assert agent.get("/agents/en/index.html").status_code == 200
    assert [path for path in opened if "/build/site/" in path]
