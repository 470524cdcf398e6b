"""A small company that signs: the small handbook in a real Git repository, people with keys, a chain of four steps."""

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import click
import pytest

from sopwright.cli import cli
from tests.conftest import Outcome, Run
from tests.histories import commit, git
from tests.repositories import PROJECT, apply, copy, copy_words
from tests.signing import key_of, public

RULES = """\
signatures: required
chains:
  standard:
    name: {en: Standard, bg: Стандартно}
    steps:
      - {id: second-line, post: manager}
      - {id: legal, post: lawyer}
      - {id: consulted, post: team-lead, consult: true}
      - {id: release, post: director}
  editorial:
    name: {en: Editorial, bg: Редакционно}
    steps: [{id: carry, post: manager}]
  translation:
    name: {en: Translation, bg: Превод}
    steps: [{id: language-review, post: manager, speaks: true}]
rules:
  - {chain: standard, when: {change: material}}
  - {chain: editorial, when: {change: editorial}}
  - {chain: translation, when: {subject: translation}}
emergency: {posts: [director, manager], people: 2, hours: 72}
"""
POSTS = """\
lawyer: {name: {en: Lawyer, bg: Юрист}, roles: [manager], superior: director, duties: {en: Advises, bg: Съветва}}
director: {name: {en: Director, bg: Директор}, roles: [manager], duties: {en: Directs, bg: Ръководи}}
"""
PEOPLE = """\
p.lawyer: {name: Pat Lawyer, email: p@example.test, languages: [en], posts: [{post: lawyer, from: 2024-01-01}]}
d.director: {name: Dana Director, email: d@example.test, languages: [en], posts: [{post: director, from: 2024-01-01}]}
"""
ANSWERING = "handbook/service/answering"
TRANSFER = "handbook/service/transfer"
RECORDING = "policies/recording"
METADATA = (f"{ANSWERING}/procedure.yml", f"{TRANSFER}/procedure.yml", f"{RECORDING}/policy.yml")

OFFICE = "office@example.test"
"""Who sets the handbook up; nobody of the roster."""


@dataclass
class Company:
    """The repository, and people who act in it at times that the test tells."""

    root: Path
    run: Run
    patch: pytest.MonkeyPatch

    def at(self, moment: str) -> None:
        """Set the clock: ``2026-03-02 10:00``, in UTC."""
        self.moment = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        self.patch.setenv("SOURCE_DATE_EPOCH", str(int(self.moment.timestamp())))

    def sopwright(self, *words: object) -> Outcome:
        """Run a command on the handbook."""
        return self.run(*words, "--root", self.root)

    def sign(self, command: str, *words: object, who: str) -> Outcome:
        """Run a command by which somebody signs, with their key."""
        return self.sopwright(command, *words, "--as", who, "--key", key_of(who))

    def consult(self, number: str, who: str, *posts: str) -> Outcome:
        """Record that those who carry a document out were asked."""
        remarks = self.root.parent / "remarks.txt"
        remarks.write_text("Nobody had remarks.", encoding="utf-8")
        asked = ("--posts", ",".join(posts), "--people", 3)
        return self.sign("consult", number, *asked, "--remarks", remarks, who=who)

    def commit(self, *edits: Mapping[str, Any], email: str = OFFICE) -> str:
        """Make edits, and commit all that is there."""
        return commit(self.root, edits, at=self.moment.isoformat(), email=email)

    def approve_all(self, number: str, team_lead: str) -> None:
        """All four steps in order, and the translation."""
        for who in ("m.manager", "p.lawyer"):
            good(self.sign("approve", number, who=who))
        good(self.consult(number, team_lead, "agent", "team-lead"))
        good(self.sign("approve", number, who="d.director"))
        good(self.sign("approve", number, "--language", "bg", who="n.manager"))

    def build(self, *words: object) -> Outcome:
        """Build the site of the agents in English."""
        return self.sopwright(
            "build", "--only", "site", "--audience", "agents", "--language", "en", "--workers", 1, *words
        )

    def page(self, number: str, below: str = "", audience: str = "agents", language: str = "en") -> str:
        """The words of a document's page, with single spaces."""
        book = "policies" if number.startswith("POL") else "service"
        place = self.root / "build" / below / "site" / audience / language / book / f"{number}.html"
        return words_of(place.read_text(encoding="utf-8"))

    def unpacked(self, number: str) -> Path:
        """The evidence pack of a document, unpacked."""
        file = self.root.parent / f"{number}.zip"
        good(self.sopwright("evidence", number, "--output", file))
        folder = self.root.parent / f"{number}-evidence"
        shutil.rmtree(folder, ignore_errors=True)
        with zipfile.ZipFile(file) as archive:
            archive.extractall(self.root.parent)
        return folder


