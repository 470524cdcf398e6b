"""A company's first day with the package alone: init, check, an edit, build; nothing is taken from the source tree."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.repositories import PROJECT
from tests.test_init import COMPANY

pytestmark = pytest.mark.slow

Sopwright = Callable[..., str]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked where an installation would put it."""
    made = tmp_path_factory.mktemp("wheel")
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(made))
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(PROJECT)], check=True)
    (wheel,) = made.glob("sopwright-*.whl")
    ZipFile(wheel).extractall(made / "installed")
    return made / "installed"


@pytest.fixture
def sopwright(package: Path, tmp_path: Path) -> Sopwright:
    environment = {**os.environ, "PYTHONPATH": str(package), "SOURCE_DATE_EPOCH": "1798761600"}

    def call(*arguments: object, root: Path = tmp_path) -> str:
        command = [sys.executable, "-m", "sopwright", *map(str, arguments)]
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    return call


def test_a_company_begins(package: Path, sopwright: Sopwright, tmp_path: Path) -> None:
    where = [sys.executable, "-c", "import sopwright; print(sopwright.__file__)"]
    found = subprocess.run(
        where, env={**os.environ, "PYTHONPATH": str(package)}, capture_output=True, text=True, check=True
    )
    assert Path(found.stdout.strip()).is_relative_to(package)
    sopwright("init", "ours", *COMPANY, "--languages", "en,zh-Hant")
    ours = tmp_path / "ours"
    assert sopwright("check", root=ours) == "no faults\n"
    text = ours / "handbook/service/answering-a-call/en.md"
    text.write_text(text.read_text("utf-8").replace("# Answering a call", "# Answering each call"), encoding="utf-8")
    assert "SW414" in sopwright("check", root=ours)
    sopwright("build", "--audience", "agents", "--language", "en", root=ours)
    page = (ours / "build/site/agents/en/service/SVC-004.html").read_text("utf-8")
    assert "Answering each call" in page
    assert "Acme &amp; Sons" in page
    assert "Brightwater" not in page
    assert list(ours.glob("build/books/agents/en/*.pdf"))
