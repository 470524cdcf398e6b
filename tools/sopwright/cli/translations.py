"""``sopwright translations``: its four commands; wiring only."""

from pathlib import Path

import click

from sopwright.cli.options import EPILOG, console, messages, now, root_option
from sopwright.commands import packets as packets_command
from sopwright.commands import translations as translations_command


@click.group(epilog=EPILOG)
def translations() -> None:
    """Translations: what is stale or missing, packets for translators, and accepting what is done.

    \b
    Examples:
      sopwright translations status --language bg
      sopwright translations export --language bg --format xliff
      sopwright translations import brightwater-bg.xlf
      sopwright translations accept SVC-006 --language bg --section update
    """  # noqa: D301  # \b keeps the lines as they are


@translations.command(epilog=EPILOG)
@click.option("--language", "languages", multiple=True, metavar="LANGUAGE", help="Only these languages.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@root_option
def status(languages: tuple[str, ...], as_json: bool, root: Path) -> int:
    """Print how far each language is, in all and for each post that answers for documents.

    \b
    Examples:
      sopwright translations status
      sopwright translations status --language bg --json
    """  # noqa: D301  # \b keeps the lines as they are
    return translations_command.status(root, languages, as_json, now().date(), console(), messages())


@translations.command(epilog=EPILOG)
@click.argument("documents", nargs=-1, metavar="DOCUMENT...")
@click.option("--all", "every", is_flag=True, help="All documents.")
@click.option("--language", "languages", multiple=True, metavar="LANGUAGE", help="Only these languages.")
@click.option("--section", "sections", multiple=True, metavar="SECTION", help="Only these sections, by heading id.")
@root_option
def accept(
    documents: tuple[str, ...], every: bool, languages: tuple[str, ...], sections: tuple[str, ...], root: Path
) -> int:
    """Say that the translations of DOCUMENT, as they stand, say what the source says now.

    \b
    Examples:
      sopwright translations accept SVC-006 --language bg --section update
      sopwright translations accept SVC-006 SVC-007
    """  # noqa: D301  # \b keeps the lines as they are
    return translations_command.accept(root, documents, every, languages, sections, messages())


@translations.command(epilog=EPILOG)
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@click.option("--language", required=True, metavar="LANGUAGE", help="The language to translate into.")
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(packets_command.STATES),
    help="Only sections in these states; missing, stale and suspect ones by default.",
)
@click.option("--format", "form", type=click.Choice(list(packets_command.WRITERS)), default="xliff", help="The format.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="The file.")
@root_option
def export(
    documents: tuple[str, ...], language: str, only: tuple[str, ...], form: str, output: Path | None, root: Path
) -> int:
    """Write a packet for a translator: what is left to do in DOCUMENT, or in all documents.

    \b
    Examples:
      sopwright translations export --language bg
      sopwright translations export --language lt --only stale --format po
      sopwright translations export SVC-006 --language ms --only all --format csv --output customer-records.csv
    """  # noqa: D301  # \b keeps the lines as they are
    order = packets_command.Order(language, only, documents, form)
    return packets_command.export(root, order, output, now().date(), messages())


@translations.command("import", epilog=EPILOG)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@root_option
def take(file: Path, root: Path) -> int:
    """Take the packet FILE back: write its words, and accept the sections that are done.

    \b
    Example:
      sopwright translations import brightwater-bg.xlf
    """  # noqa: D301  # \b keeps the lines as they are
    return packets_command.take(root, file, messages())


COMMANDS = (translations,)
