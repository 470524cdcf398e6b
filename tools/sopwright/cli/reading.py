"""The command that tells who may read what."""

from datetime import date
from pathlib import Path

import click

from sopwright.cli.options import EPILOG, console, messages, root_option, today_option
from sopwright.commands import access as access_command


@click.command(epilog=EPILOG)
@click.option("--document", default="", metavar="ID", help="Only this document.")
@click.option("--person", default="", metavar="PERSON", help="This person's access instead of each audience's.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@today_option
@root_option
def access(document: str, person: str, as_json: bool, today: date, root: Path) -> int:
    """Print who can read what, and why.

    \b
    Examples:
      sopwright access
      sopwright access --document MGT-003
      sopwright access --person a.baker --json
    """  # noqa: D301  # \b keeps the lines as they are
    out = console()
    return access_command.access(root, today, document, person, as_json, out, messages())


COMMANDS = (access,)
