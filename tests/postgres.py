"""A PostgreSQL of its own for the tests: a new cluster in a temporary folder, on a socket of its own."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

OWNER, READER = "handbook_owner", "handbook_reader"
SYSTEM_USER = "postgres"
"""PostgreSQL refuses to run as root; Debian's package makes this user."""


@dataclass(frozen=True)
class Cluster:
    """A running server."""

    port: int

    def connect(self, role: str, database: str = "postgres") -> "psycopg.Connection[tuple[object, ...]]":
        """A connection as one of its roles."""
        return psycopg.connect(host="127.0.0.1", port=self.port, user=role, dbname=database)


def programs() -> Path:
    """The folder of PostgreSQL's programs; without them the tests are skipped, but not in continuous integration."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    if found or on_path:
        return found[-1].parent if found else Path(str(on_path)).parent
    if os.environ.get("CI") == "true":
        pytest.fail("no PostgreSQL")
    pytest.skip("no PostgreSQL; install one to run these tests")


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """Start a server, with an owner and a reader who is not the owner; a durable one waits for the disk."""
    bin_folder = programs()
    folder = Path(tempfile.mkdtemp(prefix="sopwright-postgres-"))
    user = SYSTEM_USER if os.geteuid() == 0 else None
    if user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
    port = _free_port()

    def run(*words: str) -> None:
        subprocess.run(words, check=True, capture_output=True, user=user, cwd=folder)

    data = str(folder / "data")
    options = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync={'on' if durable else 'off'}"
    )
    try:
        run(
            str(bin_folder / "initdb"),
            "-D",
            data,
            "-U",
            "boss",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
            "--locale",
            "C",
        )
        run(str(bin_folder / "pg_ctl"), "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start")
        running = Cluster(port)
        with running.connect("boss") as connection:
            connection.execute(f"create role {OWNER} login")
            connection.execute(f"create role {READER} login")
            connection.execute(f"grant create on schema public to {OWNER}")
        yield running
    finally:
        subprocess.run(
            (str(bin_folder / "pg_ctl"), "-D", data, "-m", "immediate", "stop"),
            check=False,
            capture_output=True,
            user=user,
            cwd=folder,
        )
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
