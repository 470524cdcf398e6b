"""A program that confirms without end, to be watched and to be killed: each number it prints has been answered for."""

import os
import sys
from datetime import UTC, datetime
from functools import partial
from itertools import count
from threading import Thread

from sopwright.records import database
from sopwright.records.confirm import Confirmation, confirm
from sopwright.records.writer import Writer

NOW = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)


def main(url: str, threads: int, most: int) -> None:
    """Confirm from some threads at once, each so many times; print the number and the hash of each confirmation."""
    writer = Writer(database.open(url))

    def work(name: str) -> None:
        for number in count() if most < 0 else range(most):
            given = Confirmation(f"{os.getpid()}-{name}", f"SVC-{number}", "en", "c", "m", 1)
            made = writer.write(partial(confirm, given=given, now=NOW))
            os.write(1, f"ANSWERED {made.seq} {made.hash}\n".encode())

    workers = [Thread(target=work, args=(str(number),)) for number in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
