"""The commands for forges, and the pack for auditors."""

import os
from datetime import date
from pathlib import Path

import click

from sopwright.cli.options import EPILOG, console, messages, now, root_option, today_option
from sopwright.commands import evidence as evidence_command
from sopwright.commands import export as export_command
from sopwright.commands import import_reviews as import_command
from sopwright.commands.decide import Signer


@click.command(epilog=EPILOG)
@click.argument("what", type=click.Choice(export_command.EXPORTS))
@click.option("--forge", type=click.Choice(export_command.FORGES), default="github", help="In whose form.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="The file; the terminal by default.")
@today_option
@root_option
def export(what: str, forge: str, output: Path | None, today: date, root: Path) -> int:
    """Write WHAT for other programs: `codeowners`, whom a forge asks to review a change.

    \b
    Examples:
      sopwright export codeowners --output .github/CODEOWNERS
      sopwright export codeowners --forge gitlab --output .gitlab/CODEOWNERS
    """  # noqa: D301  # \b keeps the lines as they are
    del what  # there is one kind so far
    return export_command.export(root, today, forge, output, console(), messages())


@click.command("import-reviews", epilog=EPILOG)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "person", required=True, metavar="PERSON", help="Who brings the reviews in, and signs that.")
@click.option("--base", default="", metavar="COMMIT", help="Where the reviewed change began; the export may say it.")
@click.option(
    "--key",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The private key's file; else SOPWRIGHT_KEY names it, or the ssh-agent holds it.",
)
@root_option
def import_reviews(file: Path, person: str, base: str, key: Path | None, root: Path) -> int:
    """Turn the reviews exported from a forge in FILE into records of approval.

    A review counts for a document only if its content at the reviewed commit is the content that stands now.

    \b
    Examples:
      sopwright import-reviews reviews.json --as n.rahman --base main~1
    The file comes from the forge, such as: gh api repos/OWNER/NAME/pulls/12/reviews --paginate > reviews.json
    """  # noqa: D301  # \b keeps the lines as they are
    return import_command.import_reviews(root, file, Signer(person, now(), key, os.environ), base, messages())


@click.command(epilog=EPILOG)
@click.argument("document")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="The file; DOCUMENT-evidence.zip")
@root_option
def evidence(document: str, output: Path | None, root: Path) -> int:
    """Pack all that proves the approval of DOCUMENT, for an auditor who has ssh-keygen and sha256sum.

    \b
    Examples:
      sopwright evidence SVC-004
      sopwright evidence SVC-004 --output for-the-auditor.zip
    """  # noqa: D301  # \b keeps the lines as they are
    return evidence_command.evidence(root, document, output, now(), messages())


COMMANDS = (export, import_reviews, evidence)
