"""The same handbook and the same day give the same bytes, wherever and however they are made."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import TODAY
from tests.repositories import copy
from tests.test_build import contents

FAULTS = [
    {"file": "handbook/service/transfer/procedure.yml", "old": "visibility: [everyone]", "new": "visibility: [ghost]"},
    {"file": "registers/audiences.yml", "old": "roles: [agent]", "new": "roles: [agent, ghost, spirit]"},
    {"file": "registers/posts.yml", "old": "roles: [team-lead]", "new": "roles: [phantom, spectre]"},
    {"file": "policies/recording/en.md", "old": "All recordings.", "new": "[a](SVC-001) [b](SVC-009) {law:none}"},
]


def _sopwright(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sopwright", *map(str, arguments)]
    kept = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    return subprocess.run(command, env=kept | environment, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.site
def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    one = copy(tmp_path / "one", site=True)
    other = copy(tmp_path / "quite" / "another folder", site=True)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    command = ("build", "--today", TODAY, "--root")
    here = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8", "TMPDIR": str(temporary)}
    there = {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C", "TMPDIR": str(temporary)}
    first = _sopwright(*command, one, "--workers", 1, **here)
    second = _sopwright(*command, other, "--workers", 2, **there)
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert sorted(first.stderr.splitlines()) == sorted(second.stderr.splitlines())  # two processes speak in any order
    assert len(contents(one / "build")) > 100
    assert contents(one / "build") == contents(other / "build")
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_faults_come_in_the_same_order(tmp_path: Path, form: str) -> None:
    root = copy(tmp_path, FAULTS, site=True)
    first, second = (
        _sopwright("check", "--root", root, "--today", TODAY, "--format", form, PYTHONHASHSEED=seed) for seed in "12"
    )
    assert first.returncode == second.returncode == 1
    assert first.stdout == second.stdout
    assert first.stdout.count("SW") >= 8
