"""A build in parts, made on several machines: each part writes some languages, and one run joins them."""

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

FILE = "part.json"


class PartError(Exception):
    """Parts that do not make a whole."""


@dataclass(frozen=True)
class Part:
    """What a part of a build says of itself."""

    made_of: str
    """The digest of all that decides about the whole build; parts with another one are of another handbook."""
    number: int
    parts: int
    outputs: tuple[str, ...]
    audiences: tuple[str, ...]
    languages: Mapping[str, int]
    """How many documents the part's editions in each language hold."""

    def write(self, folder: Path) -> None:
        """Write it into the part's folder, when all else is there."""
        (folder / FILE).write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read a part's own words.

        Raises:
            PartError: There are none, or they cannot be read.
        """
        try:
            data: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
            data |= {"outputs": tuple(data["outputs"]), "audiences": tuple(data["audiences"])}
            return cls(**data)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise PartError(f"{folder} holds no part of a build that is complete ({error})") from error


def share(languages: Sequence[str], number: int, parts: int) -> tuple[str, ...]:
    """The languages of a part.

    Raises:
        PartError: There are more parts than languages.
    """
    if parts > len(languages):
        raise PartError(f"{len(languages)} languages make at most {len(languages)} parts, not {parts}")
    return tuple(languages[number - 1 :: parts])


def whole(parts: Mapping[Path, Part], made_of: str) -> Mapping[str, Path]:
    """The folder that each language comes from.

    Args:
        parts: The parts by folder.
        made_of: The digest of all that decides about the build that they shall make.

    Raises:
        PartError: One is missing, one is there twice, or they are of different builds.
    """
    found: dict[str, Path] = {}
    numbers: dict[int, Path] = {}
    for folder, part in parts.items():
        if part.made_of != made_of:
            raise PartError(f"{folder} was made of another handbook, day, selection or version of sopwright")
        if part.number in numbers:
            raise PartError(f"{folder} and {numbers[part.number]} are both part {part.number}")
        numbers[part.number] = folder
        found.update(dict.fromkeys(part.languages, folder))
    count = max((part.parts for part in parts.values()), default=1)
    missing = sorted(set(range(1, count + 1)) - numbers.keys())
    if missing or any(part.parts != count for part in parts.values()):
        raise PartError(f"part {', '.join(map(str, missing)) or '?'} of {count} is missing")
    return found


def take(source: Path, place: Path) -> None:
    """Put a folder's files into a new folder: as hard links where the file system can, else as copies."""
    shutil.copytree(source, place, symlinks=True, copy_function=_link)


def _link(source: str, place: str) -> None:
    with suppress(OSError):
        os.link(source, place, follow_symlinks=False)
        return
    shutil.copy2(source, place)
