"""What the last build was made of: when all of it is the same, and its output stands untouched, there is nothing to do.

The record lies below ``build/.cache`` and may be deleted at any time. It says nothing about a handbook but digests.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import requires, version
from pathlib import Path

from sopwright.checks.run import Examined
from sopwright.commands.files import write_aside
from sopwright.history.git import HistoryError
from sopwright.history.repository import HEAD, Repository
from sopwright.load.version import version as own_version
from sopwright.model.handbook import Handbook

FOLDER = Path("build", ".cache", "built")
_TEMPLATES = ("templates", "mkdocs.yml")
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Built:
    """A build as it is remembered."""

    made_of: str
    """The digest of all that decides about its output."""
    output: str
    """The digest of the names, sizes and times of its files."""
    said: tuple[str, ...]
    """What it told."""


def made_of(root: Path, examined: Examined, asked: Sequence[object]) -> str:
    """The digest of all that decides about a build's output, in hexadecimal.

    Args:
        root: The handbook's folder.
        examined: The handbook as it was read.
        asked: What was asked for, and as of when.
    """
    reading = examined.reading
    found = [own_version(), *_libraries(), repr(asked), _head(root)]
    found += [reading.shared.sight.digest, reading.approvals.sight.digest]
    found += [f"{folder} {part.sight.digest}" for folder, part in sorted(reading.documents.items())]
    for place in _files(root):
        found.append(f"{place.relative_to(root).as_posix()} {hashlib.sha256(place.read_bytes()).hexdigest()}")
    return hashlib.sha256("\n".join(found).encode("utf-8", "surrogatepass")).hexdigest()


def has_emergency(handbook: Handbook) -> bool:
    """Whether the time of day matters: an approval in an emergency ends at an hour."""
    return any(record.predicate.decision == "emergency" for record in handbook.approvals.all)


def output_of(folders: Sequence[Path]) -> str:
    """The digest of names, sizes and times of all files below some folders, in hexadecimal."""
    found = hashlib.sha256()
    for folder in filter(Path.is_dir, folders):
        for path, status in sorted(_seen(str(folder))):
            found.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return found.hexdigest()


def recall(root: Path, asked: Sequence[object]) -> Built | None:
    """The last build that was asked for the same."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        data = json.loads((root / _file(asked)).read_text(encoding="utf-8"))
        return Built(str(data["made_of"]), str(data["output"]), tuple(map(str, data["said"])))
    return None


def remember(root: Path, asked: Sequence[object], built: Built) -> None:
    """Remember a build."""
    data = json.dumps({"made_of": built.made_of, "output": built.output, "said": built.said})
    write_aside(root / _file(asked), data.encode())


def _file(asked: Sequence[object]) -> Path:
    return FOLDER / f"{hashlib.sha256(repr(asked).encode()).hexdigest()[:32]}.json"


def _libraries() -> list[str]:
    """The versions of all that we rest on."""
    names = {match[0] for one in requires("sopwright") or () if "extra ==" not in one and (match := _NAME.match(one))}
    return [f"{name} {version(name)}" for name in sorted(names)]


def _head(root: Path) -> str:
    """The newest commit: what is in force may be of an earlier one."""
    try:
        return Repository.find(root).resolve(HEAD)
    except HistoryError:
        return ""


def _files(root: Path) -> Iterator[Path]:
    for name in _TEMPLATES:
        place = root / name
        if place.is_file():
            yield place
        yield from (file for file in sorted(place.rglob("*")) if file.is_file())


def _seen(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _seen(entry.path)
            else:
                yield entry.path, entry.stat(follow_symlinks=False)
