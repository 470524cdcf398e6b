"""The company that the attacks are made on: a real Git repository, whose people sign with real keys."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sopwright.approval import files
from sopwright.approval.digest import digest
from sopwright.approval.statement import compose, written
from sopwright.commands.verify import Verified, find
from sopwright.diagnostics import Severity
from sopwright.load.handbook import load
from sopwright.model.approvals import DEPUTIES, NAMESPACE
from sopwright.model.handbook import Handbook
from tests.histories import commit, git
from tests.repositories import apply, copy
from tests.signing import key_of, public, signature

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
SIGNED = datetime(2026, 5, 4, 9, tzinfo=UTC)
TEXT = "handbook/service/answering/en.md"
METADATA = "handbook/service/answering/procedure.yml"
DOCUMENTS = ("SVC-001", "SVC-002", "POL-001")

RULES = """\
signatures: required
chains:
  standard:
    name: {en: Standard, bg: Стандартно}
    steps: [{id: second-line, post: manager}, {id: release, post: director}]
  editorial:
    name: {en: Editorial, bg: Редакционно}
    steps: [{id: carry, post: team-lead}]
rules:
  - {chain: standard, when: {change: material}}
  - {chain: editorial, when: {change: editorial}}
  - {chain: standard, when: {subject: translation}}
emergency: {posts: [manager, director], people: 2, hours: 72}
"""

DIRECTOR = "director: {name: {en: Director, bg: Директор}, roles: [manager], duties: {en: Directs, bg: Ръководи}}\n"
MANAGER = "manager: {name: {en: Manager, bg: Мениджър}, roles: [manager],"


def keys(name: str) -> str:
    return f"keys: [{{key: {public(key_of(name))}, from: 2026-01-01}}]"


def row(name: str, full: str, posts: str, more: str = "") -> str:
    common = f"name: {full}, email: {name[0]}@example.test, languages: [en, bg], {more}{keys(name)}"
    return f"{name}: {{{common}, posts: [{posts}]}}\n"


def roster(**more: str) -> str:
    """The register of people; ``more`` adds fields for a person, whose key has a line in place of the point."""
    held = {
        "a.agent": ("Ann Agent", "{post: agent, team: all, from: 2024-01-01}"),
        "l.lead": ("Lee Lead", "{post: team-lead, team: household, from: 2024-01-01, deputy: k.lead}"),
        "k.lead": ("Kim Lead", "{post: team-lead, from: 2024-01-01, deputy: l.lead}"),
        "m.manager": ("Max Manager", "{post: manager, from: 2024-01-01}"),
        "n.manager": ("Nia Manager", "{post: manager, from: 2024-01-01}"),
        "d.director": ("Dee Director", "{post: director, from: 2024-01-01}"),
    }
    return "".join(row(name, *given, more.get(name.replace(".", "_"), "")) for name, given in held.items())


@dataclass
class Attacked:
    """The repository, and what an attacker or an honest person does in it."""

    root: Path
    base: str = ""
    """The commit before the change."""
    hours: int = 0
    """How much later than the first signature the last one was made."""

    def handbook(self) -> Handbook:
        handbook, _ = load(self.root)
        assert handbook is not None
        return handbook

    def sign(
        self,
        person: str,
        step: str,
        decision: Any = "approve",
        *,
        document: str = "SVC-001",
        language: str = "en",
        key: str = "",
        namespace: str = NAMESPACE,
        at: datetime | None = None,
        **fields: Any,
    ) -> Path:
        """Write a signed record on the content as it stands; ``fields`` are the predicate's."""
        handbook, self.hours = self.handbook(), self.hours + 1
        records = handbook.approvals.of(document, language)
        common = {"revision": 1, "changeClass": "material", "prev": records[-1].digest if records else None}
        false = {field: fields.pop(name) for name, field in FALSE.items() if name in fields}
        time = at or SIGNED + timedelta(hours=self.hours)
        about = self.subject(document, language)
        statement = compose(handbook.registers, about, decision, person, time, step=step, **(common | fields))
        predicate = statement.predicate.model_copy(update=false)
        data = written(statement.model_copy(update={"predicate": predicate}))
        return self.write(files.folder_of(document, language), step, data, key or person, namespace)

    def delegate(self, person: str, principal: str, deputy: str) -> Path:
        """Write a signed record that names a deputy for the post of manager."""
        handbook = self.handbook()
        records = handbook.approvals.deputies
        time = {"from": "2026-05-01", "until": "2026-12-31"}
        named = {"principal": principal, "deputy": deputy, "post": "manager", **time}
        fields = {"revision": 1, "changeClass": "material", "prev": records[-1].digest if records else None}
        about = [(DEPUTIES, "0" * 64)]
        statement = compose(handbook.registers, about, "delegate", person, SIGNED, delegation=named, **fields)
        return self.write(files.DEPUTIES_FOLDER, "delegate", written(statement), person)

    def write(self, folder: str, step: str, data: bytes, key: str, namespace: str = NAMESPACE) -> Path:
        path = files.next_path(self.root, folder, step)
        files.write(self.root, path, data, signature(data, key_of(key), namespace))
        return self.root / path

    def subject(self, document: str, language: str) -> list[tuple[str, str]]:
        """What a statement is about; for a translation with its source behind it."""
        handbook = self.handbook()
        source = handbook.documents[document].metadata.languages.source
        languages = dict.fromkeys((language, source))
        return [(f"{document}#{one}", digest(handbook, handbook.documents[document], one)) for one in languages]

    def approve(self, document: str = "SVC-001", **fields: Any) -> None:
        """All steps by the right people."""
        self.sign("m.manager", "second-line", document=document, **fields)
        self.sign("d.director", "release", document=document, **fields)

    def change(self) -> None:
        """The attacker's wish: other words in a procedure that is in force."""
        self.edit({"file": TEXT, "old": "Every caller is answered.", "new": "No caller is answered."})

    def edit(self, *edits: Mapping[str, Any]) -> None:
        for edit in edits:
            apply(self.root, edit)

    def commit(self, **when: str) -> str:
        return commit(self.root, [], **when)

    def verify(self, base: str | None = None, now: datetime = NOW) -> Verified:
        return find(self.root, self.base if base is None else base, now)


