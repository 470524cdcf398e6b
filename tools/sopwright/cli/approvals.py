"""The commands that tell what is approved."""

from pathlib import Path

import click

from sopwright.cli.options import EPILOG, console, messages, now, root_option
from sopwright.commands import status as status_command
from sopwright.commands import verify as verify_command


@click.command(epilog=EPILOG)
@click.argument("document", default="")
@click.option("--waiting-for", default="", metavar="PERSON", help="Only what waits for this person.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@root_option
def status(document: str, waiting_for: str, as_json: bool, root: Path) -> int:
    """Show how far each document's approval has come, or all about DOCUMENT.

    \b
    Examples:
      sopwright status
      sopwright status SVC-004
      sopwright status wording:recording-notice
      sopwright status --waiting-for r.tan
    """  # noqa: D301  # \b keeps the lines as they are
    return status_command.status(root, document, waiting_for, as_json, now(), console(), messages())


@click.command(epilog=EPILOG)
@click.option("--base", default="", metavar="COMMIT", help="The commit before the change: its rules and people count.")
@click.option("--format", "form", type=click.Choice(verify_command.FORMATS), default="text", help="How to report.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--cache", "cached", is_flag=True, help="Believe what earlier runs on this machine have verified.")
@root_option
def verify(base: str, form: str, as_json: bool, cached: bool, root: Path) -> int:
    """Verify that everything in force was signed by the right people, offline, from a clone.

    \b
    Examples:
      sopwright verify                              what is here, by its own rules
      sopwright verify --base main                  a change, by the rules that hold before it
      sopwright verify --base main --format github  the same, with marks at the changed lines
    """  # noqa: D301  # \b keeps the lines as they are
    return verify_command.verify(root, base, now(), "json" if as_json else form, cached, console(), messages())


COMMANDS = (status, verify)
