"""Reading a repository again after edits gives what a first reading gives, and reads only what was edited."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from sopwright.load.handbook import Reading, reload
from tests.repositories import apply, copy

TRANSFER = "handbook/service/transfer"
EDITS: tuple[dict[str, object], ...] = (
    {"file": f"{TRANSFER}/en.md", "append": "\nOne more word.\n"},
    {"file": f"{TRANSFER}/bg.md", "append": "\n[broken](nowhere)\n"},
    {"file": f"{TRANSFER}/lt.md", "write": "# Skambutis\n"},
    {"file": f"{TRANSFER}/procedure.yml", "write": "id: ["},
    {"file": f"{TRANSFER}/seat.png", "copy": "handbook/service/answering/seat.png"},
    {"file": f"{TRANSFER}/stray.txt", "write": "?"},
    {"file": "handbook/service/new/procedure.yml", "copy": "handbook/service/answering/procedure.yml"},
    {"file": "handbook/service/other/en.md", "link": "../transfer/en.md"},
    {"file": "policies/recording/bg.md", "delete": True},
    {"file": "registers/answers.yml", "append": "{"},
    {"file": "registers/teams.yml", "delete": True},
    {"file": "templates/words/en.yml", "write": "a: b\n"},
    {"file": "approvals/SVC-001/en/0001-x.json", "write": "{}"},
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy(tmp_path / "handbook")


def same(one: Reading, other: Reading) -> bool:
    return one.handbook == other.handbook and one.faults == other.faults


def test_without_an_edit_everything_is_the_very_same(root: Path) -> None:
    first = reload(None, root)
    again = reload(first, root)
    assert again.handbook is not None
    assert first.handbook is not None
    assert again.handbook.registers is first.handbook.registers
    pairs = zip(again.handbook.documents.values(), first.handbook.documents.values(), strict=True)
    assert all(one is other for one, other in pairs)
    assert same(again, first)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: f"{edit['file']}")
def test_an_edit_is_seen_and_only_what_it_touches_is_read(root: Path, edit: dict[str, object]) -> None:
    first = reload(None, root)
    apply(root, edit)
    again = reload(first, root)
    assert same(again, reload(None, root))
    assert not same(again, first)
    kept = {id(part.value) for part in first.documents.values()}
    read = [folder for folder, part in again.documents.items() if id(part.value) not in kept]
    assert read == [folder for folder in again.documents if str(edit["file"]).startswith(f"{folder}/")]


def test_edits_in_any_order_end_where_a_first_reading_ends(root: Path) -> None:
    chance = random.Random(7)  # noqa: S311  # a test's own order
    reading = reload(None, root)
    for _ in range(30):
        path = chance.choice([path for path in root.rglob("*") if path.is_file()])
        action: Callable[[], object] = chance.choice(
            [
                lambda path=path: path.write_bytes(path.read_bytes()[:-1]),
                lambda path=path: path.write_bytes(path.read_bytes().replace(b"a", b"e")),
                lambda path=path: path.rename(path.with_name(f"x{path.name}")),
                lambda path=path: path.unlink(),
                lambda path=path: path.touch(),
            ]
        )
        action()
        reading = reload(reading, root)
        assert same(reading, reload(None, root))


def test_another_text_of_the_same_length_and_time_is_seen(root: Path) -> None:
    """What an editor, or a restored backup, may do within one tick of the clock."""
    file = root / TRANSFER / "en.md"
    first = reload(None, root)
    before = file.stat()
    file.write_text(file.read_text(encoding="utf-8").replace("a", "e"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not same(reload(first, root), first)


def test_a_reading_of_another_folder_is_not_taken_over(root: Path, tmp_path: Path) -> None:
    other = copy(tmp_path / "other")
    (other / TRANSFER / "en.md").write_text("# Elsewhere\n", encoding="utf-8")
    assert same(reload(reload(None, root), other), reload(None, other))
