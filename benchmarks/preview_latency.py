"""How soon `sopwright preview` answers, and how soon an edit is on the page that it serves."""

import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from benchmarks.contestants import DAY
from benchmarks.measure import memory, tree
from benchmarks.scenarios import Bench, Edit, Result

EDITS = 20
LANGUAGE = "en"
ADDRESS = "/{audience}/{language}/{page}"
_PATIENCE = 60.0
_BETWEEN_QUESTIONS = 0.005


def preview(bench: Bench) -> Iterator[Result]:
    """The start up to the first page, then the median and the 95th of a hundred edits."""
    ours = bench.ours
    audience = bench.audiences[0]
    edit = Edit(ours.edited(audience))
    address = ADDRESS.format(audience=audience, language=LANGUAGE, page=_page(ours.edited(audience)))
    begun = time.monotonic()
    with _served(ours.root, audience) as (pid, port):
        _until(port, address, "<article")
        start = time.monotonic() - begun
        try:
            times = [_seen(port, address, edit) for _ in range(EDITS)]
        finally:
            edit.undo()
        peak = sum(map(memory, tree(pid))) / 1e6
    figures = (("preview: start", start), *_shown(times))
    for scenario, seconds in figures:
        yield Result(scenario, ours.name, bench.procedures, 1, EDITS, 0, seconds, peak)


def _shown(times: Sequence[float]) -> Iterator[tuple[str, float]]:
    order = sorted(times)
    yield "preview: an edit, median", statistics.median(order)
    yield "preview: an edit, p95", order[int(0.95 * len(order))]


def _page(words: Path) -> str:
    """The page of a document, from the folder of its words."""
    metadata = dict(
        line.split(": ", 1) for line in (words.parent / "procedure.yml").read_text("utf-8").splitlines() if ": " in line
    )
    return f"{metadata['book']}/{metadata['id']}.html"


@contextmanager
def _served(root: Path, audience: str) -> Iterator[tuple[int, int]]:
    """Run the server; its process and its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    wanted = ("--audience", audience, "--language", LANGUAGE, "--port", str(port), "--today", DAY.isoformat())
    command = [sys.executable, "-m", "sopwright", "preview", "--root", str(root), *wanted]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield process.pid, port
        finally:
            process.send_signal(signal.SIGINT)


def _seen(port: int, address: str, edit: Edit) -> float:
    """Seconds from an edit to the page that shows it."""
    word = edit.do()
    begun = time.monotonic()
    _until(port, address, word)
    return time.monotonic() - begun


def _until(port: int, address: str, wanted: str) -> None:
    """Ask until the page holds some words.

    Raises:
        TimeoutError: It does not in a minute.
    """
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        with suppress(OSError, HTTPException):
            connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
            connection.request("GET", address)
            if wanted in connection.getresponse().read().decode("utf-8", "replace"):
                return
        time.sleep(_BETWEEN_QUESTIONS)
    raise TimeoutError(f"`sopwright preview` does not show `{wanted}` at {address}")
