"""``sopwright records``: what administrators and auditors do with confirmations."""

import csv
import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine, insert

from sopwright.records import backup as backups
from sopwright.records import database
from sopwright.records.chain import verify
from sopwright.records.confirm import Confirmation, all_rows, confirm, head
from sopwright.records.people import people
from sopwright.records.tables import FEEDBACK
from tests.conftest import Outcome, Run
from tests.databases import fresh
from tests.signing import key_of

NOW = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)
Records = Callable[..., Outcome]


def fill(engine: Engine, *names: str) -> None:
    with database.writing(engine) as connection:
        for name in names:
            confirm(connection, Confirmation(name, "SVC-001", "en", "c", "m", 1), NOW)


@pytest.fixture
def records(run: Run, small: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Records:
    """Run one of the commands on the database."""
    monkeypatch.setenv("SOPWRIGHT_DATABASE", database_url)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))

    def call(*words: object, root: bool = True) -> Outcome:
        return run("records", *words, *(("--root", small) if root else ()))

    return call


def test_a_sound_chain_is_verified(records: Records, engine: Engine) -> None:
    fill(engine, "a.agent", "l.lead")
    outcome = records("verify")
    assert outcome.code == 0
    assert "The chain of 2 confirmations holds." in outcome.err
    said = json.loads(records("verify", "--json").out)
    assert (said["rows"], said["broken"]) == (2, [])
    assert len(said["hash"]) == 64


def test_checkpoints_prove_that_nothing_was_taken_away(records: Records, engine: Engine, tmp_path: Path) -> None:
    fill(engine, "a.agent", "l.lead")
    folder, key = tmp_path / "points", key_of("m.manager")
    assert records("checkpoint", "--folder", folder, "--key", key).code == 0
    assert records("checkpoint", "--folder", folder, "--key", key).code == 1  # of this second there is one
    given = ("--checkpoints", folder, "--signer", f"{key}.pub")
    assert "1 checkpoints agree" in records("verify", *given).err
    point = next(folder.glob("*.json"))
    other = point.with_name("2026-06-02T080000Z.json")
    other.write_bytes(point.read_bytes().replace(b'"seq":2', b'"seq":3'))
    other.with_suffix(".sig").write_bytes(point.with_suffix(".sig").read_bytes())
    outcome = records("verify", *given)
    assert outcome.code == 1
    assert "2026-06-02T080000Z.json does not count: its signature does not fit" in outcome.err
    other.unlink()
    assert records("verify", "--checkpoints", folder, "--signer", f"{key_of('n.manager')}.pub").code == 1


def test_a_chain_that_lost_its_newest_rows_is_found_by_a_checkpoint(
    records: Records, engine: Engine, tmp_path: Path, postgres: object
) -> None:
    del postgres
    fill(engine, "a.agent", "l.lead")
    folder, key = tmp_path / "points", key_of("m.manager")
    records("checkpoint", "--folder", folder, "--key", key)
    shorter = f"sqlite:///{tmp_path / 'shorter.db'}"
    other = database.open(shorter)
    fill(other, "a.agent")
    other.dispose()
    given = ("--checkpoints", folder, "--signer", f"{key}.pub", "--json", "--database", shorter)
    outcome = records("verify", *given)
    assert outcome.code == 1
    assert json.loads(outcome.out)["broken"] == [{"seq": 2, "why": "a checkpoint counts 2 rows; there are 1"}]


def test_an_export_holds_names_only_where_they_are_asked_for(records: Records, engine: Engine, tmp_path: Path) -> None:
    fill(engine, "a.agent", "=cmd|x")
    for form in ("csv", "jsonl", "xlsx"):
        file = tmp_path / f"plain.{form}"
        assert records("export", "--format", form, "--output", file).code == 0
        assert b"a.agent" not in file.read_bytes()
    records("export", "--output", tmp_path / "names.csv", "--names")
    rows = list(csv.DictReader(StringIO((tmp_path / "names.csv").read_text(encoding="utf-8-sig"))))
    assert [row["name"] for row in rows] == ["a.agent", "'=cmd|x"]
    records("export", "--format", "xlsx", "--output", tmp_path / "names.xlsx", "--names")
    sheet = load_workbook(tmp_path / "names.xlsx").worksheets[0]
    assert [cell.value for cell in sheet["O"]] == ["name", "a.agent", "=cmd|x"]
    assert {cell.data_type for cell in sheet["O"]} == {"s"}


