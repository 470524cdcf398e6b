"""What the commands of the command line share: options, consoles, the time."""

import os
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console

from sopwright.clock import now as now_of
from sopwright.clock import today as today_of

EPILOG = "Exit codes: 0 clean, 1 faults found, 2 wrong usage, 3 unexpected, 130 interrupted."


def _today(_context: click.Context, _parameter: click.Parameter, value: datetime | None) -> date:
    if value is not None:
        return value.date()
    try:
        return today_of(os.environ)
    except ValueError as error:
        raise click.UsageError(f"SOURCE_DATE_EPOCH: {error}") from error


root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The handbook's folder; the current one by default.",
)
today_option = click.option(
    "--today",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    callback=_today,
    help="Judge dates as of this day (YYYY-MM-DD); today by default.",
)


def now() -> datetime:
    """The time.

    Raises:
        click.UsageError: SOURCE_DATE_EPOCH is not a time.
    """
    try:
        return now_of(os.environ)
    except ValueError as error:
        raise click.UsageError(f"SOURCE_DATE_EPOCH: {error}") from error


def console(*, stderr: bool = False) -> Console:
    """A console that prints words as they are: what stands in brackets in a message is no markup."""
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def messages() -> Console:
    """The console for messages, so that what a program reads is not mixed with them."""
    return console(stderr=True)


def below(root: Path, path: Path) -> str:
    """A path below the handbook's folder, with forward slashes.

    Raises:
        click.UsageError: It is not inside it.
    """
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError as error:
        raise click.UsageError(f"{path} is not inside the handbook's folder {root}") from error
