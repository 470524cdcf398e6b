"""`sopwright new`: what it leaves passes the checks, but for the words to write; what is wrong is refused in words."""

import json
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from sopwright.cli.starting import ask
from sopwright.load.handbook import load
from sopwright.starter.questions import Question, slug
from tests.conftest import Run
from tests.repositories import PROJECT

KNOWN = {
    "procedure": ("--owner", "team-lead", "--executors", "agent,planner", "--author", "e.stoyanova"),
    "checklist": ("--owner", "team-lead", "--author", "e.stoyanova", "--visibility", "agent,team-lead"),
    "policy": ("--owner", "hr", "--executors", "agent,hr", "--author", "g.dimitrova"),
    "role-description": ("--owner", "hr", "--author", "g.dimitrova"),
}


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """A copy of the project's handbook, to be added to."""
    for name in ("registers", "templates", "handbook", "policies"):
        shutil.copytree(PROJECT / name, tmp_path / name, ignore=shutil.ignore_patterns("fonts"))
    return tmp_path


def test_what_is_new_passes_but_for_its_words(company: Path, run: Run) -> None:
    before, _ = load(company)
    for template, known in KNOWN.items():
        made = run("new", template, "--title", f"A new {template}", *known, "--yes", "--root", company)
        assert made.code == 0, made.err
    after, _ = load(company)
    assert before is not None
    assert after is not None
    added = [document for number, document in after.documents.items() if number not in before.documents]
    assert len(added) == len(KNOWN)
    assert {document.metadata.template.partition("/")[0] for document in added} == set(KNOWN)
    checked = run("check", *(company / one.folder for one in added), "--format", "json", "--root", company)
    found = json.loads(checked.out)
    assert {fault["code"] for fault in found} == {"SW529"}
    assert {fault["severity"] for fault in found} == {"warning"}
    assert {Path(fault["path"]).parent.as_posix() for fault in found} == {one.folder for one in added}


def test_what_is_known_stands_in_the_file(company: Path, run: Run) -> None:
    run("new", "procedure", "--title", "Tea", *KNOWN["procedure"], "--today", "2027-03-01", "--yes", "--root", company)
    text = (company / "handbook/service/tea/procedure.yml").read_text(encoding="utf-8")
    assert text.startswith("id: SVC-0")
    for line in (
        "owner: team-lead ",
        "authors: [e.stoyanova] ",
        "executors: [agent, planner, team-lead] ",
        "approval: standard ",
        "effective: 2027-03-15 ",
        "  begin: {by: agent, ",
        "  decide: {by: team-lead, ",
        "# who wrote it",
    ):
        assert line in text
    assert (
        (company / "handbook/service/tea/en.md")
        .read_text(encoding="utf-8")
        .startswith("# Tea\n\n## Purpose {#purpose}")
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("polcy",), "there is no skeleton `polcy`; there are: checklist, policy, procedure, role-description"),
        (("policy",), "--title: this is needed: Title, two to five words"),
        (("policy", "--title", "Paid leave"), "a document is called `Paid leave` already"),
        (("policy", "--title", "{{ 7 }}"), "without marks of Markdown"),
        (("policy", "--title", "x" * 81), "at most 80 characters on one line; this one has 81"),
        (("policy", "--title", "Tea", "--book", "service"), "`service` is not one of: policies"),
        (("policy", "--title", "Tea", "--number", "SVC-001"), "looks like POL-042, not like `SVC-001`"),
        (("policy", "--title", "Tea", "--number", "POL-001"), "POL-001 is taken"),
        (("policy", "--title", "Tea", "--folder", "../tea"), "lower case letters, digits and hyphens, not `../tea`"),
        (("policy", "--title", "Tea", "--folder", "paid-leave"), "the folder policies/paid-leave is taken"),
        (("policy", "--title", "Tea"), "this is needed: Owner: the post that answers for it (one of: agent, "),
        (("policy", "--title", "Tea", "--owner", "hr", "--author", "d.kask"), "`d.kask` is not one of: "),
        (("policy", "--title", "Tea", "--owner", "hr,legal"), "`owner` takes one value"),
    ],
)
def test_wrong_answers(arguments: tuple[str, ...], said: str, company: Path, run: Run) -> None:
    before = sorted(company.rglob("*"))
    outcome = run("new", *arguments, "--yes", "--root", company)
    assert outcome.code == 2
    assert said in outcome.err
    assert sorted(company.rglob("*")) == before


def test_a_wrong_answer_is_asked_again() -> None:
    question = Question("owner", "Owner", known=("agent", "hr"))

    @click.command()
    def command() -> None:
        click.echo(f"took {ask(question)}")

    result = CliRunner().invoke(command, input="boss\nhr\n")
    assert "agent, hr" in result.stderr
    assert "`boss` is not one of: agent, hr" in result.stderr
    assert result.stdout == "took hr\n"


@pytest.mark.parametrize(
    ("title", "name"),
    [("Broken headsets", "broken-headsets"), ("  Été & Žiema!", "ete-ziema"), ("客服", ""), ("x" * 90, "x" * 63)],
)
def test_a_folder_named_after_the_title(title: str, name: str) -> None:
    assert slug(title) == name
