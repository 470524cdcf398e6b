"""The handbook's own documents, copied under other numbers, so that every copy is whole and clean."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
NUMBER = re.compile(r"\b(MGT|SVC|POL)-0(\d\d)\b")


def multiply(target: Path, copies: int) -> int:
    """Copy the handbook with each document `copies` times; return how many documents there are."""
    for name in ("registers", "templates"):
        shutil.copytree(ROOT / name, target / name)
    documents = 0
    for folder in _folders():
        for copy in range(copies):
            _copy(folder, target, copy)
            documents += 1
    return documents


def _folders() -> Iterator[Path]:
    for metadata in sorted([*ROOT.glob("handbook/*/*/procedure.yml"), *ROOT.glob("policies/*/policy.yml")]):
        yield metadata.parent


def _copy(folder: Path, target: Path, copy: int) -> None:
    place = target / folder.relative_to(ROOT).parent / (folder.name + (f"-{copy}" if copy else ""))
    place.mkdir(parents=True)
    for file in folder.iterdir():
        if file.suffix not in (".md", ".yml"):
            shutil.copyfile(file, place / file.name)
            continue
        text = NUMBER.sub(rf"\g<1>-{copy}\g<2>", file.read_text(encoding="utf-8"))
        if copy and file.suffix == ".md":
            title, _, rest = text.partition("\n")
            text = f"{title} {copy}\n{rest}"
        (place / file.name).write_text(text, encoding="utf-8")
