"""One build at a time: a second one waits until the first has written, or has ended in any other way."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: builds are not kept apart there
    fcntl = None  # type: ignore[assignment]

FILE = ".lock"


@contextmanager
def alone(folder: Path) -> Iterator[int]:
    """Hold a folder for this process; the system lets go of it when the process ends, however that comes.

    Yields:
        The lock's file descriptor. A forked process closes it, so that it does not hold the folder as well.
    """
    descriptor = os.open(folder / FILE, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        if fcntl is not None:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)
