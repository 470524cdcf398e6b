"""The search's and the preview's scripts pass TypeScript's strict check; their types stand in comments."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.repositories import PROJECT

SCRIPTS = sorted((PROJECT / "templates/site/theme/assets/sopwright/search").glob("*.js"))
PREVIEW = PROJECT / "templates/preview/preview.js"
TARGET = ("--target", "es2022", "--lib", "es2022,dom,dom.iterable", "--moduleDetection", "force")
STRICT = ("--noEmit", "--allowJs", "--checkJs", "--strict", *TARGET)


@pytest.fixture(scope="module")
def compiler() -> str:
    """The compiler's path; without one the tests are skipped, but not in continuous integration."""
    found = shutil.which("tsc")
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("no tsc on PATH")
    if found is None:
        pytest.skip("no tsc on PATH; Debian has it as node-typescript")
    return found


def _check(compiler: str, *files: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([compiler, *STRICT, *map(str, files)], capture_output=True, text=True, check=False)


def test_types_fit(compiler: str) -> None:
    assert [script.name for script in SCRIPTS] == ["box.js", "engine.js", "worker.js"]
    for files in (SCRIPTS, [PREVIEW]):
        done = _check(compiler, *files)
        assert (done.returncode, done.stdout) == (0, "")


def test_a_wrong_type_is_found(compiler: str, tmp_path: Path) -> None:
    wrong = tmp_path / "engine.js"
    text = SCRIPTS[1].read_text(encoding="utf-8")
    assert "const SCALE = 220000;" in text
    wrong.write_text(text.replace("const SCALE = 220000;", 'const SCALE = "220000";'), encoding="utf-8")
    assert "TS2362" in _check(compiler, wrong).stdout
