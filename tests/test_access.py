"""``sopwright access``: who can read what, and why."""

import json
from pathlib import Path
from typing import Any

import pytest

from sopwright.commands import exits
from sopwright.visibility import roles_of
from tests.conftest import TODAY, Run
from tests.repositories import copy, read

PEOPLE = "registers/people.yml"
HIDDEN = {"file": "policies/recording/policy.yml", "old": "visibility: [public]", "new": "visibility: [leads]"}


def _lines(run: Run, root: Path, *options: object) -> list[dict[str, Any]]:
    outcome = run("access", "--root", root, "--today", TODAY, "--json", *options)
    assert (outcome.code, outcome.err) == (exits.CLEAN, "")
    lines: list[dict[str, Any]] = json.loads(outcome.out)
    return lines


def test_every_audience_and_every_document(run: Run, small: Path) -> None:
    lines = _lines(run, small)
    assert [(line["document"], line["reader"]) for line in lines] == [
        (document, reader) for document in ("POL-001", "SVC-001", "SVC-002") for reader in ("public", "agents", "leads")
    ]
    assert [line["document"] for line in lines if line["reader"] == "public" and line["allowed"]] == ["POL-001"]
    assert all(line["reason"] for line in lines)


def test_an_answer_has_its_reason(run: Run, small: Path) -> None:
    assert _lines(run, small, "--document", "SVC-001") == [
        {
            "reader": "public",
            "document": "SVC-001",
            "allowed": False,
            "reason": "the role `visitor` is not among `everyone`",
        },
        {"reader": "agents", "document": "SVC-001", "allowed": True, "reason": "all staff may read it"},
        {"reader": "leads", "document": "SVC-001", "allowed": True, "reason": "all staff may read it"},
    ]


def test_a_person_reads_through_their_posts(run: Run, tmp_path: Path) -> None:
    root = copy(tmp_path, [HIDDEN], site=True)
    allowed = {
        person: [line["document"] for line in _lines(run, root, "--person", person) if line["allowed"]]
        for person in ("a.agent", "l.lead", "m.manager")
    }
    assert allowed == {
        "a.agent": ["SVC-001", "SVC-002"],
        "l.lead": ["POL-001", "SVC-001", "SVC-002"],
        "m.manager": ["POL-001", "SVC-001", "SVC-002"],
    }
    (line,) = _lines(run, root, "--person", "l.lead", "--document", "POL-001")
    assert line["reason"] == "the role `team-lead` belongs to the group `leads`"


@pytest.mark.parametrize(
    ("posts", "reads"),
    [
        ("[{post: agent, from: 2024-01-01}, {post: team-lead, from: 2026-06-01, deputy: l.lead}]", True),
        ("[{post: agent, from: 2024-01-01}, {post: team-lead, from: 2026-06-02}]", False),
        ("[{post: agent, from: 2024-01-01}, {post: team-lead, from: 2024-01-01, until: 2026-05-31}]", False),
    ],
)
def test_any_post_of_the_day_is_enough(run: Run, tmp_path: Path, posts: str, reads: bool) -> None:
    change = {"file": PEOPLE, "old": "[{post: agent, team: all, from: 2024-01-01}]", "new": posts}
    root = copy(tmp_path, [HIDDEN, change], site=True)
    (line,) = _lines(run, root, "--person", "a.agent", "--document", "POL-001")
    assert line["allowed"] is reads


def test_who_holds_no_post_reads_nothing_not_even_what_is_public(run: Run, tmp_path: Path) -> None:
    change = {"file": PEOPLE, "old": "{name: Ann Agent,", "new": "{left: 2026-05-31, name: Ann Agent,"}
    root = copy(tmp_path, [change], site=True)
    lines = _lines(run, root, "--person", "a.agent")
    assert {line["allowed"] for line in lines} == {False}
    assert {line["reason"] for line in lines} == {"`a.agent` holds no post on 2026-06-01"}


def test_roles_are_named_once(tmp_path: Path) -> None:
    more = {
        "file": PEOPLE,
        "old": "team: all, from: 2024-01-01}]",
        "new": "from: 2024-01-01}, {post: agent, from: 2025-01-01}]",
    }
    assert roles_of(read(tmp_path, [more]), "a.agent", TODAY) == ("agent",)


def test_the_table_for_people(run: Run, small: Path) -> None:
    outcome = run("access", "--root", small, "--today", TODAY, "--document", "POL-001")
    assert outcome.code == exits.CLEAN
    assert "may read" in outcome.out
    assert outcome.out.count("it is public") == 3


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--document", "SVC-999", "`SVC-999` is not a document; there are POL-001, SVC-001, SVC-002."),
        ("--person", "nobody", "`nobody` is not in registers/people.yml; there are a.agent, "),
    ],
)
def test_who_or_what_is_not_known(run: Run, small: Path, option: str, value: str, sentence: str) -> None:
    outcome = run("access", "--root", small, "--today", TODAY, option, value)
    assert (outcome.code, outcome.out) == (exits.USAGE, "")
    assert sentence in outcome.err


def test_a_handbook_with_errors_has_no_answer(run: Run, tmp_path: Path) -> None:
    change = {"file": "registers/audiences.yml", "old": "roles: [agent]", "new": "roles: [agnet]"}
    outcome = run("access", "--root", copy(tmp_path, [change], site=True), "--today", TODAY)
    assert (outcome.code, outcome.out) == (exits.FAULTS, "")
    assert "`agnet`" in outcome.err
