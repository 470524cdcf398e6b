"""``sopwright search``: queries and exports; wiring only."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from sopwright.cli.options import EPILOG, console, messages, root_option, today_option
from sopwright.commands import search as search_command
from sopwright.search.export import FORMATS


class DefaultGroup(click.Group):
    """Commands of which one may be left out: ``search QUERY`` is ``search query QUERY``."""

    def __init__(self, *arguments: Any, default: str, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.default = default

    def parse_args(self, context: click.Context, words: list[str]) -> list[str]:
        """Put the default command in where no other is named."""
        named = not words or words[0] in self.commands or words[0] in context.help_option_names
        return super().parse_args(context, words if named else [self.default, *words])


@click.group(cls=DefaultGroup, default="query", epilog=EPILOG)
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
    return search_command.search(root, query, audience, language, limit, as_json, console(), messages())


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
    return search_command.export(root, today, form, output, audiences, messages())


COMMANDS = (search,)
