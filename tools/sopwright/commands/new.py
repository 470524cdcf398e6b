"""``sopwright new``: a new document's files, so far as they can be told before its words are written."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from rich.console import Console

from sopwright.approval.choose import choose
from sopwright.approval.roster import headcount
from sopwright.approval.subject import Subject
from sopwright.commands import exits
from sopwright.commands.files import write_aside
from sopwright.load.handbook import load
from sopwright.load.shared import TEMPLATES
from sopwright.model.handbook import Handbook
from sopwright.starter.questions import QUESTIONS, Answers, Question, Setting, parts
from sopwright.starter.skeleton import Brief, fill_metadata, fill_text

Ask = Callable[[Question], str]
"""Asks somebody until the answer is without fault."""


def new(root: Path, today: date, template: str, given: Mapping[str, str], ask: Ask | None, out: Console) -> int:
    """Begin a document in its book's folder.

    Args:
        root: The handbook's folder.
        today: The day it is begun on.
        template: A folder of ``templates/``, such as ``procedure``.
        given: Answers that need not be asked for.
        ask: How to ask for the others; nothing where nobody sits there, and defaults are taken.
        out: Where to say what was done.
    """
    handbook, _ = load(root)
    if handbook is None:
        out.print("the registers cannot be read: `sopwright check` says why")
        return exits.FAULTS
    known = [name for name in handbook.templates if (root / TEMPLATES / name / "en.md").is_file()]
    if template not in known:
        out.print(f"there is no skeleton `{template}`; there are: {', '.join(known)}", soft_wrap=True)
        return exits.USAGE
    form, _ = handbook.templates[template]
    answers, fault = _answers(Setting(handbook, form, today), given, ask)
    if fault:
        out.print(fault, soft_wrap=True)
        return exits.USAGE
    folder = f"{handbook.registers.books.rows[answers['book']].folder}/{answers['folder']}"
    if (root / folder).exists():
        out.print(f"{folder} exists already: choose another --folder", soft_wrap=True)
        return exits.USAGE
    _write(root, handbook, template, folder, _brief(answers, today))
    out.print(
        f"{folder} holds {answers['number']} now, with a `TODO:` at each place that waits for words.\n", soft_wrap=True
    )
    out.print(f"  sopwright check {folder}    says what is left")
    out.print("Add the other languages under `languages` when its words are settled.")
    return exits.CLEAN


def _answers(setting: Setting, given: Mapping[str, str], ask: Ask | None) -> tuple[dict[str, str], str]:
    """All answers, and what is wrong with the first that is wrong."""
    answers: dict[str, str] = {}
    for make in QUESTIONS:
        question = make(setting, answers)
        if question is None:
            continue
        asked = question.option not in given and ask is not None
        answer = ask(question) if asked and ask else given.get(question.option, question.default)
        fault = question.fault(answer)
        if fault:
            return answers, f"--{question.option}: {fault}"
        answers[question.option] = answer
    return answers, ""


def _brief(answers: Answers, today: date) -> Brief:
    return Brief(
        number=answers["number"],
        title=answers["title"],
        book=answers["book"],
        topic=answers.get("topic", ""),
        owner=answers["owner"],
        author=answers["author"],
        executors=parts(answers["executors"]),
        visibility=parts(answers["visibility"]),
        languages=parts(answers["languages"]),
        day=today,
    )


def _write(root: Path, handbook: Handbook, template: str, folder: str, brief: Brief) -> None:
    """Write the text first: a folder without metadata is no document yet."""
    name = f"{_kind(handbook, template)}.yml"
    skeletons = root / TEMPLATES / template
    text = fill_text((skeletons / "en.md").read_text(encoding="utf-8"), brief.title)
    languages = frozenset(handbook.language_keys)
    metadata = fill_metadata((skeletons / name).read_text(encoding="utf-8"), brief, _chain(handbook, brief), languages)
    write_aside(root / folder / f"{brief.languages[0]}.md", text.encode())
    write_aside(root / folder / name, metadata.encode())


def _kind(handbook: Handbook, template: str) -> str:
    return handbook.templates[template][0].kind


def _chain(handbook: Handbook, brief: Brief) -> str:
    """The chain that the rules choose for it; what the skeleton says where they choose none."""
    subject = Subject(
        brief.number,
        brief.languages[0],
        digest="",
        book=brief.book,
        visibility=brief.visibility,
        owner=brief.owner,
        executors=brief.executors,
    )
    return choose(handbook.registers.approval, subject, headcount(handbook.registers.people.rows, brief.day)).key
