"""``sopwright serve``: the handbook's sites and the pages of the server, to those who may read them."""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from sopwright.approval.signing import verify_all
from sopwright.approval.ssh_keygen import SigningError
from sopwright.checks.run import SIGNATURES
from sopwright.commands import exits
from sopwright.commands.published import When, published
from sopwright.load.handbook import load
from sopwright.model.handbook import Handbook
from sopwright.records import database
from sopwright.serve.app import create_app
from sopwright.serve.run import bind, server
from sopwright.serve.settings import Settings
from sopwright.serve.setup import SettingsRefusedError, read_settings

Now = Callable[[], datetime]


@dataclass(frozen=True)
class Wanted:
    """What the command line says."""

    root: Path
    config: Path | None
    """The TOML file of the settings."""
    port: int | None
    """The port of the development sign-in; 0 takes a free one."""


def serve(wanted: Wanted, now: Now, out: Console) -> int:
    """Serve until stopped.

    Args:
        wanted: What the command line says.
        now: Tells the time, in UTC.
        out: Where messages go.
    """
    try:
        settings = _settings(wanted)
    except SettingsRefusedError as error:
        out.print(f"The server does not start with these settings:\n{error}", soft_wrap=True)
        return exits.USAGE
    if not (wanted.root / "build" / "site").is_dir():
        out.print("There is no build/site yet. Run `sopwright build` first.")
        return exits.USAGE
    handbook = read_handbook(wanted.root, now)
    if handbook is None:
        out.print("The handbook cannot be read: `sopwright check` tells why.")
        return exits.FAULTS
    try:
        listening = bind(settings.listen)
    except OSError as error:
        out.print(f"`{settings.listen}` cannot be used: {error.strerror}. Choose another with --port or `listen`.")
        return exits.USAGE
    with listening:
        return _run(wanted, _at_port(settings, listening), handbook, listening, now, out)


def read_handbook(root: Path, now: Now) -> Handbook | None:
    """The handbook in the contents that are in force; nothing where it cannot be read."""
    handbook, _faults = load(root)
    if handbook is None:
        return None
    try:
        people, cache = handbook.registers.people.rows, root / SIGNATURES
        verdicts = verify_all(handbook.approvals.all, people, at=lambda record: record.predicate.time, cache=cache)
    except SigningError:
        verdicts = {}
    moment = now()
    return published(root, handbook, verdicts, When(moment.date(), moment)).handbook


def _settings(wanted: Wanted) -> Settings:
    if wanted.port is None:
        return read_settings(wanted.config)
    here = f"127.0.0.1:{wanted.port}"
    settings = read_settings(wanted.config, listen=here, address=f"http://{here}")
    if settings.sign_in != "development":
        raise SettingsRefusedError("--port is for the development sign-in; set `listen` and `address` instead.")
    return settings


def _at_port(settings: Settings, listening: socket.socket) -> Settings:
    """The settings with the port that was taken."""
    if settings.sign_in != "development":
        return settings
    here = f"127.0.0.1:{listening.getsockname()[1]}"
    return settings.model_copy(update={"listen": here, "address": f"http://{here}"})


def _run(
    wanted: Wanted, settings: Settings, handbook: Handbook, listening: socket.socket, now: Now, out: Console
) -> int:
    try:
        engine = database.open(settings.database or _development_database(wanted.root))
    except (ValueError, SQLAlchemyError) as error:
        shown = error if isinstance(error, ValueError) else type(error).__name__
        out.print(f"The database cannot be opened: {shown}. See the setting `database`.", soft_wrap=True)
        return exits.USAGE
    app = create_app(settings, wanted.root, handbook, engine, now, lambda: read_handbook(wanted.root, now))
    out.print(f"Serving at {settings.address}/ - stop with Ctrl+C.", soft_wrap=True)
    server(app).run(sockets=[listening])
    engine.dispose()
    return exits.CLEAN


def _development_database(root: Path) -> str:
    """What is confirmed and written for trying out goes with the next ``make clean``."""
    return f"sqlite:///{(root / 'build' / 'development.db').absolute()}"
