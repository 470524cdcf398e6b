"""What tests of the redline begin from."""

import shutil
from pathlib import Path

from tests.repositories import PROJECT, copy


def copied(place: Path) -> Path:
    """The small handbook with what a redline's words need, and a picture, in an empty folder."""
    root = copy(place)
    for part in ("binding", "words"):
        shutil.copytree(PROJECT / "templates" / part, root / "templates" / part, dirs_exist_ok=True)
    shutil.copyfile(PROJECT / "handbook/service/answering-a-call/seat-ready.png", root / "registers/logo.png")
    return root
