"""Writing a file so that it is there whole or not at all."""

import os
import tempfile
from pathlib import Path


def write_aside(path: Path, data: bytes) -> None:
    """Write a file beside its place, then put it there; folders are made.

    Raises:
        OSError: It cannot be written; what stood there before stands there still.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
