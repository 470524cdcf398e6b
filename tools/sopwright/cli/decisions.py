"""The commands by which somebody decides and signs."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from sopwright.cli.options import EPILOG, messages, now, root_option
from sopwright.commands import decide
from sopwright.commands.decide import Decision, Signer

_DAY = click.DateTime(formats=["%Y-%m-%d"])


def _signer_options(command: Callable[..., int]) -> Callable[..., int]:
    """The options of every command that signs."""
    options: list[Callable[[Any], Any]] = [
        click.option("--as", "person", required=True, metavar="PERSON", help="Who signs."),
        click.option(
            "--key",
            type=click.Path(dir_okay=False, path_type=Path),
            help="The private key's file; else SOPWRIGHT_KEY names it, or the ssh-agent holds it.",
        ),
        click.option("--on-behalf-of", "principal", metavar="PERSON", help="For whom a deputy or superior signs."),
        root_option,
    ]
    for option in reversed(options):
        command = option(command)
    return command


_language_option = click.option(
    "--language", default="", metavar="LANGUAGE", help="The language decided on; the source language by default."
)
_reason_option = click.option("--reason", required=True, help="Why, in one line; it stands in the record.")


def _signer(person: str, key: Path | None, principal: str | None) -> Signer:
    return Signer(person, now(), key, os.environ, principal)


@click.command(epilog=EPILOG)
@click.argument("documents", nargs=-1, metavar="DOCUMENT...")
@_language_option
@click.option("--step", default="", metavar="STEP", help="The step of the chain; the open one by default.")
@click.option("--waiting", is_flag=True, help="All that waits for this person, in every language.")
@click.option("--refuse", is_flag=True, help="Refuse it instead; nobody else's approval counts before yours.")
@click.option("--reason", help="Why it is refused, in one line; it stands in the record.")
@_signer_options
def approve(
    documents: tuple[str, ...],
    language: str,
    step: str,
    waiting: bool,
    refuse: bool,
    reason: str | None,
    person: str,
    key: Path | None,
    principal: str | None,
    root: Path,
) -> int:
    """Sign that you approve exactly the content of DOCUMENT as it stands, or refuse it.

    DOCUMENT is a number, or `wording:NAME` for prescribed words. Shows what is signed and its change class, and
    refuses beforehand what would not count, with the reason.

    \b
    Examples:
      sopwright approve SVC-004 --as r.tan --key ~/.ssh/id_ed25519
      sopwright approve SVC-004 POL-010 --as p.fischer
      sopwright approve SVC-004 --language bg --as e.stoyanova
      sopwright approve wording:recording-notice --language bg --as p.fischer
      sopwright approve --waiting --as m.lindqvist
      sopwright approve SVC-004 --as p.fischer --refuse --reason "Step 3 lacks the caller's consent"
    """  # noqa: D301  # \b keeps the lines as they are
    if not documents and not waiting:
        raise click.UsageError("name one or more documents, or give --waiting for all that waits for you")
    if refuse != bool(reason):
        raise click.UsageError("--refuse and --reason go together: a refusal says why")
    fields = {"reason": reason} if reason else {}
    decision = Decision("refuse" if refuse else "approve", documents, language, step, waiting, fields)
    return decide.decide(root, _signer(person, key, principal), decision, messages())


@click.command(epilog=EPILOG)
@click.argument("document")
@_language_option
@click.option("--posts", required=True, metavar="POST,...", help="The posts that were asked.")
@click.option("--people", type=click.IntRange(1), required=True, help="How many people were asked.")
@click.option(
    "--remarks",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="The file with what they said; only its digest is signed, the file stays with you.",
)
@_signer_options
def consult(
    document: str,
    language: str,
    posts: str,
    people: int,
    remarks: Path,
    person: str,
    key: Path | None,
    principal: str | None,
    root: Path,
) -> int:
    """Sign that those who carry DOCUMENT out were asked about exactly this content.

    \b
    Example:
      sopwright consult SVC-004 --posts agent --people 6 --remarks minutes.txt --as l.chen
    """  # noqa: D301  # \b keeps the lines as they are
    asked = tuple(post.strip() for post in posts.split(",") if post.strip())
    if not asked:
        raise click.UsageError("--posts names at least one post, such as `agent,team-lead`")
    decision = Decision("consult", (document,), language, fields=decide.consulted(asked, people, remarks))
    return decide.decide(root, _signer(person, key, principal), decision, messages())


@click.command(epilog=EPILOG)
@click.argument("document")
@_language_option
@_reason_option
@_signer_options
def withdraw(
    document: str, language: str, reason: str, person: str, key: Path | None, principal: str | None, root: Path
) -> int:
    """Sign that DOCUMENT must not be in force until you, or your superior, decide anew.

    \b
    Example:
      sopwright withdraw SVC-013 --as p.fischer --reason "The consent rule changed on 1 December"
    """  # noqa: D301  # \b keeps the lines as they are
    decision = Decision("withdraw", (document,), language, fields={"reason": reason})
    return decide.decide(root, _signer(person, key, principal), decision, messages())


@click.command("review-unchanged", epilog=EPILOG)
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@_language_option
@_signer_options
def review_unchanged(
    documents: tuple[str, ...], language: str, person: str, key: Path | None, principal: str | None, root: Path
) -> int:
    """Sign that you looked DOCUMENT through and that it stays as it is; its review date moves on.

    \b
    Example:
      sopwright review-unchanged SVC-004 SVC-006 --as r.tan
    """  # noqa: D301  # \b keeps the lines as they are
    decision = Decision("review-unchanged", documents, language)
    return decide.decide(root, _signer(person, key, principal), decision, messages())


@click.command(epilog=EPILOG)
@click.argument("document")
@_language_option
@_reason_option
@_signer_options
def emergency(
    document: str, language: str, reason: str, person: str, key: Path | None, principal: str | None, root: Path
) -> int:
    """Sign that DOCUMENT has to be in force at once; it takes as many people as the emergency rule says.

    It holds for the hours of the rule, counted from the first signature. Then the last approved revision is back.

    \b
    Example:
      sopwright emergency POL-010 --as p.fischer --reason "Court order of today: no recording of minors"
    """  # noqa: D301  # \b keeps the lines as they are
    decision = Decision("emergency", (document,), language, fields={"reason": reason})
    return decide.decide(root, _signer(person, key, principal), decision, messages())


@click.command(epilog=EPILOG)
@click.argument("deputy")
@click.option("--post", required=True, metavar="POST", help="The post in which the deputy decides.")
@click.option("--from", "since", type=_DAY, required=True, help="The first day (YYYY-MM-DD).")
@click.option("--until", type=_DAY, required=True, help="The last day (YYYY-MM-DD).")
@_signer_options
def delegate(
    deputy: str,
    post: str,
    since: datetime,
    until: datetime,
    person: str,
    key: Path | None,
    principal: str | None,
    root: Path,
) -> int:
    """Sign that DEPUTY decides in your place in a post, from and until a day; a superior can sign it for you.

    \b
    Examples:
      sopwright delegate d.ivanov --post project-manager --from 2026-12-21 --until 2027-01-06 --as r.tan
      sopwright approve SVC-004 --as d.ivanov --on-behalf-of r.tan
    """  # noqa: D301  # \b keeps the lines as they are
    signer = _signer(person, key, principal)
    return decide.delegate(root, signer, deputy, post, since.date(), until.date(), messages())


COMMANDS: tuple[click.Command, ...] = (approve, consult, withdraw, review_unchanged, emergency, delegate)
