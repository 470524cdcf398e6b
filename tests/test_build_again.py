"""Building again: what has not changed is left alone, and what comes out is always what a first build makes."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from rich.console import Console

from sopwright.commands import exits
from sopwright.commands.build import Wanted, build
from sopwright.outputs.register.register import RegisterOutput
from sopwright.outputs.site.site import SiteOutput
from tests.conftest import TODAY
from tests.repositories import PROJECT, apply, copy
from tests.test_build import contents, names

ANSWERING = "handbook/service/answering/"
TRANSFER = "handbook/service/transfer/"
UNCHANGED = "Nothing has changed since then.\n"

EDITS: Mapping[str, Mapping[str, Any]] = {
    "words": {"file": f"{TRANSFER}bg.md", "old": "Останете на линия.", "new": "Останете на линията."},
    "title": {"file": f"{TRANSFER}en.md", "old": "# Transfer\n", "new": "# Passing on\n"},
    "visibility": {
        "file": f"{TRANSFER}procedure.yml", "old": "visibility: [everyone]", "new": "visibility: [agent, leads]",
    },
    "person": {"file": "registers/people.yml", "old": "Kim Lead", "new": "Kim Leed"},
    "catalogue": {"file": "templates/words/en.yml", "old": "  contents: On this page", "new": "  contents: Contents"},
    "template": {"file": "templates/site/pages/laws.html", "append": "\n<p>One more line.</p>\n"},
    "theme": {"file": "templates/site/theme/main.html", "append": "\n<!-- more -->\n"},
    "style": {"file": "templates/site/theme/assets/sopwright/style.css", "append": "\n.sw-more { color: red; }\n"},
    "configuration": {"file": "mkdocs.yml", "append": "extra: {more: true}\n"},
}  # fmt: skip
"""Edits of the small handbook, each of which can be made in any order after any others."""


def _build(root: Path, *chosen: Any, wanted: Wanted | None = None) -> str:
    messages = StringIO()
    outputs = chosen or (SiteOutput(root),)
    code = build(root, TODAY, outputs, wanted or Wanted(), 1, Console(file=messages, width=200))
    assert code == exits.CLEAN, messages.getvalue()
    return messages.getvalue()


def _stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Which file stands under each name, and when it was written."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small handbook with its sites, to be copied."""
    root = copy(tmp_path_factory.mktemp("again") / "root", site=True)
    _build(root)
    return root


@pytest.fixture
def root(built: Path) -> Path:
    """The small handbook with its sites; tests that edit it restore it."""
    return built


def _first(root: Path, place: Path) -> dict[str, str]:
    """What a first build of the same handbook makes."""
    shutil.copytree(root, place, ignore=shutil.ignore_patterns("build"))
    _build(place)
    return contents(place / "build")


@pytest.mark.site
def test_a_build_of_which_nothing_has_changed_writes_nothing(root: Path) -> None:
    before = _stamps(root / "build" / "site")
    said = _build(root)
    assert said == f"Built 6 editions with 14 documents in build/site.\n{UNCHANGED}"
    assert _stamps(root / "build" / "site") == before


@pytest.mark.site
def test_what_somebody_changed_in_the_output_is_written_again(root: Path) -> None:
    before = contents(root / "build")
    page = root / "build/site/agents/en/index.html"
    page.unlink()
    page.write_text("mine", encoding="utf-8")
    assert UNCHANGED not in _build(root)
    assert contents(root / "build") == before


@pytest.mark.site
def test_an_edit_rewrites_the_pages_that_it_changes(root: Path, tmp_path: Path) -> None:
    copied = tmp_path / "root"
    shutil.copytree(root, copied, copy_function=os.link)
    (copied / TRANSFER / "bg.md").unlink()
    shutil.copyfile(root / TRANSFER / "bg.md", copied / TRANSFER / "bg.md")
    before, bytes_before = _stamps(copied / "build/site"), contents(copied / "build/site")
    apply(copied, EDITS["words"])
    assert UNCHANGED not in _build(copied)
    after, bytes_after = _stamps(copied / "build/site"), contents(copied / "build/site")
    shared = {path for path in after if path.count("/") == 1}  # the two pages of each audience are always written
    rewritten = {path for path in after if after[path] != before.get(path)} - shared
    assert rewritten == {path for path in bytes_after if bytes_after[path] != bytes_before.get(path)}
    assert "agents/bg/service/SVC-002.html" in rewritten
    assert not {path for path in rewritten if "/en/" in path}
    assert contents(copied / "build") == _first(copied, tmp_path / "cold")
    assert contents(root / "build/site") == bytes_before  # nothing was written through the links


