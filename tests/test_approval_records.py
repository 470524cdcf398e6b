"""Records in the repository: read strictly, written whole or not at all."""

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from sopwright import clock
from sopwright.approval import files
from sopwright.approval.statement import MEANINGS, compose, written
from sopwright.load.approvals import load_approvals
from sopwright.load.handbook import load
from sopwright.model.approvals import Approvals, Delegation
from sopwright.model.handbook import Handbook
from sopwright.source.tree import Tree
from tests.repositories import copy
from tests.signing import DIGEST, SIGNED, record, statement

FIRST = "approvals/SVC-001/en/0001-second-line.json"


def place(root: Path, data: bytes, path: str = FIRST, signature: bytes = b"signed") -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(data)
    (root / files.signature_path(path)).write_bytes(signature)


def faults(root: Path) -> list[str]:
    approvals, found = load_approvals(Tree(root))
    assert approvals.of("SVC-001", "en") == ()
    return [f"{fault.span.path.removeprefix('approvals/')} {fault.name}" for fault in found]


@pytest.fixture
def data(handbook: Handbook) -> bytes:
    return statement(handbook.registers, "m.manager")


# Reading


def test_records_are_read_as_they_lie(tmp_path: Path, handbook: Handbook, data: bytes) -> None:
    place(tmp_path, data)
    second = statement(handbook.registers, "n.manager", step="release", prev="0" * 64)
    place(tmp_path, second, "approvals/SVC-001/en/0002-release.json")
    bulgarian = statement(handbook.registers, "m.manager", subject=("SVC-001#bg", DIGEST))
    place(tmp_path, bulgarian, "approvals/SVC-001/bg/0001-second-line.json")
    approvals, found = load_approvals(Tree(tmp_path))
    assert found == []
    assert approvals.of("SVC-001", "en")[0] == record(data, b"signed")
    assert [one.sequence for one in approvals.of("SVC-001", "en")] == [1, 2]
    assert [one.data for one in approvals.of("SVC-001", "bg")] == [bulgarian]
    assert approvals.of("SVC-001", "lt") == ()


def test_deputies_have_a_folder_of_their_own(tmp_path: Path, handbook: Handbook) -> None:
    delegation = {
        "principal": "m.manager",
        "deputy": "n.manager",
        "post": "manager",
        "from": "2026-05-01",
        "until": "2026-05-31",
    }
    data = statement(
        handbook.registers,
        "m.manager",
        "delegate",
        step="delegate",
        subject=("deputies", DIGEST),
        delegation=delegation,
    )
    place(tmp_path, data, "approvals/deputies/0001-delegate.json")
    approvals, found = load_approvals(Tree(tmp_path))
    assert (found, approvals.subjects) == ([], {})
    expected = Delegation.model_validate(delegation | {"from": date(2026, 5, 1), "until": date(2026, 5, 31)})
    assert approvals.deputies[0].predicate.delegation == expected


def test_a_handbook_brings_its_records_and_their_faults(tmp_path: Path, data: bytes) -> None:
    root = copy(tmp_path)
    assert load(root)[0].approvals == Approvals()  # type: ignore[union-attr]
    place(root, data)
    (root / "approvals" / "README.md").write_text("Signed records.\n", encoding="utf-8")
    (root / "approvals" / "example-keys").mkdir()
    (root / "approvals" / "example-keys" / "r.tan").write_text("a key", encoding="utf-8")
    handbook, found = load(root)
    assert handbook is not None
    assert (found, len(handbook.approvals.of("SVC-001", "en"))) == ([], 1)
    (root / "approvals" / "notes.txt").write_text("x", encoding="utf-8")
    assert [fault.name for fault in load(root)[1]] == ["stray-file"]


def test_a_record_without_a_signature_is_read_and_says_so(tmp_path: Path, data: bytes) -> None:
    place(tmp_path, data)
    (tmp_path / files.signature_path(FIRST)).unlink()
    assert load_approvals(Tree(tmp_path))[0].of("SVC-001", "en")[0].signature == b""


