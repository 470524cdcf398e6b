"""properdocs, a fork of MkDocs, makes the very same site: the way out should MkDocs no longer be cared for."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repositories import copy
from tests.test_mkdocs import NOON

pytestmark = [pytest.mark.site, pytest.mark.slow]

REDIRECTED = Path(__file__).parent / "properdocs"
GENERATOR = re.compile(rb'<meta name="generator"[^>]*>')


def _python(code: str, **more: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], env=os.environ | more, capture_output=True, check=True)
    return done.stdout.decode().strip()


def _files(site: Path) -> dict[str, bytes]:
    """All files of a site, without the name of the program that made it and the packed copy that holds its time."""
    return {
        file.relative_to(site).as_posix(): GENERATOR.sub(b"", file.read_bytes())
        for file in site.rglob("*")
        if file.is_file() and file.suffix != ".gz"
    }


def test_with_the_folder_in_the_path_mkdocs_is_properdocs() -> None:
    code = "import mkdocs.commands.build as build; print(build.__name__)"
    assert _python(code, PYTHONPATH=str(REDIRECTED)) == "properdocs.commands.build"


def test_both_make_the_same_files(tmp_path: Path) -> None:
    sites = {}
    for program, path in (("mkdocs", ""), ("properdocs", str(REDIRECTED))):
        root = copy(tmp_path / program, site=True)
        environment = {"SOURCE_DATE_EPOCH": NOON, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": path}
        command = [sys.executable, "-m", program, "build", "--quiet"]
        subprocess.run(command, cwd=root, env=os.environ | environment, check=True)
        sites[program] = _files(root / "build" / "mkdocs")
    assert "service/SVC-001.html" in sites["mkdocs"]
    assert sites["properdocs"].keys() == sites["mkdocs"].keys()
    assert [path for path, data in sites["mkdocs"].items() if sites["properdocs"][path] != data] == []
