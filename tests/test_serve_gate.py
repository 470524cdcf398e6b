"""The gate: files of one's own tree, sent as HTTP has it, and one answer to everything else."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from sopwright.serve.gate.conditions import accepted_encoding, wanted_part
from sopwright.serve.gate.kinds import KEPT, may_be_kept
from sopwright.serve.layers.headers import HEADERS
from tests.serving import PAGE, Serving, build, serving

BOOK = bytes(range(256)) * 2000
WIRE = st.characters(max_codepoint=255)
"""What may stand in a header: bytes."""
FILES = {
    "site/agents/en/assets/app.0123abcd.min.js": b"1;" * 50,
    "site/agents/en/assets/app.0123abcd.min.js.gz": gzip.compress(b"1;" * 50),
    "site/agents/en/assets/app.0123abcd.min.js.br": b"as if it were brotli",
    "site/agents/en/assets/style.css": b"body{}",
    "site/agents/en/pictures/7d0938f65b3cdc223689.png": b"\x89PNG",
    "site/agents/en/search/index.json": b"{}",
    "site/agents/.hidden": b"hidden",
    "site/leads/en/secret.html": b"secret",
    "books/agents/en/service.pdf": BOOK,
    "books/leads/en/service.pdf": b"secret book",
    "register/agents/en/register.csv": b"number\r\n",
    "register/leads/en/register.csv": b"secret\r\n",
    "development.db": b"records",
    "site/stray.html": b"of no audience",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with serving(tmp_path_factory.mktemp("server")) as running:
        build(running.root, FILES)
        (running.root / "build/site/agents/en/link.html").symlink_to(running.root / "registers" / "people.yml")
        yield running


def test_readers_get_their_own_tree_and_what_stands_beside_it(server: Serving) -> None:
    agent = server.signed_in("a.agent")
    assert agent.get("/").headers["location"] == "/agents/en/index.html"
    page = agent.get("/agents/en/index.html")
    assert (page.content, page.headers["content-type"]) == (PAGE, "text/html; charset=utf-8")
    assert agent.get("/agents/en/").content == PAGE
    assert agent.get("/books/agents/en/service.pdf").content == BOOK
    assert agent.get("/register/agents/en/register.csv").headers["content-type"] == "text/csv; charset=utf-8"
    assert agent.head("/agents/en/index.html").headers["content-length"] == str(len(PAGE))


NOT_THEIRS = [
    "/leads/en/index.html", "/leads/en/secret.html", "/leads/", "/books/leads/en/service.pdf",
    "/register/leads/en/register.csv", "/public/en/index.html", "/agents/en/link.html", "/agents/.hidden",
    "/stray.html", "/site/agents/en/index.html", "/development.db", "/build/site/agents/en/index.html",
    "/agents/en/assets/app.0123abcd.min.js.gz", "/agents/en", "/agents/en/index.html/", "/assets/style.css",
]  # fmt: skip


@pytest.mark.parametrize("path", NOT_THEIRS)
def test_denied_and_missing_are_the_same_to_the_byte(server: Serving, path: str) -> None:
    agent = server.signed_in("a.agent")
    agent.get("/account")  # from here on the browser has all cookies
    refused, missing = agent.get(path), agent.get("/agents/en/there-is-no-such-page.html")
    assert refused.status_code == 404
    assert (refused.content, refused.headers) == (missing.content, missing.headers)
    assert agent.post(path, data={}).status_code == 403
    assert "secret" not in refused.text


@pytest.mark.parametrize("path", [*NOT_THEIRS, "/agents/en/index.html"])
def test_strangers_are_sent_to_the_sign_in_whatever_they_ask_for(server: Serving, path: str) -> None:
    answer = server.browser().get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in?then={path}")
    assert server.browser().get(path, headers={"Accept": "*/*"}).status_code == 401


def test_visitors_read_the_public_tree_only_where_they_are_welcome(tmp_path: Path) -> None:
    with serving(tmp_path, visitors=True) as server:
        visitor = server.browser()
        assert visitor.get("/").headers["location"] == "/public/en/index.html"
        assert visitor.get("/public/en/index.html").content == PAGE
        assert visitor.get("/agents/en/index.html").headers["location"].startswith("/sign-in?")
        assert server.signed_in("a.agent").get("/public/en/index.html").status_code == 404


def test_every_answer_carries_the_strict_headers(server: Serving) -> None:
    agent = server.signed_in("a.agent")
    for path in ("/agents/en/index.html", "/account", "/nothing", "/", "/healthz", "/sign-in"):
        for name, value in HEADERS.items():
            found = agent.get(path).headers[name]
            assert found == value or (name == "Content-Security-Policy" and "form-action 'self'" in found)
    assert agent.get("/agents/en/index.html", headers={"Host": "evil.example"}).headers["X-Frame-Options"] == "DENY"


PLAIN = {"accept-encoding": "identity"}
"""The siblings here only look like compressed files."""


def test_only_the_looks_files_with_a_changing_name_are_kept(server: Serving) -> None:
    agent = server.signed_in("a.agent")
    assert agent.get("/agents/en/assets/app.0123abcd.min.js", headers=PLAIN).headers["cache-control"] == KEPT
    for path in ("assets/style.css", "pictures/7d0938f65b3cdc223689.png", "index.html", "search/index.json"):
        assert agent.get(f"/agents/en/{path}").headers["cache-control"] == "private, no-store"
    assert not may_be_kept("/agents/en/assets/deadbeef.html/x.js")


def test_what_has_not_changed_is_not_sent_again(server: Serving) -> None:
    agent = server.signed_in("a.agent")
    tag = agent.get("/agents/en/index.html").headers["etag"]
    for sent in (tag, f'"x", W/{tag}', "*"):
        again = agent.get("/agents/en/index.html", headers={"If-None-Match": sent})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert agent.get("/agents/en/index.html", headers={"If-None-Match": '"x"'}).status_code == 200
    assert agent.get("/leads/en/index.html", headers={"If-None-Match": "*"}).status_code == 404


@pytest.mark.parametrize(
    ("wanted", "status", "first", "last"),
    [
        ("bytes=0-99", 206, 0, 99), ("bytes=500000-", 206, 500_000, 511_999), ("bytes=-5", 206, 511_995, 511_999),
        ("bytes=511999-999999999", 206, 511_999, 511_999), ("bytes=0-", 206, 0, 511_999),
        ("bytes=9-2", 200, 0, 511_999), ("bytes=0-1,5-6", 200, 0, 511_999), ("lines=1-2", 200, 0, 511_999),
        ("bytes=512000-", 416, 0, -1), ("bytes=-0", 416, 0, -1), ("bytes=-", 200, 0, 511_999),
    ],
)  # fmt: skip
def test_parts_of_books(server: Serving, wanted: str, status: int, first: int, last: int) -> None:
    answer = server.signed_in("a.agent").get("/books/agents/en/service.pdf", headers={"Range": wanted})
    assert (answer.status_code, answer.content) == (status, BOOK[first : last + 1])
    shown = {200: None, 206: f"bytes {first}-{last}/512000", 416: "bytes */512000"}
    assert answer.headers.get("content-range") == shown[status]


def test_a_part_of_another_edition_of_a_book_is_not_sent(server: Serving) -> None:
    agent = server.signed_in("a.agent")
    answer = agent.get("/books/agents/en/service.pdf", headers={"Range": "bytes=0-1", "If-Range": '"old"'})
    assert (answer.status_code, len(answer.content)) == (200, len(BOOK))


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip", "gzip"), ("gzip, br", "br"), ("gzip, br;q=0", "gzip"), ("zstd", None), ("", None), ("identity", None)],
)
def test_compressed_files_are_sent_to_who_accepts_them(server: Serving, accepted: str, encoding: str | None) -> None:
    agent = server.signed_in("a.agent")
    path = "/agents/en/assets/app.0123abcd.min.js"
    with agent.stream("GET", path, headers={"Accept-Encoding": accepted}) as answer:
        raw = b"".join(answer.iter_raw())
    ending = {"gzip": ".gz", "br": ".br", None: ""}[encoding]
    assert (answer.headers.get("content-encoding"), answer.headers["vary"]) == (encoding, "Accept-Encoding")
    assert raw == FILES[f"site{path}{ending}"]
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"


@given(st.text(WIRE, max_size=30), st.integers(0, 100))
def test_any_wish_for_a_part_is_answered_within_the_file(wanted: str, size: int) -> None:
    part = wanted_part(Headers({"range": f"bytes={wanted}"}), '"tag"', size)
    assert part is None or (part.first >= 0 and part.last < size and part.size <= size)


@given(st.text(WIRE, max_size=40))
def test_any_wish_for_an_encoding_is_answered_by_one_that_is_there(accepted: str) -> None:
    assert accepted_encoding(Headers({"accept-encoding": accepted}), ("br",)) in (
        "",
        "br",
    )


def test_who_no_tree_covers_gets_an_explanation_and_no_wider_tree(tmp_path: Path) -> None:
    posts = "posts: [{post: agent, from: 2024-01-01}, {post: team-lead, from: 2024-01-01}]"
    more = {"file": "registers/people.yml", "append": f"b.both: {{name: Bo Both, email: b@example.test, {posts}}}"}
    with serving(tmp_path, edits=[more]) as server:
        both = server.signed_in("b.both")
        for path in ("/", "/agents/en/index.html", "/leads/en/index.html", "/nothing"):
            answer = both.get(path)
            assert answer.status_code == 403
            assert "Agent and Team lead" in answer.text
            assert "Bo Both" in both.get("/account").text
