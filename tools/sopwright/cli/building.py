"""The commands that write what readers get, and show it."""

import os
import re
from datetime import date, datetime
from pathlib import Path

import click

from sopwright.cli.options import EPILOG, messages, now, root_option, today_option
from sopwright.commands import book as book_command
from sopwright.commands import build as build_command
from sopwright.commands import serve as serve_command
from sopwright.commands.published import When
from sopwright.outputs.compress import FORMS, NoCompressorError, form
from sopwright.outputs.registry import OUTPUTS, outputs


def _forms(_context: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    names = tuple(value.split(",")) if value else ()
    for name in names:
        if name not in FORMS:
            raise click.BadParameter(f"`{name}` is not one of {', '.join(FORMS)}")
        try:
            form(name)
        except NoCompressorError as error:
            raise click.UsageError(str(error)) from error
    return tuple(sorted(set(names)))


def _shard(_context: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[int, int] | None:
    if value is None:
        return None
    match = re.fullmatch(r"([0-9]{1,3})/([0-9]{1,3})", value)
    number, parts = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1 <= number <= parts:
        raise click.BadParameter(f"`{value}` is not a part such as 2/3")
    return number, parts


_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(epilog=EPILOG)
@click.option("--only", "names", multiple=True, type=click.Choice(OUTPUTS), help="Outputs.")
@click.option("--audience", "audiences", multiple=True, metavar="AUDIENCE", help="Only these audiences.")
@click.option("--language", "languages", multiple=True, metavar="LANGUAGE", help="Only these languages.")
@click.option("--workers", type=click.IntRange(1, 64), default=os.cpu_count() or 1, help="Processes at once.")
@click.option("--copies", is_flag=True, help="Write equal files of several audiences as copies, not as hard links.")
@click.option("--compress", metavar="FORMS", callback=_forms, help=f"Compressed siblings: {', '.join(FORMS)}.")
@click.option("--shard", metavar="I/N", callback=_shard, help="Only part I of N, into build/shards/I-of-N/.")
@click.option("--merge", "parts", multiple=True, type=_FOLDER, help="Join the parts that stand in these folders.")
@click.option("--as-of", type=click.DateTime(formats=["%Y-%m-%d"]), help="What was in force at the end of this day.")
@click.option("--drafts", is_flag=True, help="Everything as it stands, marked as a draft on every page.")
@today_option
@root_option
def build(
    names: tuple[str, ...],
    audiences: tuple[str, ...],
    languages: tuple[str, ...],
    workers: int,
    copies: bool,
    compress: tuple[str, ...],
    shard: tuple[int, int] | None,
    parts: tuple[Path, ...],
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
      sopwright build --compress gzip,brotli,zstd
      sopwright build --shard 1/2            one machine's half of the languages
      sopwright build --merge one/1-of-2 --merge other/2-of-2
    """  # noqa: D301  # \b keeps the lines as they are
    day = as_of.date() if as_of else None
    if day is not None and (drafts or day > today):
        raise click.UsageError("--as-of takes a day that is not in the future, and not together with --drafts")
    if (shard or parts) and (audiences or languages or (shard and parts)):
        raise click.UsageError("--shard and --merge go neither together nor with --audience or --language")
    wanted = build_command.Wanted(audiences, languages, day, drafts, now(), shard)
    chosen = outputs(root, names, wanted.target(root), links=not copies, compress=compress)
    return build_command.build(root, today, chosen, wanted, workers, messages(), parts)


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
