"""The whole way of one changed number: named, shown to readers, sent to a translator, brought back, and settled."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from sopwright.edition.project import project
from sopwright.load.handbook import load
from tests.conftest import Run
from tests.repositories import PROJECT, apply

LANGUAGES = ("bg", "zh-Hant", "ms", "lt", "ru")
FOLDER = "handbook/service/customer-records/"
NUMBER, SECTION = "SVC-006", "look-up"
DAY = date(2026, 11, 22)
CHANGE = {"file": FOLDER + "en.md", "old": "{quantity:30 s}", "new": "{quantity:45 s}"}

pytestmark = [pytest.mark.content, pytest.mark.slow]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The handbook, in which one number of an English step is changed."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 22 November 2026
    for name in ("approvals", "handbook", "policies", "registers", "templates"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    apply(tmp_path, CHANGE)
    return tmp_path


def stale(root: Path, run: Run) -> dict[str, list[str]]:
    """By language, the stale sections that one command names, with what has changed."""
    data = json.loads(run("translations", "status", "--json", "--root", root).out)
    found: dict[str, list[str]] = {}
    for row in data["translations"]:
        for section in row["open"]:
            changed = "; ".join(f"{before} > {after}" for before, after in section["changes"])
            found.setdefault(row["language"], []).append(
                f"{row['document']} {section['section']} {section['state']}: {changed}"
            )
    return found


def banners(root: Path) -> dict[str, tuple[str, ...]]:
    """By language, the sections that the page's banner names."""
    handbook, _ = load(root)
    assert handbook is not None
    editions = {language: project(handbook, "agents", language, DAY) for language in LANGUAGES}
    return {
        language: tuple(anchor for anchor, _ in edition.documents[NUMBER].stale)
        for language, edition in editions.items()
    }


def test_one_changed_number_from_the_source_to_the_translator_and_back(root: Path, run: Run) -> None:
    named = [f"{NUMBER} {SECTION} stale: {{quantity:30 s}} > {{quantity:45 s}}"]
    assert stale(root, run) == dict.fromkeys(LANGUAGES, named)
    assert banners(root) == dict.fromkeys(LANGUAGES, (SECTION,))

    packet = root / "packet.xlf"
    words = ("--language", "bg", "--only", "stale", "--output", packet, "--root", root)
    assert run("translations", "export", *words).code == 0
    text = packet.read_text(encoding="utf-8")
    assert set(_units(text)) == {f"{NUMBER}/{SECTION}"}
    assert "{quantity:30 s}" in text
    assert "{quantity:45 s}" in text

    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and "build" not in path.parts}
    packet.write_text(text.replace('state="initial"', 'state="translated"'), encoding="utf-8")
    assert run("translations", "import", packet, "--root", root).code == 0
    changed = {path.relative_to(root).as_posix() for path, data in before.items() if path.read_bytes() != data}
    assert changed == {"packet.xlf", FOLDER + "bg.md", FOLDER + "bg.pin.yml"}
    bulgarian = (root / FOLDER / "bg.md").read_text(encoding="utf-8")
    assert "{quantity:45 s}" in bulgarian
    assert "{quantity:30 s}" not in bulgarian

    others = [language for language in LANGUAGES if language != "bg"]
    assert stale(root, run) == dict.fromkeys(others, named)
    assert banners(root) == {**dict.fromkeys(others, (SECTION,)), "bg": ()}


def _units(text: str) -> list[str]:
    """The sections that a packet's passages belong to."""
    return [part.partition('"')[0].rpartition("/")[0] for part in text.split('name="')[1:] if part.startswith(NUMBER)]
