"""The ready files for forges: they call what there is, judge by the branch before the change, and ask for little."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from sopwright.cli import cli

FOLDER = Path(__file__).parent.parent / "templates" / "forge"
FILES = sorted(path for path in FOLDER.rglob("*") if path.is_file())
WORKFLOWS = [path for path in FILES if path.suffix == ".yml"]


def _calls(text: str) -> list[list[str]]:
    """The uses of our program, as lists of words."""
    found: list[list[str]] = []
    for line in text.replace("\\\n", " ").splitlines():
        uses = re.finditer(r"(?<![\w/-])(?:[\w./]*/)?sopwright ([a-z][^`|&#>)]*)", line)
        found.extend(shlex.split(match[1].strip()) for match in uses)
    return found


def _pipeline(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_they_call_is_there(path: Path) -> None:
    calls = _calls(path.read_text(encoding="utf-8"))
    assert calls
    for words in calls:
        command = cli.commands[words[0]]
        options = {name for parameter in command.params for name in parameter.opts}
        assert [word for word in words if word.startswith("--") and word not in options] == [], words


def test_both_forges_have_a_pipeline_and_a_form_for_a_change() -> None:
    for forge in ("github", "gitlab"):
        names = {path.name for path in (FOLDER / forge).rglob("*")}
        assert any(name.endswith(".yml") for name in names)
        assert any(name.endswith("request_template.md") for name in names)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_pipeline_checks_verifies_and_keeps_the_redline(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    called = [words[0] for words in _calls(text)]
    assert {"check", "verify", "redline"} <= set(called)
    assert all("--base" in words for words in _calls(text) if words[0] in ("verify", "redline"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_the_program_is_that_of_the_branch_before_the_change(path: Path) -> None:
    text = re.sub(r"^\s*#.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    programs = re.findall(r"(\S*)\.venv/bin/sopwright", text)
    assert programs
    assert set(programs) <= {"base/", "../base/"}
    assert not re.search(r"\bmake (?!-C (\.\./)?base )", text)


def test_the_workflow_on_github_asks_for_little() -> None:
    (path,) = [each for each in WORKFLOWS if "github" in each.parts]
    workflow = _pipeline(path)
    assert workflow["permissions"] == {"contents": "read"}
    assert list(workflow[True]) == ["pull_request"]  # YAML 1.1 takes `on` for a truth value
    steps = workflow["jobs"]["handbook"]["steps"]
    used = [step["uses"] for step in steps if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", use) for use in used), used
    assert all(step["with"]["persist-credentials"] is False for step in steps if "checkout" in step.get("uses", ""))
    assert not [step["run"] for step in steps if "${{" in step.get("run", "")], "values go by the environment"


def test_the_pipeline_on_gitlab_reports_marks_at_the_changed_lines() -> None:
    (path,) = [each for each in WORKFLOWS if "gitlab" in each.parts]
    job = _pipeline(path)["handbook"]
    made = re.findall(r"> (\S+\.json)", "\n".join(job["script"]))
    assert sorted(job["artifacts"]["reports"]["codequality"]) == sorted(made)
    assert job["variables"]["GIT_DEPTH"] == "0"
