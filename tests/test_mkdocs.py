"""``mkdocs build`` in the root makes the configured audience's site, of the same pages."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime, time
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from sopwright.commands import exits
from sopwright.commands.build import Wanted, build
from sopwright.outputs.site.site import SiteOutput
from tests.conftest import TODAY
from tests.repositories import copy

pytestmark = pytest.mark.site

NOON = str(int(datetime.combine(TODAY, time(12), UTC).timestamp()))


def _mkdocs(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run ``mkdocs build``; whatever it comes to, it leaves nothing in the folder for temporary files."""
    temporary = root.with_name(f"{root.name}-temporary")
    temporary.mkdir()
    environment = {"SOURCE_DATE_EPOCH": NOON, "NO_MKDOCS_2_WARNING": "1", "TMPDIR": str(temporary)}
    command = [sys.executable, "-m", "mkdocs", "build", *options]
    made = subprocess.run(
        command, cwd=root, env=os.environ | environment, capture_output=True, encoding="utf-8", check=False
    )
    assert list(temporary.iterdir()) == []
    return made


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small handbook, built by MkDocs and, the same audience, by ``sopwright build``."""
    folder = copy(tmp_path_factory.mktemp("mkdocs"), site=True)
    made = _mkdocs(folder, "--strict")
    assert made.returncode == 0, made.stderr
    assert build(folder, TODAY, (SiteOutput(folder),), Wanted(("agents",)), 1, Console(file=StringIO())) == exits.CLEAN
    return folder


MOVED = re.compile(r'href="[^"]*"(?= hreflang)|(?:\.\./)*(?=assets/)|(?<="base":) ?"[./]*"|data-base="[./]*"')
"""What leads to other languages and to the theme: MkDocs has both in the root, where ours has a folder a language."""


def _tree(folder: Path) -> dict[str, bytes]:
    """Every file of a language by its path; addresses that must differ are left out of pages."""
    files = {place.relative_to(folder).as_posix(): place for place in sorted(folder.rglob("*")) if place.is_file()}
    return {path: MOVED.sub("", place.read_text(encoding="utf-8")).encode()
            if path.endswith(".html") else place.read_bytes() for path, place in files.items()}  # fmt: skip


def test_the_first_language_stands_in_the_root_with_the_same_files(root: Path) -> None:
    ours = _tree(root / "build" / "site" / "agents" / "en")
    theirs = {path: data for path, data in _tree(root / "build" / "mkdocs").items() if not path.startswith("bg/")}
    assert "service/SVC-001.html" in ours
    assert theirs.keys() == ours.keys()
    assert [path for path, data in theirs.items() if data != ours[path]] == []


def test_another_language_stands_in_its_folder_with_the_same_pages(root: Path) -> None:
    ours = _tree(root / "build" / "site" / "agents" / "bg")
    theirs = _tree(root / "build" / "mkdocs" / "bg")
    assert "Отговаряне" in ours["service/SVC-001.html"].decode()
    assert {path for path in ours if path.endswith(".html")} == {path for path in theirs if path.endswith(".html")}
    assert len(theirs) > 15
    assert [path for path, data in theirs.items() if data != ours.get(path)] == []


def test_it_is_the_configured_audience(root: Path, tmp_path: Path) -> None:
    start = (root / "build/mkdocs/index.html").read_text(encoding="utf-8")
    assert "Edition for: Agents" in start
    step = (root / "build/mkdocs/service/SVC-001.html").read_text(encoding="utf-8")
    assert "Listen to one call a week." not in step
    change = {"file": "mkdocs.yml", "old": "audience: agents", "new": "audience: public"}
    made = _mkdocs(copy(tmp_path, [change], site=True))
    assert made.returncode == 0, made.stderr
    assert not list((tmp_path / "build/mkdocs").rglob("SVC-*"))
    assert (tmp_path / "build/mkdocs/bg/policies/POL-001.html").is_file()


def test_a_page_leads_to_the_same_page_in_the_other_language(root: Path) -> None:
    page = "service/SVC-001.html"
    first = (root / "build/mkdocs" / page).read_text(encoding="utf-8")
    second = (root / "build/mkdocs/bg" / page).read_text(encoding="utf-8")
    assert 'href="../bg/service/SVC-001.html" hreflang="bg"' in first
    assert 'href="../../service/SVC-001.html" hreflang="en"' in second


def test_nothing_is_left_behind(root: Path) -> None:
    assert {path.name for path in root.iterdir()} == {
        "build", "handbook", "mkdocs.yml", "policies", "registers", "templates"
    }  # fmt: skip
    assert [path for path in (root / "handbook").rglob("*") if path.suffix == ".html"] == []


def test_a_handbook_with_errors_is_not_built(tmp_path: Path) -> None:
    change = {"file": "policies/recording/policy.yml", "old": "owner: manager", "new": "owner: nobody"}
    made = _mkdocs(copy(tmp_path, [change], site=True))
    assert made.returncode != 0
    assert "the handbook has errors" in made.stderr
    assert "policies/recording/policy.yml:5:8" in made.stderr
    assert not (tmp_path / "build").exists()


@pytest.mark.parametrize("audience", ["nobody", ""])
def test_an_unknown_audience_is_an_error_not_the_public(tmp_path: Path, audience: str) -> None:
    change = {"file": "mkdocs.yml", "old": "audience: agents", "new": f"audience: '{audience}'"}
    made = _mkdocs(copy(tmp_path, [change], site=True))
    assert made.returncode != 0
    assert f"`audience: {audience}` is not an audience; there are public, agents, leads" in made.stderr
    assert not (tmp_path / "build").exists()
