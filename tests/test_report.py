"""Faults as people and programs read them."""

import json
from typing import Any

import pytest

from sopwright.diagnostics import Diagnostic, Rule, Severity, Span, has_errors
from sopwright.report.machine import as_github, as_gitlab, as_json, as_sarif
from sopwright.report.text import render, summary

RULE = Rule("SW204", "same-person-twice")
PLACE = Span("handbook/service/answering/procedure.yml", 14, 9)
ERROR = RULE.at(PLACE, "`m.ruiz` would sign twice", "name somebody else", "or take a step away")
WARNING = Rule("SW103", "review-overdue", Severity.WARNING).at(Span("policies/a/policy.yml"), "100% late,\nor: more")
NOTE = ERROR.lowered(Severity.NOTE, "lowered here: we are only two")
RELATED = RULE.at(PLACE, "the key `a` stands twice", related=[(Span("registers/posts.yml", 3), "first here")])


def test_text() -> None:
    assert render([ERROR]).plain == (
        "error[SW204] `m.ruiz` would sign twice\n"
        "  --> handbook/service/answering/procedure.yml:14:9\n"
        "  hint: name somebody else\n"
        "  hint: or take a step away\n"
        "\n"
        "1 error\n"
    )


def test_text_with_other_places_and_the_reason_for_a_severity() -> None:
    assert "  see registers/posts.yml:3:1: first here\n" in render([RELATED]).plain
    lowered = render([NOTE]).plain
    assert lowered.startswith("note[SW204] ")
    assert "  note: lowered here: we are only two\n" in lowered


def test_text_shows_words_as_they_are() -> None:
    odd = RULE.at(PLACE, "`[bold]x[/bold]` :smile: \\[y]")
    assert "`[bold]x[/bold]` :smile: \\[y]\n" in render([odd]).plain


@pytest.mark.parametrize(
    ("faults", "expected"),
    [
        ([], "no faults"),
        ([ERROR], "1 error"),
        ([NOTE, WARNING, ERROR, ERROR], "2 errors, 1 warning, 1 note"),
        ([WARNING, WARNING], "2 warnings"),
    ],
)
def test_a_count_at_the_end(faults: list[Diagnostic], expected: str) -> None:
    assert summary(faults) == expected
    assert render(faults).plain.endswith(f"{expected}\n")


def test_json() -> None:
    assert json.loads(as_json([ERROR, RELATED, NOTE]))[:2] == [
        {
            "code": "SW204",
            "name": "same-person-twice",
            "severity": "error",
            "message": "`m.ruiz` would sign twice",
            "path": "handbook/service/answering/procedure.yml",
            "line": 14,
            "column": 9,
            "hints": ["name somebody else", "or take a step away"],
            "related": [],
            "note": "",
        },
        {
            "code": "SW204",
            "name": "same-person-twice",
            "severity": "error",
            "message": "the key `a` stands twice",
            "path": "handbook/service/answering/procedure.yml",
            "line": 14,
            "column": 9,
            "hints": [],
            "related": [{"path": "registers/posts.yml", "line": 3, "column": 1, "meaning": "first here"}],
            "note": "",
        },
    ]


def test_json_keeps_letters() -> None:
    assert "запис 錄" in as_json([RULE.at(PLACE, "запис 錄")])


def _sarif(*faults: Diagnostic) -> dict[str, Any]:
    log = json.loads(as_sarif(faults, {"SW204": ("same-person-twice", "Somebody signs twice.")}, "1.2.3"))
    assert log.keys() == {"$schema", "version", "runs"}
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_sarif() -> None:
    run = _sarif(ERROR)
    assert run["tool"] == {
        "driver": {
            "name": "sopwright",
            "version": "1.2.3",
            "rules": [
                {"id": "SW204", "name": "same-person-twice", "shortDescription": {"text": "Somebody signs twice."}}
            ],
        }
    }
    assert run["results"] == [
        {
            "ruleId": "SW204",
            "level": "error",
            "message": {"text": "`m.ruiz` would sign twice. name somebody else. or take a step away"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "handbook/service/answering/procedure.yml"},
                        "region": {"startLine": 14, "startColumn": 9},
                    }
                }
            ],
        }
    ]


def test_sarif_levels() -> None:
    assert [result["level"] for result in _sarif(ERROR, WARNING, NOTE)["results"]] == ["error", "warning", "note"]


def test_a_path_in_sarif_is_an_address() -> None:
    (result,) = _sarif(RULE.at(Span("handbook/my file 100%.md"), "odd"))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "handbook/my%20file%20100%25.md"


def test_github() -> None:
    assert as_github([ERROR]) == (
        "::error file=handbook/service/answering/procedure.yml,line=14,col=9,title=SW204 same-person-twice"
        "::`m.ruiz` would sign twice. name somebody else. or take a step away"
    )
    assert [line.split(" ")[0] for line in as_github([ERROR, WARNING, NOTE]).splitlines()] == [
        "::error",
        "::warning",
        "::notice",
    ]


def test_gitlab() -> None:
    (issue,) = json.loads(as_gitlab([ERROR]))
    assert issue.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
    assert issue["description"].startswith(f"{ERROR.code} {ERROR.message}")
    assert issue["location"] == {"path": ERROR.span.path, "lines": {"begin": ERROR.span.line}}
    issues = json.loads(as_gitlab([ERROR, WARNING, NOTE]))
    assert [one["severity"] for one in issues] == ["major", "minor", "info"]
    first, other, _ = (one["fingerprint"] for one in issues)
    assert first != other
    assert json.loads(as_gitlab([ERROR]))[0]["fingerprint"] == first, "the same fault has the same mark in every run"


def test_github_escapes_what_would_end_a_command() -> None:
    assert as_github([WARNING]).endswith("::100%25 late,%0Aor: more")
    odd = as_github([RULE.at(Span("a,b:c%d\r.md"), "odd")])
    assert odd.startswith("::error file=a%2Cb%3Ac%25d%0D.md,line=1,")


def test_nothing_to_report() -> None:
    assert (as_json([]), as_github([]), render([]).plain) == ("[]", "", "no faults\n")


# Diagnostics


@pytest.mark.parametrize(("path", "line", "column"), [("", 1, 1), ("a", 0, 1), ("a", 1, 0), ("a", -1, 1)])
def test_a_place_is_a_place(path: str, line: int, column: int) -> None:
    with pytest.raises(ValueError, match="not a place in a file"):
        Span(path, line, column)


@pytest.mark.parametrize(("code", "message"), [("", "words"), ("SW001", "")])
def test_a_fault_has_a_code_and_a_message(code: str, message: str) -> None:
    with pytest.raises(ValueError, match="needs a code and a message"):
        Rule(code, "name").at(PLACE, message)


def test_faults_are_in_the_order_of_their_places() -> None:
    spans = [Span("b", 1, 1), Span("a", 10, 1), Span("a", 2, 5), Span("a", 2, 1)]
    ordered = sorted((RULE.at(span, "x") for span in spans), key=lambda fault: fault.order)
    assert [str(fault.span) for fault in ordered] == ["a:2:1", "a:2:5", "a:10:1", "b:1:1"]


def test_only_an_error_is_an_error() -> None:
    assert has_errors([WARNING, ERROR])
    assert not has_errors([WARNING, NOTE])
    assert not has_errors([])


def test_a_rule_may_judge_one_fault_otherwise() -> None:
    assert RULE.at(PLACE, "x", severity=Severity.WARNING).severity is Severity.WARNING
    assert (NOTE.severity, NOTE.note, NOTE.span) == (Severity.NOTE, "lowered here: we are only two", ERROR.span)
