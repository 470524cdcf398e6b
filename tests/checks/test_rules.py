"""Every rule's fixtures: what stands in ``<family>/<rule-name>.yml`` is found, there and nowhere else."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from sopwright.checks.registry import CHECKS
from sopwright.checks.run import examine
from tests.repositories import copy

HERE = Path(__file__).parent
TODAY = date(2026, 6, 1)


def _cases(kind: str) -> list[Any]:
    found: list[Any] = []
    for path in sorted(HERE.glob("*/*.yml")):
        cases = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
        for number, case in enumerate(cases[kind], 1):
            found.append(pytest.param(case, id=f"{path.stem}-{number}"))
    return found


def _faults(case: Mapping[str, Any], folder: Path) -> list[str]:
    root = copy(folder, case.get("edits", ()))
    examined = examine(root, case.get("today", TODAY))
    return [f"{fault.span} {fault.code} {fault.severity.label}" for fault in examined.diagnostics]


def test_the_small_handbook_is_clean(tmp_path: Path) -> None:
    assert _faults({}, tmp_path) == []


@pytest.mark.parametrize("case", _cases("bad"))
def test_bad_is_found_where_it_stands(case: Mapping[str, Any], tmp_path: Path) -> None:
    assert _faults(case, tmp_path) == case["expect"]


@pytest.mark.parametrize("case", _cases("good"))
def test_good_is_not_complained_about(case: Mapping[str, Any], tmp_path: Path) -> None:
    assert _faults(case, tmp_path) == []


def test_every_rule_has_fixtures() -> None:
    named = {path.stem for path in HERE.glob("*/*.yml")}
    assert named == {check.rule.name for check in CHECKS}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.rule.code)
def test_the_bad_fixture_expects_its_own_code(check: Any) -> None:
    path = next(HERE.glob(f"*/{check.rule.name}.yml"))
    cases = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    assert all(any(f" {check.rule.code} " in line for line in case["expect"]) for case in cases["bad"])
