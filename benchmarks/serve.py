"""How many pages a second the gate sends, and how long the slowest in a hundred take.

    .venv/bin/python -m benchmarks.serve

Needs a build (``sopwright build``) and wrk (Debian: ``apt install wrk``). Server and wrk get a core each where there
are two. On a machine that others use as well, requests for each second of the server's processor are what counts.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
from tests.serving import sign_in


@contextmanager
def started(root: Path) -> Iterator[tuple[int, str]]:
    """A server on the first core: its process and its address."""
    command = [sys.executable, "-m", "sopwright", "serve", "--root", str(root), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            said = process.stderr.readline() if process.stderr else ""
            address = figure(said, r"(http://127\.0\.0\.1:\d+)")
            os.sched_setaffinity(process.pid, {0})
            yield process.pid, address
        finally:
            process.terminate()


def ask(address: str, session: str, seconds: int, connections: int) -> str:
    """What wrk says about a page."""
    cores = ["taskset", "-c", "1"] if (os.cpu_count() or 1) > 1 and shutil.which("taskset") else []
    wrk = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-H", f"Cookie: session={session}", address]
    return subprocess.run([*cores, *wrk], check=True, capture_output=True, text=True).stdout


def figure(said: str, pattern: str) -> str:
    """A figure of wrk's report."""
    found = re.search(pattern, said)
    return found[1] if found else "?"


def processor(process: int) -> float:
    """The seconds of processor that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(process: int) -> int:
    """The largest memory of a process so far, in MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(figure(status, r"VmHWM:\s+(\d+)")) // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--person", default="a.baker")
    options = parser.parse_args()
    with started(options.root) as (process, address), httpx2.Client(base_url=address) as browser:
        sign_in(browser, options.person)
        audience = browser.get("/").headers["location"].split("/")[1]
        session = browser.cookies["session"]
        for path in (f"/{audience}/en/index.html", f"/{audience}/en/assets/sopwright/style.css", "/nothing"):
            before = processor(process)
            said = ask(address + path, session, options.seconds, options.connections)
            used = processor(process) - before
            errors = figure(said, r"Non-2xx or 3xx responses: (\d+)").replace("?", "0")
            rate, slow = figure(said, r"Requests/sec:\s+([\d.]+)"), figure(said, r"99%\s+(\S+)")
            each = int(figure(said, r"(\d+) requests in")) / used
            print(f"{path}: {rate} requests/s, p99 {slow}, {each:.0f} for each second of processor, {errors} refused")
        print(f"memory: {memory(process)} MB at most")


if __name__ == "__main__":
    main()
