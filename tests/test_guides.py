"""The guides `docs/add-a-*.md` are followed to the letter in a copy of the project.

A paragraph that ends in "Write `path`:" or "Append to `path`:" says where the block of code after it goes; blocks of
`sh` are run. What `make` would do is done here without it.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from tests.documentation import ROOT, Page

pytestmark = pytest.mark.site

COPIED: tuple[str, ...] = (
    "approvals",
    "docs",
    "handbook",
    "mkdocs.yml",
    "policies",
    "pyproject.toml",
    "registers",
    "templates",
    "tests",
    "tools",
)
STEP = re.compile(
    r"^(?:(?P<how>Write|Append to) `(?P<path>[^`]+)`:\n\n)?"
    r"(?P<mark>```+)(?P<language>[a-z]*)\n(?P<text>.*?)^(?P=mark)$",
    re.MULTILINE | re.DOTALL,
)

Run = Callable[[str], "subprocess.CompletedProcess[str]"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, tmp_path / name)
    return tmp_path


@pytest.fixture
def run(project: Path) -> Run:
    """Run a line of a shell in the copy, with the copy's own package; it must succeed."""
    commands = project / "bin"
    commands.mkdir()
    for name in ("sopwright", "pytest"):
        script = commands / name
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m {name} "$@"\n', encoding="utf-8")
        script.chmod(0o755)
    environment = {**os.environ, "PATH": f"{commands}:{os.environ['PATH']}", "PYTHONPATH": str(project / "tools")}
    environment |= {"SOURCE_DATE_EPOCH": _day(project), "PYTEST_ADDOPTS": "", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}

    def call(line: str) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            ["bash", "-euc", line], cwd=project, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
        return done

    return call


def _day(project: Path) -> str:
    """The first day on which nothing in the handbook lies in the future, and the guides' document is in force."""
    files = (*project.glob("handbook/*/*/procedure.yml"), *project.glob("policies/*/policy.yml"))
    dates = [found for path in files for found in re.findall(r"\b20\d\d-\d\d-\d\d\b", path.read_text("utf-8"))]
    newest = max(date(2026, 11, 24), *map(date.fromisoformat, dates))
    return str(int(datetime.combine(newest, time(12), UTC).timestamp()))


def _steps(guide: str) -> Iterator[re.Match[str]]:
    yield from STEP.finditer(Page(ROOT / "docs" / guide).text)


def follow(guide: str, project: Path, run: Run, between: Callable[[str], None] = lambda _path: None) -> dict[str, str]:
    """Do what a guide says; returns what each line of a shell printed."""
    printed: dict[str, str] = {}
    for step in _steps(guide):
        if step["path"]:
            place = project / step["path"]
            place.parent.mkdir(parents=True, exist_ok=True)
            before = place.read_text(encoding="utf-8") if step["how"] == "Append to" else ""
            place.write_text(before + step["text"], encoding="utf-8")
            between(step["path"])
        elif step["language"] == "sh":
            for line in step["text"].splitlines():
                if not line.startswith("make "):
                    printed[line] = run(line).stdout
    return printed


def test_a_document(project: Path, run: Run) -> None:
    printed = follow("add-a-document.md", project, run)
    folder = "handbook/service/broken-headsets"
    assert printed[f"sopwright check {folder}"] == "no faults\n"
    for place in ("build/drafts/site", "build/site"):
        assert (project / place / "agents/en/service/SVC-900.html").is_file()
    assert "SW409" in printed[f'sopwright check {folder} || echo "the Bulgarian text is still English"']


def test_a_language(project: Path, run: Run) -> None:
    printed = follow("add-a-language.md", project, run)
    assert "SW404" in printed['sopwright check --select SW404 || echo "labels are missing"']
    assert "error" not in printed["sopwright check"]
    page = (project / "build/site/agents/pl/service/SVC-004.html").read_text(encoding="utf-8")
    assert '<html lang="pl"' in page
    assert "SW409" in run("sopwright check handbook/service/answering-a-call || true").stdout


def test_a_check(project: Path, run: Run) -> None:
    family = project / "tools/sopwright/checks/metadata/__init__.py"

    def register(path: str) -> None:
        if path.endswith("rarely_confirmed.py"):
            text = family.read_text(encoding="utf-8")
            text = text.replace(" import (\n", " import (\n    rarely_confirmed,\n", 1)
            head, _, tail = text.rpartition("\n)")
            family.write_text(f"{head}\n    rarely_confirmed.CHECK,\n){tail}", encoding="utf-8")

    printed = follow("add-a-check.md", project, run, register)
    assert "2 passed" in run("pytest -q tests/checks -k rarely-confirmed").stdout
    assert "less often than it is reviewed" in printed["sopwright check --explain SW199"]
    assert "SW199" not in printed["sopwright check"]
    run(f"{sys.executable} -m sopwright.commands.reference docs/checks.md")
    assert "### SW199 rarely-confirmed" in (project / "docs/checks.md").read_text(encoding="utf-8")


def test_an_output(project: Path, run: Run) -> None:
    printed = follow("add-an-output.md", project, run)
    listed = printed["cat build/list/agents/en/documents.txt"].splitlines()
    assert all(re.match(r"[A-Z]{3}-\d{3}\t\d+\t\S", line) for line in listed)
    assert len(listed) >= 4
    assert "2 passed" in printed["pytest -q tests/test_list.py"]


@pytest.mark.parametrize("guide", sorted(path.name for path in ROOT.glob("docs/add-*.md")))
def test_every_file_of_a_guide_is_shown_whole(guide: str) -> None:
    shown = [step["path"] for step in _steps(guide) if step["path"]]
    assert shown
    assert len(shown) == len(re.findall(r"^(?:Write|Append to) `", Page(ROOT / "docs" / guide).text, re.MULTILINE))
