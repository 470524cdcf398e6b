"""``sopwright serve``: the handbook's sites and the pages of the server, to those who may read them."""

import logging
import socket
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from sopwright.commands import exits
from sopwright.commands.shelves import Now, Shelves, open_desk, read_shelves, reread
from sopwright.records import database
from sopwright.serve.app import create_app
from sopwright.serve.log import set_up
from sopwright.serve.nginx import configuration
from sopwright.serve.run import bind, server
from sopwright.serve.settings import Settings
from sopwright.serve.setup import SettingsRefusedError, read_settings

REFUSED = "The server does not start with these settings:"


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
        out.print(f"{REFUSED}\n{error}", soft_wrap=True)
        return exits.USAGE
    if not (wanted.root / "build" / "site").is_dir():
        out.print("There is no build/site yet. Run `sopwright build` first.")
        return exits.USAGE
    shelves = read_shelves(wanted.root, now)
    if shelves is None:
        out.print("The handbook cannot be read: `sopwright check` tells why.")
        return exits.FAULTS
    try:
        listening = bind(settings.listen)
    except OSError as error:
        out.print(f"`{settings.listen}` cannot be used: {error.strerror}. Choose another with --port or `listen`.")
        return exits.USAGE
    with listening:
        return _run(wanted, _at_port(settings, listening), shelves, listening, now, out)


def print_nginx(wanted: Wanted, out: Console, messages: Console) -> int:
    """Print a configuration of nginx for the settings."""
    try:
        settings = _settings(wanted)
    except SettingsRefusedError as error:
        messages.print(f"{REFUSED}\n{error}", soft_wrap=True)
        return exits.USAGE
    out.print(configuration(settings, wanted.root), end="", soft_wrap=True)
    return exits.CLEAN


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


def _run(wanted: Wanted, settings: Settings, shelves: Shelves, listening: socket.socket, now: Now, out: Console) -> int:
    try:
        engine = database.open(settings.database or _development_database(wanted.root))
    except (ValueError, SQLAlchemyError) as error:
        shown = error if isinstance(error, ValueError) else type(error).__name__
        out.print(f"The database cannot be opened: {shown}. See the setting `database`.", soft_wrap=True)
        return exits.USAGE
    desk = open_desk(wanted.root, engine, shelves.library, now)
    renew = partial(reread, wanted.root, now, desk)
    app = create_app(settings, wanted.root, shelves.handbook, engine, now, desk, renew)
    set_up(logging.WARNING if settings.sign_in == "development" else logging.INFO)
    out.print(f"Serving at {settings.address}/ - stop with Ctrl+C.", soft_wrap=True)
    server(app).run(sockets=[listening])
    desk.writer.close()
    engine.dispose()
    return exits.CLEAN


def _development_database(root: Path) -> str:
    """What is confirmed and written for trying out goes with the next ``make clean``."""
    return f"sqlite:///{(root / 'build' / 'development.db').absolute()}"
