"""What administrators see: health, figures, the log; and the way from one build to the next."""

import asyncio
import json
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from sopwright.outputs.write import swap
from sopwright.serve.gate.build import Build
from sopwright.serve.layers.observe import LOG
from sopwright.serve.log import JsonFormatter
from sopwright.serve.routes import home
from tests.serving import Serving, build, prepare, send, serving, sign_in

ADDRESS = "http://127.0.0.1:8000"
TOKEN = "a token of ours"  # noqa: S105


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with serving(tmp_path_factory.mktemp("operations"), metrics_token=TOKEN) as running:
        yield running


def test_it_says_whether_it_lives_and_can_serve(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        browser = server.browser()
        assert (browser.get("/healthz").text, browser.get("/readyz").text) == ("ok\n", "ok\n")
        server.engine.dispose()
        (tmp_path / "records.db").unlink()
        (tmp_path / "records.db").mkdir()
        assert (browser.get("/readyz").status_code, browser.get("/healthz").status_code) == (503, 200)


def test_without_a_build_it_is_not_ready(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        shutil.rmtree(server.root / "build")
        assert server.browser().get("/readyz").text == "there is no build\n"


def test_machines_ask_by_any_name(server: Serving) -> None:
    browser = server.browser()
    strange = {"Host": "10.1.2.3:8000"}
    assert browser.get("/healthz", headers=strange).status_code == 200
    assert browser.get("/account", headers=strange).status_code == 421


def test_figures_are_for_who_has_their_token(server: Serving) -> None:
    agent = server.signed_in("a.agent")
    agent.get("/agents/en/")
    agent.get("/leads/en/")
    figures = agent.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert figures.headers["content-type"].startswith("text/plain")
    assert 'sopwright_requests_total{kind="tree",method="GET",status="200"} 1.0' in figures.text
    assert 'sopwright_requests_total{kind="other",method="GET",status="404"} 1.0' in figures.text
    assert "a.agent" not in figures.text
    for authorization in ("", "Bearer ", "Bearer x", TOKEN):
        refused = agent.get("/metrics", headers={"Authorization": authorization})
        assert (refused.status_code, refused.content) == (404, agent.get("/nothing").content)


def test_without_a_token_there_are_no_figures(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        assert server.signed_in("a.agent").get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_the_log_tells_what_happened_and_not_to_whom(server: Serving, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        agent = server.signed_in("a.agent")
        agent.get("/agents/en/index.html?q=my+secret", headers={"User-Agent": "agent's browser"})
        agent.get("/somewhere/else")
    formatter = JsonFormatter()
    lines = [json.loads(formatter.format(record)) for record in caplog.records if record.name == LOG.name]
    assert {"kind": "tree", "method": "GET", "status": 200} in [
        {name: line[name] for name in ("kind", "method", "status")} for line in lines
    ]
    for private in ("a.agent", "Ann", "SVC", "index.html", "secret", "browser", "somewhere", agent.cookies["session"]):
        assert private not in json.dumps(lines)


def test_what_nobody_expected_is_a_page_and_a_line_without_the_message(
    server: Serving, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_request: object) -> None:
        raise RuntimeError("Ann Agent wrote a secret")

    monkeypatch.setattr(home, "RedirectResponse", lambda *_: broken(None))
    answer = server.signed_in("a.agent").get("/")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.text
    assert answer.headers["cache-control"] == "private, no-store"
    record = next(each for each in caplog.records if each.message == "unexpected")
    line = json.loads(JsonFormatter().format(record))
    assert (line["exception"], line["kind"]) == ("RuntimeError", "/")
    assert "broken" in line["places"][-1]
    assert "secret" not in json.dumps(line)


def _next_build(root: Path, number: int, level: str) -> None:
    """Put another build in place as `sopwright build` does it: an output, an audience or a language at once."""
    aside = root / "aside"
    shutil.copytree(root / "build" / "site", aside / "site")
    for page in aside.rglob("index.html"):
        page.write_text(f"build {number}", encoding="utf-8")
    place = {"output": "site", "audience": "site/agents", "language": "site/agents/en"}[level]
    swap(aside / place, root / "build" / place)
    shutil.rmtree(aside)


@pytest.mark.parametrize("level", ["output", "audience", "language"])
def test_no_request_is_dropped_while_builds_are_put_in_place(tmp_path: Path, level: str) -> None:
    with serving(tmp_path) as server:
        session = server.signed_in("a.agent").cookies["session"]
        statuses: set[int] = set()
        seen: list[str] = []
        done = asyncio.Event()

        async def read() -> None:
            transport, cookies = httpx2.ASGITransport(app=server.app), {"session": session}
            async with httpx2.AsyncClient(transport=transport, base_url=ADDRESS, cookies=cookies) as client:
                while not done.is_set():
                    answer = await client.get("/agents/en/index.html")
                    statuses.add(answer.status_code)
                    seen.append(answer.text)
                    await asyncio.sleep(0.001)  # no network lies between: let the others have a turn

        async def builds() -> None:
            for number in range(20):
                await asyncio.to_thread(_next_build, server.root, number, level)
            done.set()

        async def both() -> None:
            await asyncio.gather(read(), read(), builds())

        asyncio.run(both())
        assert statuses == {200}
        assert len(set(seen)) > 5


def test_a_new_build_brings_its_handbook_even_after_one_that_brought_a_fault(tmp_path: Path) -> None:
    root = prepare(tmp_path)
    told: list[str] = []

    def renewed() -> None:
        told.append("renewed")
        if len(told) == 1:
            raise ValueError("a handbook that nobody can read")

    standing = Build(root / "build", renewed)
    standing.read()

    async def watch() -> None:
        watching = asyncio.create_task(standing.watch())
        for number in (1, 2):
            build(root, {f"site/agents/en/new{number}.html": b"new"})
            while len(told) < number:
                await asyncio.sleep(0.05)
        watching.cancel()

    asyncio.run(watch())
    assert standing.trees.find("agents", "/agents/en/new2.html")


def test_a_handbook_that_cannot_be_read_changes_nothing(tmp_path: Path) -> None:
    answers: list[Any] = [None]
    with serving(tmp_path, reread=lambda: answers[0]) as server:
        browser = server.browser()
        service = server.service
        service.build.renewed()
        assert sign_in(browser, "a.agent").status_code == 303
        left = {"file": "registers/people.yml", "old": "name: Ann Agent,", "new": "name: Ann Agent, left: 2026-05-31,"}
        with serving(tmp_path / "next", edits=[left]) as later:
            answers[0] = later.handbook
        service.build.renewed()
        assert browser.get("/account").status_code == 303
        assert send(browser, "/sign-in", "/sign-in", person="l.lead").status_code == 303
