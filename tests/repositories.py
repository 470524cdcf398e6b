"""Small handbooks for tests: the one in ``tests/handbook``, with edits."""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sopwright.load.handbook import load
from sopwright.model.handbook import Handbook

HERE = Path(__file__).parent
PROJECT = HERE.parent
BASE = HERE / "handbook"
LANGUAGES = ("en", "bg")


def copy(target: Path, edits: Iterable[Mapping[str, Any]] = (), *, site: bool = False) -> Path:
    """Copy the small handbook to a folder and edit it there.

    With ``site`` it also gets what the project itself has for building: the interface's words in the handbook's
    languages, the fonts, the books' and the site's templates, ``mkdocs.yml``.

    An edit names a ``file`` and one of: ``old`` and ``new`` (``old`` must stand there exactly once), ``write`` (the
    whole text) or ``append``, either of them ``times`` times where that is given, ``hex`` (the whole content as
    bytes), ``copy`` (from another file), ``link`` (a symbolic link to that target), ``delete``.
    """
    shutil.copytree(BASE, target, dirs_exist_ok=True)
    if site:
        copy_words(target)
        for part in ("binding", "book", "fonts", "preview", "redline", "serve", "site"):
            shutil.copytree(PROJECT / "templates" / part, target / "templates" / part)
        shutil.copyfile(PROJECT / "mkdocs.yml", target / "mkdocs.yml")
    for edit in edits:
        apply(target, edit)
    return target


def read(target: Path, edits: Iterable[Mapping[str, Any]] = ()) -> Handbook:
    """Copy the small handbook with the interface's words, edit it, and read it; there must be no fault in reading."""
    copy(target)
    copy_words(target)
    for edit in edits:
        apply(target, edit)
    handbook, faults = load(target)
    if handbook is None or faults:
        raise ValueError(f"the edited handbook cannot be read: {faults}")
    return handbook


def copy_words(target: Path) -> None:
    """Copy the interface's words in the handbook's languages."""
    (target / "templates" / "words").mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        words = Path("templates", "words", f"{language}.yml")
        shutil.copyfile(PROJECT / words, target / words)


def apply(root: Path, edit: Mapping[str, Any]) -> None:
    """Make one edit."""
    place = root / edit["file"]
    place.parent.mkdir(parents=True, exist_ok=True)
    if "old" in edit:
        text = place.read_text(encoding="utf-8")
        if text.count(edit["old"]) != 1:
            raise ValueError(f"{edit['old']!r} stands {text.count(edit['old'])} times in {edit['file']}, not once")
        place.write_text(text.replace(edit["old"], edit["new"]), encoding="utf-8")
    elif "write" in edit:
        place.write_text(edit["write"] * edit.get("times", 1), encoding="utf-8")
    elif "append" in edit:
        added = edit["append"] * edit.get("times", 1)
        place.write_text(place.read_text(encoding="utf-8") + added, encoding="utf-8")
    elif "hex" in edit:
        place.write_bytes(bytes.fromhex(edit["hex"]))
    elif "copy" in edit:
        shutil.copyfile(root / edit["copy"], place)
    elif "link" in edit:
        place.symlink_to(edit["link"])
    elif "delete" in edit:
        place.unlink()
    else:
        raise ValueError(f"no edit in {edit}")
