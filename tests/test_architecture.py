"""The shape of the package: who imports whom, how long things are, and that every fault has its rule."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import sopwright
from sopwright.checks.check import Check
from sopwright.checks.registry import CHECKS

ROOT = Path(sopwright.__file__).parent
OURS = "sopwright"

BELOW: dict[str, set[str]] = {
    "": set(),
    "diagnostics": set(),
    "clock": set(),
    "stemming": set(),
    "source": {"diagnostics"},
    "model": {"diagnostics", "source", "stemming"},
    "load": {"diagnostics", "source", "model"},
    "visibility": {"model"},
    "approval": {"diagnostics", "source", "model", "visibility"},
    "history": {"diagnostics", "source", "model", "load", "approval"},
    "forge": {"model", "approval"},
    "evidence": {"model", "approval"},
    "starter": {"source", "model"},
    "translation": {"source", "model", "stemming"},
    "edition": {"source", "model", "visibility", "translation"},
    "checks": {"diagnostics", "source", "model", "load", "visibility", "approval", "translation"},
    "report": {"diagnostics"},
    "search": {"source", "edition", "stemming"},
    "outputs": {"source", "model", "edition", "search"},
    "redline": {"source", "model", "visibility", "approval", "edition", "outputs"},
    "preview": {"diagnostics", "source", "model", "load", "edition", "outputs"},
    "records": {"diagnostics", "source", "model", "approval", "history", "visibility", "edition", "outputs", "redline"},
    "serve": {"source", "model", "visibility", "edition", "outputs", "records"},
    "commands": {
        *("", "clock", "diagnostics", "source", "model", "load", "approval", "history", "visibility", "translation"),
        *("edition", "checks", "report", "search", "outputs", "redline", "forge", "evidence"),
        *("preview", "records", "serve", "starter"),
    },
    "cli": {"", "clock", "commands", "outputs", "records", "search", "starter"},
    "__main__": {"cli"},
}
"""What each part of the package may import, besides itself. A new part says here what it rests on."""

MKDOCS = {"mkdocs", "mkdocs_static_i18n", "material"}
MAY_KNOW_MKDOCS = ("outputs/site/", "commands/mkdocs.py")

LONGEST_MODULE = 400
LONGEST_FUNCTION = 60


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


TREES = {_name(path): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(ROOT.rglob("*.py"))}


def _part(module: str) -> str:
    """The part of the package that a module of ours belongs to: ``edition`` for ``sopwright.edition.words``."""
    return module.removeprefix(OURS).lstrip(".").partition(".")[0]


def _part_of_file(name: str) -> str:
    return name.partition("/")[0].removesuffix(".py").removeprefix("__init__")


def _imports(tree: ast.AST) -> Iterator[str]:
    """All modules imported anywhere below a node."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")
            if node.module == OURS:  # `from sopwright import cli` imports a module, too
                yield from (f"{OURS}.{alias.name}" for alias in node.names if alias.name in BELOW)


def _ours(tree: ast.AST) -> list[str]:
    return [module for module in _imports(tree) if module == OURS or module.startswith(f"{OURS}.")]


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def test_every_part_says_what_it_rests_on() -> None:
    assert {_part_of_file(name) for name in TREES} == BELOW.keys()


def test_imports_point_downwards() -> None:
    wrong = {
        (name, module)
        for name, tree in TREES.items()
        for module in _ours(tree)
        if _part(module) not in BELOW[_part_of_file(name)] | {_part_of_file(name)}
    }
    assert wrong == set()


def test_the_parts_have_no_circle() -> None:
    settled: set[str] = set()
    while len(settled) < len(BELOW):
        ready = {part for part, below in BELOW.items() if below <= settled} - settled
        assert ready, f"a circle among {sorted(BELOW.keys() - settled)}"
        settled |= ready


def test_imports_are_absolute() -> None:
    assert {(name, module) for name, tree in TREES.items() for module in _imports(tree) if module[0] == "."} == set()


def test_nothing_of_ours_is_imported_inside_a_function() -> None:
    deferred = {
        (name, function.name, module)
        for name, tree in TREES.items()
        for function in _functions(tree)
        for module in _ours(function)
    }
    assert deferred == set()


def test_only_the_site_knows_mkdocs() -> None:
    knowing = {name for name, tree in TREES.items() if {m.partition(".")[0] for m in _imports(tree)} & MKDOCS}
    assert {name for name in knowing if not name.startswith(MAY_KNOW_MKDOCS)} == set()


def test_only_the_clock_knows_what_day_it_is() -> None:
    asking = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime"}
    found = {
        (name, f"{call.func.value.id}.{call.func.attr}")
        for name, tree in TREES.items()
        for call in _calls(tree)
        if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name) and call.func.attr in asking
    }
    clocks = {(name, asked) for name, asked in found if asked.startswith(("date.", "datetime.", "time."))}
    assert clocks == {("clock.py", "date.today"), ("clock.py", "datetime.now")}


def test_modules_are_short() -> None:
    lengths = {name: len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in TREES}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_functions_are_short() -> None:
    lengths = {
        (name, function.name, function.lineno): (function.end_lineno or 0) - function.lineno + 1
        for name, tree in TREES.items()
        for function in _functions(tree)
    }
    assert {place: length for place, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def _rules() -> list[tuple[str, str]]:
    """The code and name of every ``Rule(...)`` that the package makes."""
    found: list[tuple[str, str]] = []
    for name, tree in TREES.items():
        for call in _calls(tree):
            if isinstance(call.func, ast.Name) and call.func.id == "Rule":
                values = [argument.value for argument in call.args[:2] if isinstance(argument, ast.Constant)]
                assert len(values) == 2, f"{name}:{call.lineno}: a rule's code and name are written out"
                found.append((str(values[0]), str(values[1])))
    return found


def test_every_code_that_is_raised_is_registered() -> None:
    assert sorted(_rules()) == sorted((check.rule.code, check.rule.name) for check in CHECKS)


def test_codes_and_names_are_unique_and_in_order() -> None:
    codes = [check.rule.code for check in CHECKS]
    names = [check.rule.name for check in CHECKS]
    assert codes == sorted(set(codes))
    assert len(names) == len(set(names))
    assert [code for code in codes if not re.fullmatch(r"SW\d{3}", code)] == []
    assert [name for name in names if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


def test_faults_are_made_by_rules_only() -> None:
    makers = {
        name
        for name, tree in TREES.items()
        for call in _calls(tree)
        if isinstance(call.func, ast.Name) and call.func.id == "Diagnostic"
    }
    assert makers == {"diagnostics.py"}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.rule.code)
def test_every_rule_is_documented(check: Check) -> None:
    headings = [line for line in check.doc.splitlines() if line.startswith("## ")]
    assert headings[:1] == ["## Why is this bad?"]
    assert {"## Wrong", "## Right"} <= set(headings)
    assert check.summary.endswith(".")