WRONG: dict[str, tuple[Any, str]] = {
    "trailing bytes": (lambda data: data + b"{}", "json-syntax"),
    "a second end of line": (lambda data: data + b"\n", "json-syntax"),
    "a leading space": (lambda data: b" " + data, "json-syntax"),
    "a duplicate key": (
        lambda data: data.replace(b'"revision": 1', b'"revision": 2,\n    "revision": 1'),
        "json-syntax",
    ),
    "no number": (lambda data: data.replace(b'"revision": 1', b'"revision": Infinity'), "json-syntax"),
    "no JSON": (lambda _data: b"decision: approve\n", "json-syntax"),
    "a list": (lambda data: b"[" + data.strip() + b"]\n", "json-syntax"),
    "too deep": (lambda _data: b"[" * 30_000, "json-syntax"),
    "deep texts": (lambda _data: b'{"a":' + b"[" * 900 + b'"x"' + b"]" * 900 + b"}", "wrong-form"),
    "no text": (lambda data: data + b"\xff", "not-utf-8"),
    "a byte-order mark": (lambda data: b"\xef\xbb\xbf" + data, "byte-order-mark"),
    "a hidden character": (lambda data: data.replace(b"Max", "M\u200bax".encode()), "invisible-character"),
    "an escaped one": (lambda data: data.replace(b"Max", b"M\\u202eax"), "bidi-control"),
    "an unknown field": (lambda data: data.replace(b'"revision"', b'"extra": 1, "revision"'), "wrong-form"),
    "a missing field": (lambda data: data.replace(b'"revision": 1,\n', b""), "wrong-form"),
    "a number as text": (lambda data: data.replace(b'"revision": 1', b'"revision": "1"'), "wrong-form"),
    "a time without a zone": (lambda data: data.replace(b"09:30:00Z", b"09:30:00"), "wrong-form"),
    "another type": (lambda data: data.replace(b"in-toto.io/Statement/v1", b"in-toto.io/Statement/v0.1"), "wrong-form"),
    "another predicate": (lambda data: data.replace(b"decision:1", b"decision:2"), "wrong-form"),
    "no subject": (
        lambda data: data.replace(data[data.index(b'"subject"') : data.index(b'"predicateType"')], b'"subject": [], '),
        "wrong-form",
    ),
    "another language": (lambda data: data.replace(b"SVC-001#en", b"SVC-001#bg"), "record-misplaced"),
    "another document": (lambda data: data.replace(b"SVC-001#en", b"SVC-002#en"), "record-misplaced"),
    "another step": (lambda data: data.replace(b'"step": "second-line"', b'"step": "release"'), "record-misplaced"),
    "too large": (lambda data: data.replace(b"Max", b"M" * 70_000), "file-too-large"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_record_with_a_fault_never_counts(tmp_path: Path, data: bytes, name: str) -> None:
    change, rule = WRONG[name]
    changed = change(data)
    assert changed != data
    place(tmp_path, changed)
    assert set(faults(tmp_path)) == {f"SVC-001/en/0001-second-line.json {rule}"}


def test_a_long_signature_is_not_read(tmp_path: Path, data: bytes) -> None:
    place(tmp_path, data, signature=b"x" * 70_000)
    assert faults(tmp_path) == ["SVC-001/en/0001-second-line.json file-too-large"]


@pytest.mark.parametrize(
    "name", ["1-second-line.json", "0001-Second.json", "00001-x.json", "0001-x.json.bak", "0002-x.sig", "notes.md"]
)
def test_other_files_among_records_are_named(tmp_path: Path, name: str) -> None:
    place(tmp_path, b"", f"approvals/SVC-001/en/{name}")
    (tmp_path / files.signature_path(f"approvals/SVC-001/en/{name}")).unlink(missing_ok=True)
    (tmp_path / f"approvals/SVC-001/en/{name}").write_bytes(b"")
    assert faults(tmp_path) == [f"SVC-001/en/{name} stray-file"]


def test_folders_where_none_belong_are_named(tmp_path: Path) -> None:
    for folder in ("SVC-001/en/inner", "SVC-001/English", "svc", "deputies/inner"):
        (tmp_path / "approvals" / folder).mkdir(parents=True)
    (tmp_path / "approvals" / "SVC-001" / "notes.md").write_text("x", encoding="utf-8")
    assert sorted(faults(tmp_path)) == [
        "SVC-001/English file-name",
        "SVC-001/en/inner stray-file",
        "SVC-001/notes.md stray-file",
        "deputies/inner stray-file",
        "svc file-name",
    ]


@pytest.mark.parametrize("part", ["approvals", "approvals/SVC-001", "approvals/SVC-001/en", FIRST])
def test_symbolic_links_are_not_followed(tmp_path: Path, data: bytes, part: str) -> None:
    place(tmp_path / "elsewhere", data)
    link = tmp_path / "root" / part
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / "elsewhere" / part)
    found = faults(tmp_path / "root")
    assert f"{part.removeprefix('approvals/')} symbolic-link" in found


def test_a_signature_behind_a_symbolic_link_is_none(tmp_path: Path, data: bytes) -> None:
    place(tmp_path, data)
    signature = tmp_path / files.signature_path(FIRST)
    signature.rename(tmp_path / "signature")
    signature.symlink_to(tmp_path / "signature")
    approvals, found = load_approvals(Tree(tmp_path))
    assert ([fault.name for fault in found], approvals.of("SVC-001", "en")[0].signature) == (["symbolic-link"], b"")


def test_after_a_gap_nothing_counts(tmp_path: Path, handbook: Handbook, data: bytes) -> None:
    place(tmp_path, data)
    for number in (3, 4):
        step = statement(handbook.registers, "n.manager", step="release")
        place(tmp_path, step, f"approvals/SVC-001/en/{number:04}-release.json")
    approvals, found = load_approvals(Tree(tmp_path))
    assert [one.sequence for one in approvals.of("SVC-001", "en")] == [1]
    assert [(fault.name, "`0002` is missing" in fault.message) for fault in found] == [("record-sequence", True)]


def test_of_two_records_with_one_number_neither_counts(tmp_path: Path, handbook: Handbook, data: bytes) -> None:
    place(tmp_path, data)
    for step in ("legal", "release"):
        signed = statement(handbook.registers, "n.manager", step=step)
        place(tmp_path, signed, f"approvals/SVC-001/en/0002-{step}.json")
    approvals, found = load_approvals(Tree(tmp_path))
    assert [one.sequence for one in approvals.of("SVC-001", "en")] == [1]
    assert [(fault.span.path[-10:], "stands twice" in fault.message) for fault in found] == [("legal.json", True)]


# Writing


def test_a_statement_says_all_and_is_read_back(handbook: Handbook) -> None:
    asked = {"posts": ["agent"], "people": 3, "remarks": DIGEST}
    made = compose(
        handbook.registers,
        [("SVC-001#bg", DIGEST), ("SVC-001#en", "1" * 64)],
        "consult",
        "l.lead",
        datetime.fromisoformat("2026-05-04T11:30:00.123+02:00"),
        revision=2,
        changeClass="editorial",
        onBehalfOf="k.lead",
        consulted=asked,
        prev=None,
    )
    value = json.loads(written(made))
    assert [one["name"] for one in value["subject"]] == ["SVC-001#bg", "SVC-001#en"]
    predicate = value["predicate"]
    assert {key: predicate[key] for key in ("step", "time", "printedName", "onBehalfOf", "handbook", "consulted")} == {
        "step": "consult",
        "time": "2026-05-04T09:30:00Z",
        "printedName": "Lee Lead",
        "onBehalfOf": "k.lead",
        "handbook": "example",
        "consulted": asked,
    }
    assert predicate["meaning"] == MEANINGS["consult"]
    assert "prev" not in predicate
    assert type(made).model_validate_json(written(made)) == made
    assert written(made) == written(type(made).model_validate_json(written(made)))


def test_a_reason_of_two_lines_is_refused(handbook: Handbook) -> None:
    with pytest.raises(ValidationError, match="reason"):
        statement(handbook.registers, "m.manager", "refuse", reason="one\ntwo")


def test_numbers_follow_each_other_and_are_never_used_twice(tmp_path: Path) -> None:
    folder = files.folder_of("SVC-001", "en")
    assert files.next_path(tmp_path, folder, "legal") == "approvals/SVC-001/en/0001-legal.json"
    files.write(tmp_path, f"{folder}/0001-legal.json", b"{}", b"signed")
    (tmp_path / folder / "0007-broken.json").write_bytes(b"not JSON")
    (tmp_path / folder / "notes.md").write_bytes(b"")
    assert files.next_path(tmp_path, folder, "release") == "approvals/SVC-001/en/0008-release.json"


def test_a_record_is_written_with_its_signature(tmp_path: Path, data: bytes) -> None:
    files.write(tmp_path, FIRST, data, b"signed")
    assert load_approvals(Tree(tmp_path))[0].of("SVC-001", "en") == (record(data, b"signed"),)
    assert sorted(path.name for path in (tmp_path / FIRST).parent.iterdir()) == [
        "0001-second-line.json",
        "0001-second-line.sig",
    ]


@pytest.mark.parametrize("name", ["0001-second-line.json", "0001-second-line.sig"])
def test_nothing_is_ever_written_over(tmp_path: Path, data: bytes, name: str) -> None:
    there = (tmp_path / FIRST).with_name(name)
    there.parent.mkdir(parents=True)
    there.write_bytes(b"older")
    with pytest.raises(FileExistsError, match="only ever added"):
        files.write(tmp_path, FIRST, data, b"signed")
    assert [(path.name, path.read_bytes()) for path in there.parent.iterdir()] == [(name, b"older")]


def test_a_link_to_nowhere_is_not_written_through(tmp_path: Path, data: bytes) -> None:
    (tmp_path / FIRST).parent.mkdir(parents=True)
    (tmp_path / FIRST).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        files.write(tmp_path, FIRST, data, b"signed")
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "approvals").symlink_to(tmp_path)
    with pytest.raises(OSError, match="symbolic link"):
        files.write(tmp_path / "root", FIRST, data, b"signed")
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("after", range(4))
def test_after_a_failure_nothing_is_left_behind(
    tmp_path: Path, data: bytes, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    done: list[Path] = []

    def failing(real: Any) -> Any:
        def call(self: Path, *arguments: Any) -> Any:
            if len(done) == after:
                raise OSError("the disk is full")
            done.append(self)
            return real(self, *arguments)

        return call

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", failing(Path.write_bytes))
        patched.setattr(Path, "replace", failing(Path.replace))
        with pytest.raises(OSError, match="the disk is full"):
            files.write(tmp_path, FIRST, data, b"signed")
    assert list((tmp_path / FIRST).parent.iterdir()) == []


# The time


def test_the_time_is_that_of_the_environment_or_the_machine() -> None:
    assert clock.now({"SOURCE_DATE_EPOCH": "1777887000"}) == SIGNED
    assert clock.today({"SOURCE_DATE_EPOCH": "1777887000"}) == date(2026, 5, 4)
    machine = clock.now(os.environ | {"SOURCE_DATE_EPOCH": ""})
    assert abs((machine - datetime.now(UTC)).total_seconds()) < 60
    assert machine.microsecond == 0
    with pytest.raises(ValueError, match="invalid literal"):
        clock.now({"SOURCE_DATE_EPOCH": "soon"})
    with pytest.raises(ValueError, match="out of range"):
        clock.now({"SOURCE_DATE_EPOCH": "9" * 16})
