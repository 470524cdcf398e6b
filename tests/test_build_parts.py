"""One build in parts, and the files it writes: joined parts, hard links, compressed siblings, several processes."""

import gzip
import os
import signal
from collections.abc import Mapping
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard

from sopwright.commands import exits
from sopwright.outputs.compress import FORMS, NoCompressorError, form, is_worth
from sopwright.outputs.depot import Depot
from sopwright.outputs.parts import Part, PartError, share, whole
from sopwright.outputs.workers import WorkerError, work_on
from tests.conftest import TODAY, Run
from tests.repositories import apply, copy
from tests.test_build import contents, names

LONG = ("<p>One sentence, and then one more of the same kind.</p>\n" * 60).encode()


# Parts


@pytest.mark.site
def test_joined_parts_are_what_one_build_makes(run: Run, tmp_path: Path) -> None:
    one, first, second = (copy(tmp_path / name, site=True) for name in ("one", "first", "second"))
    only = ("--only", "site", "--only", "register", "--today", TODAY, "--workers", 1)
    assert run("build", "--root", one, *only).code == exits.CLEAN
    assert run("build", "--root", first, *only, "--shard", "1/2").code == exits.CLEAN
    assert run("build", "--root", second, *only, "--shard", "2/2").code == exits.CLEAN
    parts = [first / "build/shards/1-of-2", second / "build/shards/2-of-2"]
    assert names(parts[0] / "site" / "agents") == ["en"]
    lacking = run("build", "--root", one, *only, "--merge", parts[0])
    assert lacking.code == exits.FAULTS
    assert "part 2 of 2 is missing" in lacking.err
    expected = contents(one / "build")
    apply(one, {"file": "build/site/agents/en/index.html", "write": "to be replaced"})
    joined = run("build", "--root", one, *only, "--merge", parts[0], "--merge", parts[1])
    assert joined.code == exits.CLEAN, joined.err
    assert "Built 6 editions with 14 documents" in joined.err
    assert contents(one / "build") == expected


@pytest.mark.parametrize("value", ["0/2", "3/2", "1", "1/0", "-1/2", "a/b"])
def test_a_part_that_is_none_is_wrong_usage(run: Run, tmp_path: Path, value: str) -> None:
    outcome = run("build", "--root", tmp_path, "--shard", value)
    assert outcome.code == exits.USAGE
    assert f"`{value}` is not a part such as 2/3" in outcome.err


def test_every_language_is_in_one_part() -> None:
    languages = ("en", "bg", "ru", "lt", "ms")
    parts = [share(languages, number, 3) for number in (1, 2, 3)]
    assert sorted(language for part in parts for language in part) == sorted(languages)
    with pytest.raises(PartError, match="5 languages make at most 5 parts, not 6"):
        share(languages, 1, 6)


def _part(number: int, parts: int = 2, made_of: str = "x") -> Part:
    return Part(made_of, number, parts, ("site",), ("agents",), {f"l{number}": 1})


