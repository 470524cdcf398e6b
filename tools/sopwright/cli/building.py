"""The commands that write what readers get, and show it."""

import os
from datetime import date, datetime
from pathlib import Path

import click

from sopwright.cli.options import EPILOG, messages, now, root_option, today_option
from sopwright.commands import book as book_command
from sopwright.commands import build as build_command
from sopwright.commands import serve as serve_command
from sopwright.commands.published import When
from sopwright.outputs.registry import OUTPUTS, outputs


@click.command(epilog=EPILOG)
@click.option("--only", "names", multiple=True, type=click.Choice(OUTPUTS), help="Outputs.")
@click.option("--audience", "audiences", multiple=True, metavar="AUDIENCE", help="Only these audiences.")
@click.option("--language", "languages", multiple=True, metavar="LANGUAGE", help="Only these languages.")
@click.option("--workers", type=click.IntRange(1, 64), default=os.cpu_count() or 1, help="Processes at once.")
@click.option("--as-of", type=click.DateTime(formats=["%Y-%m-%d"]), help="What was in force at the end of this day.")
@click.option("--drafts", is_flag=True, help="Everything as it stands, marked as a draft on every page.")
@today_option
@root_option
def build(
    names: tuple[str, ...],
    audiences: tuple[str, ...],
    languages: tuple[str, ...],
    workers: int,
    as_of: datetime | None,
    drafts: bool,
    today: date,
    root: Path,
) -> int:
    """Write every audience's handbook in every language below build/.

    \b
    Examples:
      sopwright build
      sopwright build --audience agents --language bg
      sopwright build --today 2027-01-15
      sopwright build --as-of 2026-11-01     into build/as-of/2026-11-01/
      sopwright build --drafts               into build/drafts/
    """  # noqa: D301  # \b keeps the lines as they are
    day = as_of.date() if as_of else None
    if day is not None and (drafts or day > today):
        raise click.UsageError("--as-of takes a day that is not in the future, and not together with --drafts")
    wanted = build_command.Wanted(audiences, languages, day, drafts, now())
    chosen = outputs(root, names, wanted.target(root))
    return build_command.build(root, today, chosen, wanted, workers, messages())


@click.command(epilog=EPILOG)
@click.argument("document")
@click.option("--language", required=True, metavar="LANGUAGE", help="The language of the leaflet.")
@click.option("--audience", default="", metavar="AUDIENCE", help="Its readers; by default the first who may read it.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="The file; DOCUMENT-LANGUAGE.pdf")
@today_option
@root_option
def book(document: str, language: str, audience: str, output: Path | None, today: date, root: Path) -> int:
    """Print DOCUMENT as a leaflet (PDF), for the wall or the desk. `sopwright build` writes the whole books.

    \b
    Examples:
      sopwright book SVC-004 --language ru
      sopwright book MGT-003 --language lt --audience managers --output leave.pdf
    """  # noqa: D301  # \b keeps the lines as they are
    return book_command.book(root, When(today, now()), document, language, audience, output, messages())


@click.command(epilog=EPILOG)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@root_option
def serve(port: int, root: Path) -> int:
    """Serve the built sites on this machine only.

    \b
    Example:
      sopwright serve --port 8080
    """  # noqa: D301  # \b keeps the lines as they are
    return serve_command.serve(root, port, messages())


COMMANDS = (
    build,
    book,
    serve,
)
