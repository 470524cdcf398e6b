"""The command line: wiring only."""

import os
import sys
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console

from sopwright import __version__
from sopwright.cli import approvals, decisions, forges, previews, redlines, searches, translations
from sopwright.cli.options import EPILOG, below, console, messages, now, root_option, today_option
from sopwright.commands import access as access_command
from sopwright.commands import book as book_command
from sopwright.commands import build as build_command
from sopwright.commands import check as check_command
from sopwright.commands import exits
from sopwright.commands import serve as serve_command
from sopwright.commands.published import When
from sopwright.outputs.registry import OUTPUTS, outputs


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
      sopwright preview                      look at it while writing
      sopwright redline SVC-004              what changed since it was approved?
      sopwright status                       what is approved, and who is waited for?
      sopwright approve SVC-004 --as r.tan   sign that you approve it
      sopwright search 4455 --audience agents --language en
      sopwright access --person a.baker      what may she read, and why?
      sopwright translations status          what is left to translate?
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
    out = console()
    if explain:
        return check_command.explain(explain, out)
    names = tuple(below(root, path) for path in paths)
    chosen = () if "." in names else names
    return check_command.check(root, today, check_command.Selection(chosen, codes), form, out)


@cli.command(epilog=EPILOG)
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
    return book_command.book(root, When(today, now()), document, language, audience, output, messages())


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
    out = console()
    return access_command.access(root, today, document, person, as_json, out, messages())


@cli.command(epilog=EPILOG)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@root_option
def serve(port: int, root: Path) -> int:
    """Serve the built sites on this machine only.

    \b
    Example:
      sopwright serve --port 8080
    """  # noqa: D301  # \b keeps the lines as they are
    return serve_command.serve(root, port, messages())


for command in (
    *approvals.COMMANDS,
    *decisions.COMMANDS,
    *forges.COMMANDS,
    *previews.COMMANDS,
    *redlines.COMMANDS,
    *searches.COMMANDS,
    *translations.COMMANDS,
):
    cli.add_command(command)


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