WRONG: Mapping[str, tuple[list[Part], str]] = {
    "missing": ([_part(1)], "part 2 of 2 is missing"),
    "twice": ([_part(1), _part(1)], "are both part 1"),
    "of another handbook": ([_part(1), _part(2, made_of="y")], "was made of another handbook"),
    "of another division": ([_part(1), _part(2, 3)], "is missing"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_parts_that_make_no_whole_are_refused(kind: str) -> None:
    parts, message = WRONG[kind]
    with pytest.raises(PartError, match=message):
        whole({Path(str(place)): part for place, part in enumerate(parts)}, "x")


def test_a_part_that_was_not_finished_is_none(tmp_path: Path) -> None:
    with pytest.raises(PartError, match="holds no part of a build that is complete"):
        Part.read(tmp_path)
    _part(1).write(tmp_path)
    assert Part.read(tmp_path) == _part(1)


# Files


def _inode(place: Path) -> int:
    return place.stat().st_ino


def test_equal_files_are_stored_once(tmp_path: Path) -> None:
    depot = Depot(tmp_path / "new", tmp_path / "old")
    depot.write_all("agents", {"a.js": b"same", "b.js": b"other"})
    depot.write_all("leads/en", {"a.js": b"same"})
    assert _inode(tmp_path / "new/agents/a.js") == _inode(tmp_path / "new/leads/en/a.js")
    assert _inode(tmp_path / "new/agents/b.js") != _inode(tmp_path / "new/agents/a.js")


def test_copies_are_copies(tmp_path: Path) -> None:
    depot = Depot(tmp_path / "new", tmp_path / "old", links=False)
    depot.write_all("agents", {"a.js": b"same"})
    depot.write_all("leads", {"a.js": b"same"})
    assert _inode(tmp_path / "new/agents/a.js") != _inode(tmp_path / "new/leads/a.js")


def test_a_file_system_without_links_gets_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    depot = Depot(tmp_path / "new", tmp_path / "old")
    depot.write_all("a", {"a.js": b"same", "b.js": b"same"})
    assert contents(tmp_path / "new").keys() == {"a/a.js", "a/b.js"}


def test_a_file_that_stood_there_before_stays_unless_its_bytes_differ(tmp_path: Path) -> None:
    old = Depot(tmp_path / "old", tmp_path / "none")
    old.write_all("agents", {"same.html": b"same", "longer.html": b"x", "other.html": b"abc"})
    new = Depot(tmp_path / "new", tmp_path / "old")
    new.write_all("agents", {"same.html": b"same", "longer.html": b"xy", "other.html": b"abd"})
    stays = {name: _inode(tmp_path / "old/agents" / name) == _inode(tmp_path / "new/agents" / name)
             for name in ("same.html", "longer.html", "other.html")}  # fmt: skip
    assert stays == {"same.html": True, "longer.html": False, "other.html": False}
    assert (tmp_path / "old/agents/other.html").read_bytes() == b"abc"


def test_no_file_is_written_twice(tmp_path: Path) -> None:
    depot = Depot(tmp_path / "new", tmp_path / "old")
    depot.write("a.js", b"first")
    with pytest.raises(FileExistsError):
        depot.write("a.js", b"second")


def test_compressed_siblings_hold_the_same(tmp_path: Path) -> None:
    for name in ("one", "two"):
        depot = Depot(tmp_path / name, tmp_path / "none", forms=[form(each) for each in FORMS])
        depot.write_all("agents", {"page.html": LONG, "short.html": b"short", "picture.png": LONG})
        depot.write_all("leads", {"page.html": LONG})
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    agents = tmp_path / "one/agents"
    compressed = ["page.html", "page.html.br", "page.html.gz", "page.html.zst"]
    assert names(agents) == [*compressed, "picture.png", "short.html"]
    assert gzip.decompress((agents / "page.html.gz").read_bytes()) == LONG
    assert brotli.decompress((agents / "page.html.br").read_bytes()) == LONG
    assert zstandard.ZstdDecompressor().decompress((agents / "page.html.zst").read_bytes()) == LONG
    assert all(_inode(agents / name) == _inode(tmp_path / "one/leads" / name) for name in compressed)


def test_what_is_compressed_already_or_small_is_not(tmp_path: Path) -> None:
    del tmp_path
    assert is_worth("a.html", LONG)
    assert not is_worth("a.png", LONG)
    assert not is_worth("a.html", LONG[:100])


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr("sopwright.outputs.compress.import_module", missing)
    with pytest.raises(NoCompressorError, match=r"needs the package `brotli`: pip install 'sopwright\[compress\]'"):
        form("brotli")


def test_an_unknown_form_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    outcome = run("build", "--root", tmp_path, "--compress", "gzip,rar")
    assert outcome.code == exits.USAGE
    assert "`rar` is not one of gzip, brotli, zstd" in outcome.err


# Processes


def _square(number: int) -> int:
    return number * number


def _fail(number: int) -> int:
    raise ValueError(f"{number} is no good")


def _die(_number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


@pytest.mark.parametrize("workers", [1, 2, 9])
def test_every_task_is_worked_on_once(workers: int) -> None:
    found: list[int] = []
    work_on(range(5), _square, workers, found.append)
    assert sorted(found) == [0, 1, 4, 9, 16]


def test_what_a_process_raises_is_raised_here_with_its_place() -> None:
    with pytest.raises(ValueError, match="is no good") as raised:
        work_on(range(4), _fail, 2, lambda _result: None)
    assert "_fail" in "".join(raised.value.__notes__)


def test_a_process_that_is_killed_ends_the_work() -> None:
    with pytest.raises(WorkerError, match="stopped from outside"):
        work_on(range(4), _die, 2, lambda _result: None)
