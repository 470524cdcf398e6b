"""How many confirmations a second are kept, each answered only when it is on disk.

    python -m benchmarks.records [seconds]

Forty threads confirm at once, as many as the server has for pages that wait, on SQLite and on a PostgreSQL of its own
that waits for the disk too. Afterwards every answer is looked up, and the chain is verified.
"""

import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from threading import Thread

from tests.confirming import NOW
from tests.databases import fresh
from tests.postgres import cluster

from sopwright.records import database
from sopwright.records.chain import Acknowledgement, verify
from sopwright.records.confirm import Confirmation, all_rows, confirm
from sopwright.records.writer import Writer

THREADS = 40


def measure(url: str, seconds: float) -> tuple[float, ...]:
    """Confirmations a second, the median and 99th percentile of an answer's time, processor time each; in ms."""
    engine = database.open(url)
    writer = Writer(engine)
    answered: list[tuple[float, Acknowledgement]] = []
    end = time.monotonic() + seconds

    def work(name: str) -> None:
        number = 0
        while (begin := time.monotonic()) < end:
            given = Confirmation(name, f"SVC-{number}", "en", "c", "m", 1)
            made = writer.write(partial(confirm, given=given, now=NOW))
            answered.append((time.monotonic() - begin, made))
            number += 1

    begin, used = time.monotonic(), time.process_time()
    workers = [Thread(target=work, args=(f"person-{number}",)) for number in range(THREADS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    spent, used = time.monotonic() - begin, time.process_time() - used
    writer.close()
    with database.reading(engine) as connection:
        rows = list(all_rows(connection))
    engine.dispose()
    if list(verify(rows)) or {row.hash for row in rows} != {made.hash for _, made in answered}:
        raise SystemExit("a confirmation was lost, or the chain does not hold")
    times = sorted(taken for taken, _ in answered)
    median, slowest = times[len(times) // 2], times[int(len(times) * 0.99)]
    return len(rows) / spent, 1000 * median, 1000 * slowest, 1000 * used / len(rows)


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder, cluster(durable=True) as server:
        for name, url in (("SQLite", f"sqlite:///{folder}/records.db"), ("PostgreSQL", fresh(server))):
            rate, median, slowest, used = measure(url, seconds)
            print(
                f"{name:<11}{rate:6.0f} confirmations/s, none lost; median {median:.0f} ms, p99 {slowest:.0f} ms,",
                end=" ",
            )
            print(f"{used:.2f} ms of our processor each")


if __name__ == "__main__":
    main()