FALSE = {"handbook": "handbook", "printedName": "printed_name"}
"""Fields that no honest program fills in otherwise: their names in JSON, and in the record."""


def errors(verified: Verified) -> list[str]:
    """The errors of a run: each code, for a refused record with the reason's code."""
    return [
        f"{fault.code} {fault.message.rpartition('(')[2].rstrip(')')}" if fault.code == "SW213" else fault.code
        for fault in verified.faults
        if fault.severity is Severity.ERROR
    ]


def following(company: Attacked, document: str = "SVC-001") -> dict[str, Any]:
    """What a record says that is counted from the content of the base."""
    first = company.handbook().approvals.of(document, "en")[0]
    return {"from": first.statement.subject[0].digest.sha256}


@cache
def _founded(place: str) -> Attacked:
    root = Path(place)
    copy(root)
    company = Attacked(root)
    company.edit(
        {"file": "registers/approval.yml", "write": RULES},
        {"file": "registers/people.yml", "write": roster()},
        {"file": "registers/posts.yml", "append": DIRECTOR},
        {"file": "registers/posts.yml", "old": MANAGER, "new": f"{MANAGER} superior: director,"},
    )
    for number in DOCUMENTS:
        company.approve(number)
    git(root, "init", "--quiet", "--initial-branch=main")
    company.base = company.commit()
    return company


_places: list[Path] = []


def founding_place(factory: pytest.TempPathFactory) -> Path:
    """Where the company is founded, once in a process."""
    if not _places:
        _places.append(factory.mktemp("company"))
    return _places[0]


def founded(template: Path, target: Path) -> Attacked:
    """A company in a folder of its own: everything approved, everything committed.

    Args:
        template: Where the first one is founded, if it is not there yet.
        target: Where its clone goes.
    """
    first = _founded(str(template))
    git(template, "clone", "--quiet", str(template), str(target))
    return replace(first, root=target)
