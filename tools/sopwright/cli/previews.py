"""The live preview on the command line."""

from datetime import date
from pathlib import Path

import click

from sopwright.cli.options import EPILOG, messages, now, root_option, today_option
from sopwright.commands import preview as preview_command
from sopwright.commands.published import When


@click.command(epilog=EPILOG)
@click.option("--audience", default="", metavar="AUDIENCE", help="The audience to begin with; the first by default.")
@click.option("--language", default="", metavar="LANGUAGE", help="The language to begin with; the first by default.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@today_option
@root_option
def preview(audience: str, language: str, port: int, today: date, root: Path) -> int:
    """Show the handbook in a browser while it is being written.

    It serves this machine only. Pages follow the files by themselves, and faults are shown on them.

    \b
    Examples:
      sopwright preview
      sopwright preview --audience agents --language bg
      sopwright preview --port 0
    """  # noqa: D301  # \b keeps the lines as they are
    wanted = preview_command.Wanted(audience, language, port)
    return preview_command.preview(root, When(today, now()), wanted, messages())


COMMANDS = (preview,)
