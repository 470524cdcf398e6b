"""``sopwright records``: what readers confirmed; wiring only."""

from datetime import date
from pathlib import Path

import click

from sopwright.cli.options import EPILOG, console, messages, now, root_option, today_option
from sopwright.commands import records as commands
from sopwright.commands import reminders as reminders_command
from sopwright.records.export import FORMATS

database_option = click.option(
    "--database",
    required=True,
    envvar="SOPWRIGHT_DATABASE",
    metavar="URL",
    help="The database; else SOPWRIGHT_DATABASE.",
)
_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)
_PRESENT = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(epilog=EPILOG)
def records() -> None:
    """Verify, export, back up, restore and erase what readers confirmed.

    \b
    Examples:
      sopwright records verify --database sqlite:///records.db
      sopwright records checkpoint --key ~/.ssh/records --folder checkpoints
      sopwright records backup records.jsonl.gz
    """  # noqa: D301  # \b keeps the lines as they are


@records.command(epilog=EPILOG)
@click.option("--checkpoints", "folder", type=_FOLDER, help="The folder of checkpoints; needs --signer.")
@click.option("--signer", type=_PRESENT, help="The public key that signs checkpoints.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@database_option
@root_option
def verify(folder: Path | None, signer: Path | None, as_json: bool, database: str, root: Path) -> int:
    """Check that no confirmation was changed or left out.

    \b
    Examples:
      sopwright records verify --database sqlite:///records.db
      sopwright records verify --checkpoints checkpoints --signer records.pub --json
    """  # noqa: D301  # \b keeps the lines as they are
    if (folder is None) != (signer is None):
        raise click.UsageError("--checkpoints and --signer go together")
    return commands.verify(database, messages(), root, folder, signer, as_json, console())


@records.command(epilog=EPILOG)
@click.option("--key", type=_PRESENT, required=True, envvar="SOPWRIGHT_KEY", help="The private key that signs.")
@click.option("--folder", type=_FOLDER, default=Path("checkpoints"), show_default=True, help="Where they are kept.")
@database_option
@root_option
def checkpoint(key: Path, folder: Path, database: str, root: Path) -> int:
    """Sign where the chain stands; once a day, and kept where the server cannot write.

    \b
    Example:
      sopwright records checkpoint --key ~/.ssh/records --folder checkpoints
    """  # noqa: D301  # \b keeps the lines as they are
    return commands.checkpoint(database, messages(), root, folder, key, now())


@records.command(epilog=EPILOG)
@click.option("--format", "form", type=click.Choice(FORMATS), default="csv", show_default=True, help="Which form.")
@click.option("--output", type=_FILE, required=True, help="The file.")
@click.option("--names", is_flag=True, help="People's keys beside their references.")
@database_option
@today_option
@root_option
def export(form: str, output: Path, names: bool, database: str, today: date, root: Path) -> int:
    """Write all confirmations to a file.

    \b
    Examples:
      sopwright records export --output confirmations.csv
      sopwright records export --format jsonl --output confirmations.jsonl --names
    """  # noqa: D301  # \b keeps the lines as they are
    return commands.export(database, messages(), root, form, output, names, today)


@records.command(epilog=EPILOG)
@click.argument("file", type=_FILE)
@database_option
def backup(file: Path, database: str) -> int:
    """Write everything to FILE while the server runs.

    \b
    Example:
      sopwright records backup records.jsonl.gz --database sqlite:///records.db
    """  # noqa: D301  # \b keeps the lines as they are
    return commands.backup(database, messages(), file)


@records.command(epilog=EPILOG)
@click.argument("file", type=_PRESENT)
@database_option
def restore(file: Path, database: str) -> int:
    """Fill an empty database from FILE, of either kind.

    \b
    Example:
      sopwright records restore records.jsonl.gz --database postgresql://handbook@localhost/records
    """  # noqa: D301  # \b keeps the lines as they are
    return commands.restore(database, messages(), file)


@records.command(epilog=EPILOG)
@click.argument("person", default="")
@click.option("--expired", is_flag=True, help="All who left longer ago than the register keeps names.")
@database_option
@today_option
@root_option
def erase(person: str, expired: bool, database: str, today: date, root: Path) -> int:
    """Take PERSON's name from the records; what was confirmed stays.

    \b
    Examples:
      sopwright records erase a.baker
      sopwright records erase --expired
    """  # noqa: D301  # \b keeps the lines as they are
    if bool(person) == expired:
        raise click.UsageError("name one person, or give --expired")
    if expired:
        return commands.erase_expired(database, messages(), root, today)
    return commands.erase(database, messages(), person)


@records.command(epilog=EPILOG)
@click.option("--address", required=True, metavar="URL", help="The server's address, for the links.")
@click.option("--output", type=_FOLDER, required=True, help="The folder for the messages.")
@database_option
@root_option
def reminders(address: str, output: Path, database: str, root: Path) -> int:
    """Write the day's reminders, one message a person; none at weekends.

    \b
    Example:
      sopwright records reminders --address https://handbook.example.com --output outbox
    """  # noqa: D301  # \b keeps the lines as they are
    return reminders_command.reminders(database, messages(), root, output, address, now())


COMMANDS = (records,)
