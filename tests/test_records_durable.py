"""What was answered is on disk: by the order of system calls, and by killing the writer at any moment."""

import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Engine

from sopwright.records import backup as backups
from sopwright.records import database
from sopwright.records.chain import verify
from sopwright.records.confirm import Confirmation, all_rows, confirm
from sopwright.records.writer import Writer
from tests.confirming import NOW
from tests.repositories import PROJECT

PROGRAM = (sys.executable, "-m", "tests.confirming")
ROUNDS = {"sqlite": 20, "postgresql": 8}
_CALL = re.compile(r"\b(pwrite64|fsync|fdatasync|write)\((\d+)(?:<([^>]*)>)?(.*)")


def _order(trace: str) -> Iterator[str]:
    """``log`` for a write to the write-ahead log, ``disk`` for its way to the disk, ``answer`` for an answer."""
    for line in trace.splitlines():
        found = _CALL.search(line)
        if found is None or "resumed" in line:
            continue
        call, file = found[1], found[3] or ""
        if file.endswith("-wal"):
            yield "log" if call == "pwrite64" else "disk"
        elif call == "write" and "ANSWERED" in found[4]:
            yield "answer"


@pytest.mark.slow
def test_an_answer_leaves_only_after_the_disk_has_it(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    assert strace, "install strace"
    trace, url = tmp_path / "trace", f"sqlite:///{tmp_path / 'records.db'}"
    database.open(url).dispose()
    watched = (strace, "-f", "-y", "-s", "40", "-e", "trace=pwrite64,fsync,fdatasync,write", "-o", str(trace))
    subprocess.run((*watched, *PROGRAM, url, "1", "20"), check=True, capture_output=True, cwd=PROJECT)
    order = list(_order(trace.read_text(encoding="utf-8")))
    assert order.count("answer") == 20
    waiting = False
    for step in order:
        waiting = {"log": True, "disk": False}.get(step, waiting)
        assert not (step == "answer" and waiting), order
    first = order.index("answer")
    between = " ".join(order[first:]).split("answer")[1:-1]
    assert all("log disk" in steps for steps in between), "each confirmation goes to the disk by itself"


def test_the_order_of_calls_is_read_rightly() -> None:
    trace = """1 pwrite64(5</x/records.db-wal>, "a", 4096, 0) = 4096
1 fdatasync(5</x/records.db-wal>) = 0
1 pwrite64(5</x/records.db>, "a", 4096, 0) = 4096
1 write(1<pipe:[1]>, "ANSWERED 1", 10) = 10"""
    assert list(_order(trace)) == ["log", "disk", "answer"]


@pytest.mark.slow
def test_a_writer_that_is_killed_loses_nothing_that_it_answered(database_url: str, engine: Engine) -> None:
    chance = random.Random(7)  # noqa: S311  # moments, not secrets
    answered: dict[int, str] = {}
    for _ in range(ROUNDS[engine.dialect.name]):
        command = (*PROGRAM, database_url, "8", "-1")
        program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=PROJECT, text=True)
        assert program.stdout is not None
        lines = [program.stdout.readline()]
        time.sleep(chance.uniform(0, 0.3))
        program.kill()
        lines += program.stdout.read().splitlines(keepends=True)
        program.wait()
        program.stdout.close()
        whole = [line.split() for line in lines if line.endswith("\n") and line.startswith("ANSWERED")]
        answered |= {int(seq): digest for _, seq, digest in whole}
    assert len(answered) > 20
    with database.reading(engine) as connection:
        rows = list(all_rows(connection))
    assert list(verify(rows)) == []
    kept = {row.seq: row.hash for row in rows}
    assert {seq: digest for seq, digest in answered.items() if kept.get(seq) != digest} == {}


def test_a_backup_is_whole_while_others_write(engine: Engine, tmp_path: Path) -> None:
    writer, stop = Writer(engine), Event()

    def work(name: str) -> None:
        number = 0
        while not stop.is_set():
            given = Confirmation(name, f"SVC-{number}", "en", "c", "m", 1)
            writer.write(partial(confirm, given=given, now=NOW))
            number += 1

    workers = [Thread(target=work, args=(str(number),)) for number in range(4)]
    for worker in workers:
        worker.start()
    try:
        sizes = [backups.backup(engine, tmp_path / f"{number}.gz") for number in range(3)]
    finally:
        stop.set()
        for worker in workers:
            worker.join()
        writer.close()
    for number, size in enumerate(sizes):
        other = database.open(f"sqlite:///{tmp_path / f'{number}.db'}")
        assert backups.restore(other, tmp_path / f"{number}.gz") == size
        with database.reading(other) as connection:
            assert list(verify(all_rows(connection))) == []
        other.dispose()
