"""The command that shows what changed."""

from pathlib import Path

import click

from sopwright.cli.options import EPILOG, console, messages, now, root_option
from sopwright.commands import packet as packet_command
from sopwright.commands import redline as redline_command
from sopwright.commands.redline import Asked


@click.command(epilog=EPILOG)
@click.argument("document", default="")
@click.option("--from", "since", default="", metavar="REV", help="A revision's number or a commit to compare with.")
@click.option("--all", "everything", is_flag=True, help="All documents that differ from --base, with a first page.")
@click.option("--base", default="", metavar="COMMIT", help="With --all: the commit to compare with.")
@click.option("--language", default="", metavar="LANGUAGE", help="The document's source language by default.")
@click.option("--html", "form", flag_value="html", help="One page of HTML, with no script and no request.")
@click.option("--pdf", "form", flag_value="pdf", help="PDF, archival and accessible.")
@click.option("--text", "form", flag_value="text", help="Plain text; the terminal shows it by default.")
@click.option("--output", type=click.Path(path_type=Path), help="The file, or with --all the folder.")
@root_option
def redline(
    document: str,
    since: str,
    everything: bool,
    base: str,
    language: str,
    form: str | None,
    output: Path | None,
    root: Path,
) -> int:
    """Show what changed in DOCUMENT since it was approved: in words, with who must sign and who must read it again.

    \b
    Examples:
      sopwright redline SVC-004
      sopwright redline SVC-004 --from 1 --language bg --html
      sopwright redline SVC-004 --from HEAD~3 --pdf --output changes.pdf
      sopwright redline --all --base main --output redline
    """  # noqa: D301  # \b keeps the lines as they are
    if everything == bool(document) or everything != bool(base) or (everything and since):
        raise click.UsageError("name a DOCUMENT, with --from if need be, or give --all together with --base COMMIT")
    if output is not None and not everything and output.is_dir():
        raise click.UsageError(f"{output} is a folder; name a file")
    asked = Asked(language, form or "", output)
    if everything:
        return packet_command.packet(root, base, asked, now(), messages())
    return redline_command.redline(root, document, since, asked, now(), console(), messages())


COMMANDS = (redline,)
