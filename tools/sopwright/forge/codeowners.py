"""CODEOWNERS: whom a forge asks to review a change, from the approval rules, posts and people.

The forge only asks; what counts is the signed record. Owners are named by e-mail address, which both forges take
where the person's account has that address; the numeric ids of accounts cannot stand in a CODEOWNERS file.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sopwright.approval.choose import choose
from sopwright.approval.roster import headcount
from sopwright.approval.subject import subject_of
from sopwright.model.approval import ChainStep
from sopwright.model.handbook import Document, Handbook

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)

_GOVERNING = ("registers", "approvals", ".github", ".gitlab", ".gitlab-ci.yml", "CODEOWNERS")
"""What decides whose approval counts: those who release documents own it."""

HEAD = """\
# Whom to ask for a review. Written by `sopwright export codeowners`, anew whenever people or rules change.
# A review on the forge is no approval by itself: see docs/approvals.md.
"""


@dataclass(frozen=True)
class Owned:
    """A path and those who are asked, for one step of a chain."""

    path: str
    step: ChainStep
    people: tuple[str, ...]
    """E-mail addresses."""


def codeowners(handbook: Handbook, today: date, forge: str) -> str:
    """The file's text.

    Args:
        handbook: A handbook without errors.
        today: The day whose holders of posts are named.
        forge: A key of ``FORMS``.
    """
    owned = [entry for document in handbook.documents.values() for entry in _of_document(handbook, document, today)]
    return HEAD + FORMS[forge]([*_of_rules(handbook, today), *owned])


def _of_document(handbook: Handbook, document: Document, today: date) -> Iterator[Owned]:
    """A document's folder by its source's chain, then each translation by its own."""
    source = document.metadata.languages.source
    yield from _of_subject(handbook, document, source, f"/{document.folder}/", today)
    for language in document.texts:
        if language != source:
            yield from _of_subject(handbook, document, language, f"/{document.folder}/{language}.md", today)


def _of_subject(handbook: Handbook, document: Document, language: str, path: str, today: date) -> Iterator[Owned]:
    registers = handbook.registers
    chosen = choose(registers.approval, subject_of(document, language), headcount(registers.people.rows, today))
    for step in chosen.chain.steps if chosen.chain else ():
        people = _addresses(handbook, step, today, language, document.metadata.authors)
        if people and not step.consult:
            yield Owned(path, step, people)


def _of_rules(handbook: Handbook, today: date) -> Iterator[Owned]:
    last = {chain.steps[-1].post: chain.steps[-1] for chain in handbook.registers.approval.chains.values()}
    for path in _GOVERNING:
        for step in last.values():
            people = _addresses(handbook, step, today)
            if people and not step.speaks:
                yield Owned(f"/{path}" if "." in path[1:] or path == "CODEOWNERS" else f"/{path}/", step, people)


def _addresses(
    handbook: Handbook, step: ChainStep, today: date, language: str = "", authors: Iterable[str] = ()
) -> tuple[str, ...]:
    """The addresses of those who may take a step; one that is no plain address is left out."""
    registers = handbook.registers
    people = [registers.people[key] for key in registers.holders(step.post, today) if key not in set(authors)]
    able = [person for person in people if not (step.speaks and language) or language in person.languages]
    return tuple(sorted({person.email for person in able if _ADDRESS.fullmatch(person.email)}))


def github(owned: Iterable[Owned]) -> str:
    """GitHub's form: the last line that fits a path counts, so that each path has all its owners on one line."""
    lines: dict[str, dict[str, None]] = {}
    for entry in owned:
        lines.setdefault(entry.path, {}).update(dict.fromkeys(entry.people))
    return "".join(f"{path} {' '.join(people)}\n" for path, people in lines.items())


def gitlab(owned: Iterable[Owned]) -> str:
    """GitLab's form: a section a step, each with the number of approvals that it needs."""
    sections: dict[str, list[str]] = {}
    for entry in owned:
        head = f"[{entry.step.id}: {entry.step.post}][{entry.step.people}]"
        sections.setdefault(head, []).append(f"{entry.path} {' '.join(entry.people)}\n")
    return "\n".join(f"{head}\n{''.join(lines)}" for head, lines in sections.items())


FORMS: Mapping[str, Callable[[Iterable[Owned]], str]] = {"github": github, "gitlab": gitlab}
