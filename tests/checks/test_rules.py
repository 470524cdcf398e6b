"""Every rule's fixtures: what stands in ``<family>/<rule-name>.yml`` is found, there and nowhere else."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from sopwright.checks.registry import CHECKS
from sopwright.checks.run import examine
from sopwright.commands.verify import find
from tests.attacked import NOW, founded, founding_place
from tests.repositories import apply, copy

HERE = Path(__file__).parent
TODAY = date(2026, 6, 1)

Faults = Callable[[Mapping[str, Any]], list[str]]


def _cases(kind: str) -> list[Any]:
    found: list[Any] = []
    for path in sorted(HERE.glob("*/*.yml")):
        cases = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
        for number, case in enumerate(cases[kind], 1):
            found.append(pytest.param(case, id=f"{path.stem}-{number}"))
    return found


@pytest.fixture
def faults(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Faults:
    """Make a case's edits and report what is wrong then.

    A case with ``company`` begins with a company that has signed everything. With ``verify`` its edits are a change
    that is verified; otherwise the handbook is checked as it stands.
    """

    def of(case: Mapping[str, Any]) -> list[str]:
        if case.get("company"):
            root = founded(founding_place(tmp_path_factory), tmp_path / "company").root
        else:
            root = copy(tmp_path)
        for edit in case.get("edits", ()):
            apply(root, edit)
        if case.get("without_ssh_keygen"):
            monkeypatch.setenv("PATH", str(tmp_path))
        found = (
            find(root, "HEAD", NOW).faults
            if case.get("verify")
            else examine(root, case.get("today", TODAY)).diagnostics
        )
        return [f"{fault.span} {fault.code} {fault.severity.label}" for fault in found]

    return of


def test_the_small_handbook_is_clean(faults: Faults) -> None:
    assert faults({}) == []


@pytest.mark.parametrize("case", _cases("bad"))
def test_bad_is_found_where_it_stands(case: Mapping[str, Any], faults: Faults) -> None:
    assert faults(case) == case["expect"]


@pytest.mark.parametrize("case", _cases("good"))
def test_good_is_not_complained_about(case: Mapping[str, Any], faults: Faults) -> None:
    assert faults(case) == []


def test_every_rule_has_fixtures() -> None:
    named = {path.stem for path in HERE.glob("*/*.yml")}
    assert named == {check.rule.name for check in CHECKS}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.rule.code)
def test_the_bad_fixture_expects_its_own_code(check: Any) -> None:
    path = next(HERE.glob(f"*/{check.rule.name}.yml"))
    cases = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    assert all(any(f" {check.rule.code} " in line for line in case["expect"]) for case in cases["bad"])
