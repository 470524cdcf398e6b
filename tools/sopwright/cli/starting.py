"""Commands that begin something: a document, a handbook."""

import sys
from datetime import date
from pathlib import Path

import click

from sopwright.cli.options import EPILOG, messages, root_option, today_option
from sopwright.commands import new as new_command
from sopwright.starter.questions import Question


def ask(question: Question) -> str:
    """Ask on the terminal until the answer is without fault."""
    if question.known:
        click.echo(f"\n  {', '.join(question.known)}", err=True)

    def judge(answer: str) -> str:
        fault = question.fault(answer)
        if fault:
            raise click.BadParameter(fault)
        return answer

    answer: str = click.prompt(question.words, default=question.default or None, value_proc=judge, err=True)
    return answer


@click.command(epilog=EPILOG)
@click.argument("template")
@click.option("--title", metavar="WORDS", help="Its title in the source language.")
@click.option("--book", metavar="BOOK", help="A key of registers/books.yml.")
@click.option("--topic", metavar="TOPIC", help="A topic of the book.")
@click.option("--number", metavar="ID", help="By default the next free one of the book.")
@click.option("--folder", metavar="NAME", help="By default made of the title.")
@click.option("--owner", metavar="POST", help="The post that answers for it.")
@click.option("--author", metavar="PERSON", help="Who writes it.")
@click.option("--executors", metavar="POSTS", help="Posts that carry it out, separated by commas.")
@click.option("--visibility", metavar="ROLES", help="Roles or groups who may read it, everyone, or public.")
@click.option("--languages", metavar="LANGUAGES", help="Languages it must have; the first is the source.")
@click.option("--yes", is_flag=True, help="Ask nothing: take the defaults for what is not given.")
@today_option
@root_option
def new(template: str, yes: bool, today: date, root: Path, **options: str | None) -> int:
    """Begin a document after TEMPLATE: procedure, policy, checklist, role-description or one of your own.

    Asks for what is not given, and judges each answer as it comes. What waits for words is marked TODO.

    \b
    Examples:
      sopwright new procedure
      sopwright new checklist --title "Closing the floor" --owner team-lead --author e.stoyanova
      sopwright new policy --title "Visitors" --owner hr --author g.dimitrova --executors agent,hr --yes
    """  # noqa: D301  # \b keeps the lines as they are
    given = {name: value for name, value in options.items() if value is not None}
    asking = ask if sys.stdin.isatty() and not yes else None
    return new_command.new(root, today, template, given, asking, messages())


COMMANDS = (new,)