@pytest.mark.site
@pytest.mark.slow
@settings(max_examples=3, phases=[Phase.explicit, Phase.generate])  # each example builds four times
@given(st.lists(st.sampled_from(sorted(EDITS)), unique=True, min_size=1, max_size=3))
def test_after_any_edits_a_build_is_what_a_first_one_makes(
    tmp_path_factory: pytest.TempPathFactory, edits: list[str]
) -> None:
    place = tmp_path_factory.mktemp("edits")
    root = copy(place / "root", site=True)
    _build(root)
    for name in edits:
        apply(root, EDITS[name])
        assert UNCHANGED not in _build(root)
    assert contents(root / "build") == _first(root, place / "cold")


@pytest.mark.parametrize("edit", EDITS)
def test_every_edit_is_noticed(tmp_path: Path, edit: str) -> None:
    root = copy(tmp_path, site=True)
    _build(root, RegisterOutput())
    assert UNCHANGED in _build(root, RegisterOutput())
    apply(root, EDITS[edit])
    assert UNCHANGED not in _build(root, RegisterOutput())
    assert UNCHANGED in _build(root, RegisterOutput())


@pytest.mark.site
def test_another_output_that_came_meanwhile_is_linked_to(root: Path, tmp_path: Path) -> None:
    place = tmp_path / "root"
    shutil.copytree(root, place, ignore=shutil.ignore_patterns("build"))
    _build(place)
    _build(place, RegisterOutput())
    assert UNCHANGED not in _build(place)
    assert "register.xlsx" in (place / "build/site/agents/en/register.html").read_text(encoding="utf-8")


def test_another_version_believes_nothing_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy(tmp_path, site=True)
    _build(root, RegisterOutput())
    monkeypatch.setattr("sopwright.commands.built.own_version", lambda: "another")
    assert UNCHANGED not in _build(root, RegisterOutput())


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"made_of": 1}'])
def test_a_damaged_record_is_none(tmp_path: Path, damage: str) -> None:
    root = copy(tmp_path, site=True)
    _build(root, RegisterOutput())
    for record in (root / "build/.cache/built").iterdir():
        record.write_text(damage, encoding="utf-8")
    assert UNCHANGED not in _build(root, RegisterOutput())


def test_what_is_remembered_may_be_deleted(tmp_path: Path) -> None:
    root = copy(tmp_path, site=True)
    _build(root, RegisterOutput())
    before = contents(root / "build")
    shutil.rmtree(root / "build/.cache")
    assert UNCHANGED not in _build(root, RegisterOutput())
    assert contents(root / "build") == before


def _start(root: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "sopwright", "build", "--root", str(root), "--today", str(TODAY), "--only", "site"]
    return subprocess.Popen(
        [*command, "--workers", "2"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=PROJECT
    )


@pytest.mark.site
@pytest.mark.slow
def test_builds_that_are_killed_leave_nothing_in_the_way(root: Path, tmp_path: Path) -> None:
    place = tmp_path / "root"
    shutil.copytree(root, place, ignore=shutil.ignore_patterns("build"))
    for seconds in (0.5, 1.5, 2.5):
        process = _start(place)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
    _build(place)
    assert contents(place / "build") == contents(root / "build")
    assert names(place / "build") == ["site"]


@pytest.mark.site
@pytest.mark.slow
def test_two_builds_at_once_make_what_one_makes(root: Path, tmp_path: Path) -> None:
    place = tmp_path / "root"
    shutil.copytree(root, place, ignore=shutil.ignore_patterns("build"))
    both = [_start(place), _start(place)]
    assert [process.wait() for process in both] == [0, 0]
    assert contents(place / "build") == contents(root / "build")
    assert names(place / "build") == ["site"]