def good(outcome: Outcome) -> Outcome:
    assert outcome.code == 0, outcome.err + outcome.out
    return outcome


def words_of(html: str) -> str:
    """What a reader sees of a page."""
    text = re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", html, flags=re.DOTALL)
    return re.sub(r"[\s\u00a0\u202f]+", " ", text)


def audit(folder: Path) -> subprocess.CompletedProcess[str]:
    """Verify a pack as an auditor does, without our program in reach."""
    environment = {"PATH": os.defpath, "HOME": str(folder), "TZ": "Asia/Tokyo"}
    return subprocess.run(["sh", "verify.sh"], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def found(folder: Path, run: Run, patch: pytest.MonkeyPatch, *, site: bool = False) -> Company:
    """Found the company: on 16 January 2026 its handbook is set up, unsigned; with ``site`` it can be built."""
    root = copy(folder / "handbook", site=site)
    if not site:
        copy_words(root)
    for file, added in (("posts", POSTS), ("people", PEOPLE)):
        apply(root, {"file": f"registers/{file}.yml", "append": added})
    people = root / "registers" / "people.yml"
    people.write_text("".join(map(_with_key, people.read_text(encoding="utf-8").splitlines())), encoding="utf-8")
    apply(root, {"file": "registers/approval.yml", "write": RULES})
    for file in METADATA:
        apply(
            root,
            {
                "file": file,
                "old": "status: effective\neffective: 2026-02-01",
                "new": "status: effective\neffective: 2026-01-20",
            },
        )
    git(root, "init", "--quiet", "--initial-branch=main")
    (root / ".gitignore").write_text("/build/\n", encoding="utf-8")
    company = Company(root, run, patch)
    for variable in ("SSH_AUTH_SOCK", "SOPWRIGHT_KEY"):
        patch.delenv(variable, raising=False)
    company.at("2026-01-16 08:00")
    company.commit()
    return company


def run_here(*words: object) -> Outcome:
    """Run a command in this process, outside any test."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = cli.main([str(word) for word in words], standalone_mode=False)
        except click.ClickException as error:
            error.show(err)
            code = 2
    return Outcome(code or 0, out.getvalue(), err.getvalue())


@cache
def signed_handbook() -> Path:
    """A company whose first issue is signed and committed, made once; to be copied."""
    with pytest.MonkeyPatch.context() as patch:
        company = found(Path(mkdtemp(prefix="company-")), run_here, patch)
        for number, team_lead in (("SVC-001", "k.lead"), ("SVC-002", "l.lead"), ("POL-001", "k.lead")):
            company.approve_all(number, team_lead)
        company.at("2026-01-20 08:00")
        company.commit()
        return company.root


def signed_company(folder: Path, patch: pytest.MonkeyPatch, *templates: str) -> Company:
    """A copy of it, on 1 March 2026; with templates of the project that git does not look at."""
    for variable in ("SSH_AUTH_SOCK", "SOPWRIGHT_KEY"):
        patch.delenv(variable, raising=False)
    company = Company(shutil.copytree(signed_handbook(), folder / "handbook"), run_here, patch)
    company.at("2026-03-01 10:00")
    for name in templates:
        shutil.copytree(PROJECT / "templates" / name, company.root / "templates" / name)
    with (company.root / ".gitignore").open("a", encoding="utf-8") as ignored:
        ignored.writelines(f"/templates/{name}/\n" for name in templates)
    return company


def _with_key(line: str) -> str:
    name = line.partition(":")[0]
    languages = "" if "languages:" in line else "languages: [en, bg], "
    return f"{line[:-1]}, {languages}keys: [{{key: {public(key_of(name))}, from: 2026-01-01}}]}}\n"
