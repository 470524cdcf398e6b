"""How soon `sopwright preview` shows a page, and how soon an edit.

    .venv/bin/python -m benchmarks.preview [--procedures 50 200 1000] [--edits 40] [--browser]

A handbook of `benchmarks/corpus` is previewed by a process of its own. *Start* is the time from the command to the
whole first page, once with nothing remembered (first) and once again. *Edit* is the time from the moment that a file is
written to the moment that the new page has come: told by the preview's events and then fetched, or, with `--browser`,
visible in Chromium. Two edits are at least a second apart. Wall seconds: say what else the machine did.
"""

import argparse
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.corpus.write import SEED, write_handbook

HOST = "127.0.0.1"
PAGE = "/agents/en/service/SVC-001.html"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PAUSE = 1.0
"""Seconds between two edits."""

Seen = Callable[[str], None]
"""Waits until some words are on the page."""


@contextmanager
def served(root: Path) -> Iterator[tuple[int, float]]:
    """A preview; its port, and when it was started."""
    begun = time.monotonic()
    command = [sys.executable, "-m", "sopwright", "preview", "--root", str(root), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            line = process.stderr.readline() if process.stderr else ""
            found = re.search(r":(\d+)/", line)
            if found is None:
                raise RuntimeError(f"the preview did not start: {line}")
            yield int(found[1]), begun
        finally:
            process.send_signal(signal.SIGINT)


def fetch(port: int) -> str:
    """The page."""
    connection = HTTPConnection(HOST, port, timeout=120)
    connection.request("GET", PAGE)
    return connection.getresponse().read().decode()


def start(root: Path) -> float:
    """Seconds from the command to the first page."""
    with served(root) as (port, begun):
        if "<article" not in fetch(port):
            raise RuntimeError("the first page has no article")
        return time.monotonic() - begun


def by_events(port: int) -> Iterator[Seen]:
    """Waits as the preview's script does: for an event, then for the page."""
    connection = HTTPConnection(HOST, port, timeout=120)
    connection.request("GET", f"/-preview/events?address={PAGE}")
    lines = (line for line in connection.getresponse() if line.startswith(b"data:"))
    next(lines)

    def seen(words: str) -> None:
        for _ in lines:
            if words in fetch(port):
                return

    yield seen
    connection.close()


def by_browser(port: int) -> Iterator[Seen]:
    """Waits until Chromium shows the words; its page reloads by itself."""
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        page = browser.new_page()
        page.goto(f"http://{HOST}:{port}{PAGE}")
        page.locator(".swp-bar").wait_for()
        yield lambda words: page.get_by_role("heading", name=words).first.wait_for()
        browser.close()


def edits(root: Path, times: int, how: Callable[[int], Iterator[Seen]]) -> list[float]:
    """Seconds from each edit of the title to the page that has it."""
    words = next(
        file.parent / "en.md" for file in root.rglob("procedure.yml") if "id: SVC-001" in file.read_text("utf-8")
    )
    whole = words.read_text(encoding="utf-8")
    taken: list[float] = []
    with served(root) as (port, _):
        fetch(port)
        time.sleep(20 * PAUSE)  # the first check is over, or well on its way
        waiting = contextmanager(how)(port)
        with waiting as seen:
            for number in range(times):
                title = f"Edited {number:03}"
                aside = words.with_suffix(".new~")
                aside.write_text(re.sub(r"\A# .*", f"# {title}", whole), encoding="utf-8")
                begun = time.monotonic()
                aside.replace(words)
                seen(title)
                taken.append(time.monotonic() - begun)
                time.sleep(PAUSE)
    words.write_text(whole, encoding="utf-8")
    return taken


def _shown(name: str, seconds: Sequence[float]) -> str:
    order = sorted(seconds)
    return f"{name} p50 {statistics.median(order) * 1000:.0f} ms, p95 {order[int(0.95 * len(order))] * 1000:.0f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--procedures", type=int, nargs="+", default=[50, 200, 1000])
    parser.add_argument("--edits", type=int, default=40)
    parser.add_argument("--browser", action="store_true")
    options = parser.parse_args()
    for procedures in options.procedures:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "handbook"
            write_handbook(root, procedures, SEED)
            load = os.getloadavg()[0]
            first, again = start(root), min(start(root) for _ in range(3))
            told = [_shown("edit by event", edits(root, options.edits, by_events))]
            if options.browser:
                told.append(_shown("edit in the browser", edits(root, options.edits, by_browser)))
        started = f"start first {first:.2f} s, again {again:.2f} s"
        print(f"{procedures} procedures (load {load:.1f}): {started}; {'; '.join(told)}", flush=True)


if __name__ == "__main__":
    main()
