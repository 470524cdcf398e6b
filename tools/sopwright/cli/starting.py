"""Commands that begin something: a document, a handbook."""

import sys
from datetime import date
from pathlib import Path
from typing import get_args

import click

from sopwright.cli.options import EPILOG, messages, root_option, today_option
from sopwright.commands import init as init_command
from sopwright.commands import new as new_command
from sopwright.starter.company import Company
from sopwright.starter.origin import languages
from sopwright.starter.questions import Question, parts


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
@click.option("--languages", metavar="languages()", help="Languages it must have; the first is the source.")
@click.option("--yes", is_flag=True, help="Ask nothing: take the defaults for what is not given.")
@today_option
@root_option
def new(template: str, yes: bool, today: date, root: Path, **options: str | None) -> int:
    """Begin a document after TEMPLATE.

    It is procedure, policy, checklist, role-description or one of your own.

    The command asks for what is not given, and judges each answer as it comes. What waits for words is marked TODO.

    \b
    Examples:
      sopwright new procedure
      sopwright new checklist --title "Closing the floor" --owner team-lead --author e.stoyanova
      sopwright new policy --title "Visitors" --owner hr --author g.dimitrova --executors agent,hr --yes
    """  # noqa: D301  # \b keeps the lines as they are
    given = {name: value for name, value in options.items() if value is not None}
    asking = ask if sys.stdin.isatty() and not yes else None
    return new_command.new(root, today, template, given, asking, messages())


@click.command(epilog=EPILOG)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--content",
    type=click.Choice(("example", "empty")),
    default="example",
    show_default=True,
    help="Begin with the example's documents, or with none.",
)
@click.option("--name", prompt="Name of the company", help="Name of the company.")
@click.option("--address", prompt="Address, its lines separated by commas", help="Its lines, separated by commas.")
@click.option("--phone", prompt="Telephone", help="Telephone of the company.")
@click.option("--email", prompt="E-mail address", help="E-mail address of the company.")
@click.option("--web", prompt="Web address", help="Web address, with https://.")
@click.option("--time-zone", prompt="Time zone, such as Europe/Vilnius", help="Such as Europe/Vilnius.")
@click.option(
    "--languages",
    prompt="Languages, separated by commas",
    default="en,bg,zh-Hant,ms,lt,ru",
    help="Languages, separated by commas; the first is the source.",
)
@click.option(
    "--people", default="First Person,Second Person", help="Two names, for --content empty: who approves, who writes."
)
@click.option(
    "--forge",
    type=click.Choice(get_args(init_command.Forge)),
    default="none",
    show_default=True,
    help="Add what checks each change there.",
)
@today_option
def init(folder: Path, content: str, forge: init_command.Forge, today: date, **given: str) -> int:
    """Begin a company's own handbook in FOLDER, from the example or empty.

    It asks for what is not given.

    \b
    Examples:
      sopwright init our-handbook
      sopwright init our-handbook --languages en,bg --forge gitlab
      sopwright init our-handbook --content empty --people "Ana Petrova,Ivan Kolev"
    """  # noqa: D301  # \b keeps the lines as they are
    company = Company(
        name=given["name"],
        address=parts(given["address"]),
        phone=given["phone"],
        email=given["email"],
        web=given["web"],
        time_zone=given["time_zone"],
        languages=parts(given["languages"]),
        people=parts(given["people"]),
        with_example=content == "example",
        day=today,
    )
    wrong = company.fault(languages())
    if wrong:
        raise click.UsageError(wrong)
    return init_command.init(folder, company, forge, messages())


COMMANDS = (init, new)
