"""The command line: wiring only."""

import sys

import click
from rich.console import Console

from sopwright import __version__
from sopwright.cli.lazy import LazyGroup
from sopwright.cli.options import EPILOG
from sopwright.cli.registry import COMMANDS
from sopwright.commands import exits


@click.group(cls=LazyGroup, entries=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EPILOG)
@click.version_option(__version__)
def cli() -> None:
    """Standard operating procedures and handbooks as code.

    \b
    Examples:
      sopwright new procedure                begin a document
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
