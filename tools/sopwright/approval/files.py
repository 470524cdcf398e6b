"""Putting a record and its signature below ``approvals/``: a new file, never over another one."""

import re
from collections.abc import Iterable
from pathlib import Path

from sopwright.model.approvals import DEPUTIES, Record

FOLDER = "approvals"
_NUMBERED = re.compile(r"([0-9]{4})-")


def folder_of(document: str, language: str) -> str:
    """Where the records of a document in a language lie, ``approvals/SVC-004/bg``.

    Those of the subject ``wording:recording-notice`` lie in ``approvals/wording/recording-notice/bg``.
    """
    return f"{FOLDER}/{document.replace(':', '/')}/{language}"


DEPUTIES_FOLDER = f"{FOLDER}/{DEPUTIES}"
"""Where the records that name deputies lie."""


def next_path(root: Path, folder: str, step: str) -> str:
    """The path of a folder's next record, ``approvals/SVC-004/bg/0003-release.json``.

    Every file that is there counts, also one that cannot be read: a number is never used twice.
    """
    place = root / folder
    names = [entry.name for entry in place.iterdir()] if place.is_dir() else []
    numbers = [int(match[1]) for name in names if (match := _NUMBERED.match(name))]
    return f"{folder}/{max(numbers, default=0) + 1:04}-{step}.json"


def signature_path(path: str) -> str:
    """The path of a record's signature."""
    return path.removesuffix(".json") + ".sig"


def write_all(root: Path, records: Iterable[Record]) -> None:
    """Write records that are new, all or none; see :func:`write`."""
    done: list[str] = []
    try:
        for record in records:
            write(root, record.path, record.data, record.signature)
            done.append(record.path)
    except BaseException:
        for path in done:
            (root / path).unlink(missing_ok=True)
            (root / signature_path(path)).unlink(missing_ok=True)
        raise


def write(root: Path, path: str, data: bytes, signature: bytes) -> None:
    """Write a record and its signature, both or none.

    Args:
        root: The repository's folder.
        path: The record's path below it, as :func:`next_path` gives it.
        data: The bytes that were signed.
        signature: The SSHSIG.

    Raises:
        FileExistsError: A file of that name is there already; records are only ever added.
        OSError: A part of the path is a symbolic link, or nothing can be written there.
    """
    folder = root
    for part in path.split("/")[:-1]:
        folder = folder / part
        if folder.is_symlink():
            raise OSError(f"`{folder}` is a symbolic link; records are not written through one")
    folder.mkdir(parents=True, exist_ok=True)
    places = {root / signature_path(path): signature, root / path: data}
    for place in places:
        if place.is_symlink() or place.exists():
            raise FileExistsError(f"`{place}` is there already; records are only ever added")
    done: list[Path] = []
    try:
        for place, content in places.items():
            aside = place.with_name(f".{place.name}.new")
            done.append(aside)
            aside.write_bytes(content)
        for place in places:
            place.with_name(f".{place.name}.new").replace(place)
            done.append(place)
    except BaseException:
        for place in done:
            place.unlink(missing_ok=True)
        raise
