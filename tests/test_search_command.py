"""``sopwright search``: what it prints, and what it says when it cannot."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from sopwright.commands import exits
from sopwright.commands.search import search
from sopwright.outputs.site.search import search_files
from sopwright.search.files import INDEX
from tests.searching import HOSTILE, edition


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the search of two sites and nothing else: no handbook is needed to search."""
    folder = tmp_path_factory.mktemp("built")
    for audience, language in (("managers", "en"), ("managers", "lt"), ("public", "en")):
        home = folder / "build" / "site" / audience / language
        for name, text in search_files(edition(language, audience)).items():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).write_text(text, encoding="utf-8")
    return folder


def run(root: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "sopwright", "search", *words]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def ask(root: Path, query: str, *more: str, audience: str = "managers") -> "subprocess.CompletedProcess[str]":
    return run(root, "query", "--audience", audience, "--language", "en", *more, "--", query)


def test_results_stand_by_document(root: Path) -> None:
    done = run(root, "hand over in person", "--audience", "managers", "--language", "en")
    assert done.returncode == exits.CLEAN
    assert "SVC-007 Transferring a call\n" in done.stdout
    assert "  8. Hand the call over in person  service/SVC-007.html#warm\n" in done.stdout


def test_answers_stand_first(root: Path) -> None:
    assert ask(root, "4455").stdout.startswith("= Market department: 4455\n  Market questions\n")


def test_programs_get_json(root: Path) -> None:
    found = json.loads(ask(root, "svc 7", "--json", "--limit", "1").stdout)
    assert [card["kind"] for card in found["answers"]] == ["document"]
    (hit,) = found["hits"]
    assert hit["path"] == "service/SVC-007.html"
    assert (hit["document"], hit["anchor"], hit["kind"], hit["step"]) == ("SVC-007", "", "document", None)


def test_nothing_found_is_said_and_no_fault(root: Path) -> None:
    done = ask(root, "xylophone")
    assert (done.returncode, done.stdout, done.stderr) == (exits.CLEAN, "", "Nothing found.\n")


def test_visitors_find_nothing_of_what_they_may_not_read(root: Path) -> None:
    assert "MGT-003" in ask(root, "approving leave").stdout
    assert "MGT-003" not in ask(root, "approving leave", audience="public").stdout
    assert ask(root, "MGT-003", audience="public").stdout == ""


@pytest.mark.parametrize(
    ("audience", "language", "message"),
    [
        ("nobody", "en", "`nobody` is not an audience that is built; there are managers, public."),
        ("public", "lt", "`lt` is not a language that is built; there are en."),
        ("../site/managers", "en", "is not an audience"),
        ("managers", "..", "is not a language"),
    ],
)
def test_unknown_names_are_refused(root: Path, audience: str, language: str, message: str) -> None:
    done = run(root, "call", "--audience", audience, "--language", language)
    assert done.returncode == exits.USAGE
    assert message in done.stderr


def test_without_a_site_it_says_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path, "call", "--audience", "agents", "--language", "en")
    assert done.returncode == exits.USAGE
    assert "sopwright build --only site" in done.stderr


def test_a_spoilt_index_is_refused(tmp_path: Path) -> None:
    home = tmp_path / "build" / "site" / "agents" / "en"
    (home / INDEX).parent.mkdir(parents=True)
    (home / INDEX).write_text("spoilt", encoding="utf-8")
    done = run(tmp_path, "call", "--audience", "agents", "--language", "en")
    assert done.returncode == exits.USAGE
    assert "Write it anew" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("query", HOSTILE)
def test_no_query_makes_it_fall(root: Path, query: str) -> None:
    out = StringIO()
    code = search(root, query, "managers", "en", 10, True, Console(file=out), Console(file=StringIO()))
    assert code == exits.CLEAN
    assert "hits" in json.loads(out.getvalue())
