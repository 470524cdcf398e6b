"""`sopwright redline`: one document, or the packet of a change."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sopwright.approval.side import side_of
from sopwright.cli import cli
from sopwright.load.handbook import load
from tests.editions import ANSWERING, replaced
from tests.histories import begin, commit, git
from tests.redlines import copied
from tests.repositories import apply

YAML, EN, BG = (ANSWERING + name for name in ("procedure.yml", "en.md", "bg.md"))
DAY = date(2026, 11, 22)
SIX = ("en", "bg", "zh-Hant", "ms", "lt", "ru")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small handbook with what its words need; pages are made with the project's own templates and fonts."""
    return copied(tmp_path_factory.mktemp("base"))


Run = Callable[..., Result]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "handbook"
    begin(root, site=True)
    return root


def run(root: Path, *arguments: object) -> Result:
    words = ["redline", *map(str, arguments), "--root", str(root)]
    return CliRunner(env={"SOURCE_DATE_EPOCH": "1795340000"}).invoke(cli, words, standalone_mode=False)


def test_the_command_compares_with_the_last_commit(repository: Path) -> None:
    assert "first issue" in run(repository, "SVC-001").output
    apply(repository, replaced(EN, "All calls.", "Most calls."))
    shown = run(repository, "SVC-001")
    assert shown.return_value == 0
    assert "[-All-]{+Most+} calls." in shown.output
    assert "Nobody has approved the content that this is compared with" in shown.output
    commit(repository, [])
    assert "[-All-]{+Most+} calls." in run(repository, "SVC-001").output
    assert "Nothing has changed." in run(repository, "SVC-001", "--from", "HEAD").output
    assert (
        "[-All-]{+Most+} calls." in run(repository, "SVC-001", "--from", git(repository, "rev-parse", "HEAD~1")).output
    )


def test_the_command_writes_files(repository: Path, tmp_path: Path) -> None:
    apply(repository, replaced(EN, "All calls.", "Most calls."))
    for name, begins in (("a.html", b"<!doctype html>"), ("a.pdf", b"%PDF"), ("a.txt", b"SVC-001")):
        assert run(repository, "SVC-001", "--output", tmp_path / name).return_value == 0
        assert (tmp_path / name).read_bytes().startswith(begins)
    assert sorted(place.name for place in tmp_path.iterdir()) == ["a.html", "a.pdf", "a.txt", "handbook"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("SVC-009",), 2, "there is no document `SVC-009`"),
        (("SVC-001", "--language", "fr"), 2, "`fr` is not a language"),
        (("SVC-001", "--from", "7"), 1, "no revision 7"),
        (("SVC-001", "--from", "nowhere"), 1, "is not a commit"),
        (("--all", "--base", "nowhere"), 1, "is not a commit"),
    ],
)
def test_the_command_says_what_is_wrong(repository: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    result = run(repository, *arguments)
    assert result.return_value == code
    assert words in result.output.replace("\n", " ")


@pytest.mark.parametrize(
    "arguments", [(), ("SVC-001", "--all", "--base", "HEAD"), ("--all",), ("SVC-001", "--base", "HEAD")]
)
def test_the_command_asks_for_one_thing(repository: Path, arguments: tuple[str, ...]) -> None:
    assert "name a DOCUMENT" in str(run(repository, *arguments).exception)


def test_outside_a_repository_all_is_new(base: Path) -> None:
    assert "first issue" in run(base, "SVC-001").output
    assert run(base, "SVC-001", "--from", "HEAD").return_value == 1


def test_the_packet_holds_what_a_change_touches(repository: Path, tmp_path: Path) -> None:
    folder = tmp_path / "packet"
    shutil.rmtree(repository / "policies/recording")
    commit(repository, [replaced("registers/limits.yml", "60 s", "90 s")])
    assert run(repository, "--all", "--base", "HEAD~1", "--output", folder).return_value == 0
    assert sorted(place.name for place in folder.iterdir()) == ["SVC-001.html", "index.html"]
    page = (folder / "index.html").read_text()
    assert '<a href="SVC-001.html">Answering</a>' in page
    assert "withdrawn from the handbook" in page
    assert run(repository, "--all", "--base", "HEAD", "--output", folder, "--text").return_value == 0
    assert [place.name for place in folder.iterdir()] == ["index.html"]
    assert "No document has changed." in (folder / "index.html").read_text()
    (folder / "mine.doc").write_text("x")
    assert run(repository, "--all", "--base", "HEAD", "--output", folder).return_value == 2
    assert sorted(place.name for place in folder.iterdir()) == ["index.html", "mine.doc"]


def test_a_document_is_found_in_a_handbook(base: Path) -> None:
    handbook, _ = load(base)
    assert handbook is not None
    assert side_of(handbook, "SVC-999") is None
