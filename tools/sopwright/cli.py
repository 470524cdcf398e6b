"""The command line: wiring only."""

import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from sopwright import __version__
from sopwright.clock import today as today_of
from sopwright.commands import access as access_command
from sopwright.commands import book as book_command
from sopwright.commands import build as build_command
from sopwright.commands import check as check_command
from sopwright.commands import exits
from sopwright.commands import search as search_command
from sopwright.commands import serve as serve_command
from sopwright.outputs.registry import OUTPUTS, outputs
from sopwright.search.export import FORMATS

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


class DefaultGroup(click.Group):
    """Commands of which one may be left out: ``search QUERY`` is ``search query QUERY``."""

    def __init__(self, *arguments: Any, default: str, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.default = default

    def parse_args(self, context: click.Context, words: list[str]) -> list[str]:
        """Put the default command in where no other is named."""
        named = not words or words[0] in self.commands or words[0] in context.help_option_names
        return super().parse_args(context, words if named else [self.default, *words])


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=EPILOG)
@click.version_option(__version__)
def cli() -> None:
    """Standard operating procedures and handbooks as code.

    \b
    Examples:
      sopwright check                        is the handbook sound?
      sopwright build                        write every audience's site and books
      sopwright book SVC-004 --language lt   print one procedure
      sopwright serve                        look at it
      sopwright search 4455 --audience agents --language en
      sopwright access --person a.baker      what may she read, and why?
    """  # noqa: D301  # \b keeps the lines as they are


@cli.command(epilog=EPILOG)
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
    out = _console()
    if explain:
        return check_command.explain(explain, out)
    below = tuple(_below(root, path) for path in paths)
    chosen = () if "." in below else below
    return check_command.check(root, today, check_command.Selection(chosen, codes), form, out)


@cli.command(epilog=EPILOG)
@click.option("--only", "names", multiple=True, type=click.Choice(OUTPUTS), help="Outputs.")
@click.option("--audience", "audiences", multiple=True, metavar="AUDIENCE", help="Only these audiences.")
@click.option("--language", "languages", multiple=True, metavar="LANGUAGE", help="Only these languages.")
@click.option("--workers", type=click.IntRange(1, 64), default=os.cpu_count() or 1, help="Processes at once.")
@today_option
@root_option
def build(
    names: tuple[str, ...],
    audiences: tuple[str, ...],
    languages: tuple[str, ...],
    workers: int,
    today: date,
    root: Path,
) -> int:
    """Write every audience's handbook in every language below build/.

    \b
    Examples:
      sopwright build
      sopwright build --audience agents --language bg
      sopwright build --today 2027-01-15
    """  # noqa: D301  # \b keeps the lines as they are
    return build_command.build(root, today, outputs(root, names), audiences, languages, workers, _messages())


@cli.command(epilog=EPILOG)
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
    return book_command.book(root, today, document, language, audience, output, _messages())


@cli.command(epilog=EPILOG)
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
    out = _console()
    return access_command.access(root, today, document, person, as_json, out, _messages())


@cli.group(cls=DefaultGroup, default="query", epilog=EPILOG)
def search() -> None:
    """Find words, a question, a document's number or an extension in a handbook that is built.

    \b
    Examples:
      sopwright search "call back" --audience agents --language en
      sopwright search 4455 --audience agents --language lt --json
      sopwright search export --format opensearch --output indexes
    """  # noqa: D301  # \b keeps the lines as they are


@search.command(epilog=EPILOG)
@click.argument("query")
@click.option("--audience", required=True, metavar="AUDIENCE", help="Whose handbook.")
@click.option("--language", required=True, metavar="LANGUAGE", help="In which language.")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="At most so many places.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@root_option
def query(query: str, audience: str, language: str, limit: int, as_json: bool, root: Path) -> int:
    """Find QUERY; the word `query` may be left out.

    \b
    Examples:
      sopwright search "how long may I hold" --audience agents --language en
      sopwright search query export --audience agents --language en
    """  # noqa: D301  # \b keeps the lines as they are
    return search_command.search(root, query, audience, language, limit, as_json, _console(), _messages())


@search.command(epilog=EPILOG)
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="For which engine.")
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), required=True, help="A new folder.")
@click.option("--audience", "audiences", multiple=True, metavar="AUDIENCE", help="Only these audiences.")
@today_option
@root_option
def export(form: str, output: Path, audiences: tuple[str, ...], today: date, root: Path) -> int:
    """Write indexes for another search engine, a folder for each audience.

    \b
    Examples:
      sopwright search export --format opensearch --output indexes
      sopwright search export --format postgresql --output tables --audience agents
      sopwright search export --format jsonl --output lines
    """  # noqa: D301  # \b keeps the lines as they are
    return search_command.export(root, today, form, output, audiences, _messages())


@cli.command(epilog=EPILOG)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@root_option
def serve(port: int, root: Path) -> int:
    """Serve the built sites on this machine only.

    \b
    Example:
      sopwright serve --port 8080
    """  # noqa: D301  # \b keeps the lines as they are
    return serve_command.serve(root, port, _messages())


def _console(*, stderr: bool = False) -> Console:
    """A console that prints words as they are: what stands in brackets in a message is no markup."""
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def _messages() -> Console:
    return _console(stderr=True)


def _below(root: Path, path: Path) -> str:
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError as error:
        raise click.UsageError(f"{path} is not inside the handbook's folder {root}") from error


def main() -> None:
    """Run the command line; the one place that catches what nobody expected."""
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(exits.INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(exits.USAGE)
    except KeyboardInterrupt:
        sys.exit(exits.INTERRUPTED)
    except Exception:  # the boundary: a crash is told as a crash, never as a clean run
        Console(stderr=True).print_exception()
        sys.exit(exits.UNEXPECTED)
    sys.exit(code if isinstance(code, int) else exits.CLEAN)