def test_a_backup_is_restored_to_either_database(
    records: Records, engine: Engine, tmp_path: Path, postgres: object
) -> None:
    fill(engine, "a.agent", "l.lead")
    with database.writing(engine) as connection:
        values = dict.fromkeys((column.name for column in FEEDBACK.columns), "x")
        connection.execute(
            insert(FEEDBACK), {**values, "kind": "idea", "status": "open", "revision": 1, "person": None}
        )
    file = tmp_path / "backup.gz"
    assert records("backup", file, root=False).code == 0
    assert records("backup", file, root=False).code == 1
    for url in (f"sqlite:///{tmp_path / 'other.db'}", fresh(postgres)):  # type: ignore[arg-type]
        assert records("restore", file, "--database", url, root=False).code == 0
        other = database.open(url)
        with database.reading(engine) as old, database.reading(other) as new:
            assert list(all_rows(old)) == list(all_rows(new))
            assert people(old) == people(new)
            assert old.execute(FEEDBACK.select()).all() == new.execute(FEEDBACK.select()).all()
        again = records("restore", file, "--database", url, root=False)
        assert again.code == 1
        assert "not empty" in again.err
        other.dispose()


@pytest.mark.parametrize("damage", ["cut", "changed", "other", "row"])
def test_a_damaged_backup_is_refused_and_nothing_is_written(
    records: Records, engine: Engine, tmp_path: Path, damage: str
) -> None:
    fill(engine, "a.agent", "l.lead")
    file, target = tmp_path / "backup.gz", f"sqlite:///{tmp_path / 'target.db'}"
    backups.backup(engine, file)
    text = gzip.decompress(file.read_bytes())
    lines = text.splitlines(keepends=True)
    damaged = {
        "cut": file.read_bytes()[:-20],
        "changed": gzip.compress(text.replace(b"SVC-001", b"SVC-002")),
        "other": b"no backup",
        "row": gzip.compress(b"".join([*lines[:2], *lines[3:]])),
    }
    file.write_bytes(damaged[damage])
    outcome = records("restore", file, "--database", target, root=False)
    assert outcome.code == 1
    assert "damaged" in outcome.err
    opened = database.open(target)
    with database.reading(opened) as connection:
        assert head(connection).seq == 0
    opened.dispose()


def test_an_erased_person_is_nobody_and_the_chain_holds(records: Records, engine: Engine) -> None:
    fill(engine, "a.agent", "l.lead")
    with database.reading(engine) as connection:
        ref = people(connection)["a.agent"]
    with database.writing(engine) as connection:
        values = dict.fromkeys((column.name for column in FEEDBACK.columns), "x")
        connection.execute(insert(FEEDBACK), {**values, "kind": "idea", "status": "open", "revision": 1, "person": ref})
    outcome = records("erase", "a.agent")
    assert outcome.code == 0
    assert "1 remarks without a sender" in outcome.err
    assert records("erase", "a.agent").code == 1
    with database.reading(engine) as connection:
        assert people(connection).keys() == {"l.lead"}
        assert connection.execute(FEEDBACK.select()).one().person is None
        assert list(verify(all_rows(connection))) == []


def test_who_left_long_ago_is_erased(run: Run, engine: Engine, database_url: str, tmp_path: Path, small: Path) -> None:
    fill(engine, "a.agent", "l.lead", "m.manager", "unknown")
    root = tmp_path / "book"
    (root / "registers").mkdir(parents=True)
    for file in (small / "registers").iterdir():
        (root / "registers" / file.name).write_bytes(file.read_bytes())
    rows = (root / "registers/people.yml").read_text(encoding="utf-8")
    for name in ("a.agent", "m.manager"):
        rows = rows.replace(f"{name}: {{name", f"{name}: {{left: 2026-01-31, name")
    (root / "registers/people.yml").write_text(rows, encoding="utf-8")
    keep = "keep: {all: 3 years, agent: 1 month}\n"
    (root / "registers/training.yml").write_text(keep, encoding="utf-8")
    given = ("records", "erase", "--expired", "--database", database_url, "--root", root)
    assert "0 people" in run(*given, "--today", "2026-02-28").err
    assert "1 people" in run(*given, "--today", "2026-03-01").err
    with database.reading(engine) as connection:
        assert people(connection).keys() == {"l.lead", "m.manager", "unknown"}
    assert "1 people" in run(*given, "--today", "2029-02-01").err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("verify", "--checkpoints", "x"), 2, "go together"),
        (("erase",), 2, "name one person"),
        (("erase", "a.agent", "--expired"), 2, "name one person"),
        (("verify", "--database", "mysql://x"), 2, "must look like"),
        (("verify", "--database", "sqlite:////nowhere/at/all.db"), 2, "cannot be opened"),
        (("checkpoint", "--key", "Makefile", "--folder", "nowhere"), 1, "Nothing was done"),
    ],
)
def test_wrong_usage_is_told_in_plain_words(
    run: Run, tmp_path: Path, small: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    database_words = () if "--database" in words else ("--database", f"sqlite:///{tmp_path / 'x.db'}")
    outcome = run("records", *words, *database_words, "--root", small)
    assert (outcome.code, said in outcome.err) == (code, True), outcome.err
