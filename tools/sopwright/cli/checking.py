"""The command that checks."""

from datetime import date
from pathlib import Path

import click

from sopwright.cli.options import EPILOG, below, console, root_option, today_option
from sopwright.commands import check as check_command


@click.command(epilog=EPILOG)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--format", "form", type=click.Choice(check_command.FORMATS), default="text", help="How to report.")
@click.option("--select", "codes", multiple=True, metavar="CODE", help="Only these rules; SW4 means all of SW4xx.")
@click.option("--explain", metavar="CODE", help="Print a rule's documentation and stop.")
@today_option
@root_option
def check(paths: tuple[Path, ...], form: str, codes: tuple[str, ...], explain: str, today: date, root: Path) -> int:
    """Check the handbook, or report only the faults in PATHS.

    \b
    Examples:
      sopwright check
      sopwright check handbook/service --select SW4
      sopwright check --format sarif > faults.sarif
      sopwright check --explain SW202
    """  # noqa: D301  # \b keeps the lines as they are
    out = console()
    if explain:
        return check_command.explain(explain, out)
    names = tuple(below(root, path) for path in paths)
    chosen = () if "." in names else names
    return check_command.check(root, today, check_command.Selection(chosen, codes), form, out)


COMMANDS = (check,)
