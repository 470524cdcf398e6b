"""`sopwright serve`: a real server in a process of its own, and what it refuses to start with."""

import signal
import socket
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.serving import PAGE, build, prepare, sign_in, started


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handbook that looks built."""
    return prepare(tmp_path_factory.mktemp("served"))


def test_somebody_signs_in_and_reads(root: Path) -> None:
    with started(root) as (process, browser):
        assert sign_in(browser, "a.agent").headers["location"] == "/"
        assert browser.get("/agents/en/index.html").content == PAGE
        assert browser.get("/leads/en/index.html").status_code == 404
        assert browser.get("/readyz").text == "ok\n"
        assert "server" not in browser.get("/healthz").headers
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SOPWRIGHT_LISTEN", "0.0.0.0:8000", "listens on 127.0.0.1 only, not on `0.0.0.0:8000`"),
        ("SOPWRIGHT_ADDRESS", "https://handbook.example", "not for readers of `https://handbook.example`"),
        ("SOPWRIGHT_SIGN_IN", "openid", "`database` is missing"),
        ("SOPWRIGHT_SESSION_HOURS", "999", "session_hours"),
        ("SOPWRIGHT_LISTN", "127.0.0.1:80", "SOPWRIGHT_LISTN: there is no such setting"),
    ],
)
def test_wrong_settings_are_refused_in_words(
    root: Path, run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    outcome = run("serve", "--root", root)
    assert outcome.code == 2
    assert said in outcome.err
    assert outcome.out == ""


def test_a_port_that_is_taken_is_said(root: Path, run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        outcome = run("serve", "--root", root, "--port", port)
    assert outcome.code == 2
    assert f"`127.0.0.1:{port}` cannot be used" in outcome.err


def test_without_a_build_nothing_is_served(tmp_path: Path, run: Run) -> None:
    root = prepare(tmp_path)
    (root / "build" / "site").rename(root / "build" / "elsewhere")
    outcome = run("serve", "--root", root)
    assert outcome.code == 2
    assert "Run `sopwright build` first" in outcome.err
    build(root)
