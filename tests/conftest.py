"""What many tests share: the small handbook, its built sites, and the command line in this process."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from sopwright.cli import main
from sopwright.edition.project import project
from sopwright.edition.records import Edition
from sopwright.model.handbook import Handbook
from tests.editions import Edit, Make
from tests.repositories import copy, read

pytest_plugins = ["tests.databases"]

# The same examples in every run, however busy the machine is.
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

TODAY = date(2026, 6, 1)
"""The day the small handbook is judged by: nothing in it is due."""


@dataclass(frozen=True)
class Outcome:
    """What a run of the command line came to."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line as ``main`` does, without a new process."""

    def call(*arguments: object) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["sopwright", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Outcome(ended.value.code, out, err)

    return call


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small handbook, to be read only."""
    return copy(tmp_path_factory.mktemp("small"), site=True)


@pytest.fixture(scope="session")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    """The small handbook, read."""
    return read(tmp_path_factory.mktemp("handbook"))


@pytest.fixture
def edition(tmp_path: Path) -> Make:
    """The edition of the small handbook after some edits."""
    folders = (tmp_path / str(number) for number in count())

    def make(*edits: Edit, audience: str = "agents", language: str = "en", day: date = TODAY) -> Edition:
        return project(read(next(folders), edits), audience, language, day)

    return make
