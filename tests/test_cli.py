"""The command line: exit codes, what is printed where, and what it does when something breaks."""

import inspect
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import pytest

from sopwright import __version__
from sopwright.checks.check import Check, Context
from sopwright.checks.registry import CHECKS
from sopwright.checks.run import examine
from sopwright.cli import cli
from sopwright.cli.registry import COMMANDS as REGISTRY
from sopwright.commands import exits
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.load.memory import NOTHING
from sopwright.outputs.site.site import SiteOutput
from tests.conftest import TODAY, Run
from tests.repositories import PROJECT, copy

TRANSFER = "handbook/service/transfer/procedure.yml"
RECORDING = "policies/recording/policy.yml"
UNKNOWN_OWNER = {"file": TRANSFER, "old": "owner: team-lead", "new": "owner: team-leed"}
UNKNOWN_RULE = {"file": RECORDING, "old": "approval: standard", "new": "approval: standrad"}
REVIEW_IS_LATE = "2027-03-01"
ESCAPE = "\x1b["

COMMANDS = sorted(cli.commands)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A handbook with an error in a procedure and one in a policy."""
    return copy(tmp_path, [UNKNOWN_OWNER, UNKNOWN_RULE], site=True)


def _places(outcome_out: str) -> list[str]:
    return [f"{fault['path']}:{fault['line']}:{fault['column']} {fault['code']}" for fault in json.loads(outcome_out)]


# Exit codes


def test_a_clean_handbook(run: Run, small: Path) -> None:
    outcome = run("check", "--root", small, "--today", TODAY)
    assert (outcome.code, outcome.out, outcome.err) == (exits.CLEAN, "no faults\n", "")


def test_a_handbook_with_errors(run: Run, faulty: Path) -> None:
    outcome = run("check", "--root", faulty, "--today", TODAY)
    assert outcome.code == exits.FAULTS
    assert f"  --> {TRANSFER}:5:8\n" in outcome.out
    assert "`team-leed`" in outcome.out
    assert outcome.out.endswith("2 errors\n")


def test_warnings_are_no_failure(run: Run, small: Path) -> None:
    outcome = run("check", "--root", small, "--today", REVIEW_IS_LATE)
    assert outcome.code == exits.CLEAN
    assert outcome.out.count("warning[SW103]") == 3
    assert outcome.out.endswith("3 warnings\n")


def test_registers_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    outcome = run("check", "--root", tmp_path, "--today", TODAY)
    assert outcome.code == exits.FAULTS
    assert "the register `organisation` is missing" in outcome.out


def test_registers_that_cannot_be_read_are_told_whatever_was_asked(run: Run, tmp_path: Path) -> None:
    root = copy(tmp_path, [{"file": "registers/posts.yml", "append": "agent: ["}])
    outcome = run("check", "--root", root, "--today", TODAY, "--select", "SW4", root / TRANSFER)
    assert outcome.code == exits.FAULTS
    assert "registers/posts.yml" in outcome.out


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["unheard-of"],
        ["check", "--unheard-of"],
        ["check", "--today", "15.01.2030"],
        ["check", "--today", "2030-02-30"],
        ["check", "--format", "xml"],
        ["check", "--root", "no/such/folder"],
        ["check", "no/such/file"],
        ["check", "--explain", "SW999"],
        ["check", "--explain", "[/red]"],
        ["build", "--only", "papyrus"],
        ["build", "--workers", "0"],
        ["serve", "--port", "65536"],
    ],
    ids=" ".join,
)
def test_wrong_usage(run: Run, arguments: list[str]) -> None:
    outcome = run(*arguments)
    assert outcome.code == exits.USAGE
    assert outcome.out + outcome.err
    assert "Traceback" not in outcome.out + outcome.err


def test_there_is_nothing_to_serve(run: Run, small: Path) -> None:
    outcome = run("serve", "--root", small)
    assert (outcome.code, outcome.out) == (exits.USAGE, "")
    assert "Run `sopwright build` first." in outcome.err


def _crash(_context: Context) -> Iterator[Diagnostic]:
    raise ZeroDivisionError("a rule that divides by nothing")


def test_a_rule_that_crashes_is_never_a_clean_run(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crashing = Check(Rule("SW999", "crash"), "Crashes.", _crash)
    monkeypatch.setattr(examine, "__defaults__", ((*CHECKS, crashing), None, NOTHING, 1))
    for command in ("check", "build", "access"):
        outcome = run(command, "--root", small, "--today", TODAY)
        assert (outcome.code, outcome.out) == (exits.UNEXPECTED, "")
        assert "ZeroDivisionError: a rule that divides by nothing" in outcome.err
    assert [path.name for path in (small / "build").glob("*")] == [".cache"]


def test_an_output_that_crashes_is_unexpected(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(SiteOutput, "write", fail)
    outcome = run("build", "--root", copy(tmp_path, site=True), "--only", "site", "--today", TODAY, "--workers", 1)
    assert outcome.code == exits.UNEXPECTED
    assert "No space left on device" in outcome.err
    assert {path.name for path in (tmp_path / "build").iterdir()} == {".cache", ".lock"}


def test_an_interruption(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_context: Context) -> Iterator[Diagnostic]:
        raise KeyboardInterrupt

    slow = Check(Rule("SW999", "slow"), "Slow.", interrupt)
    monkeypatch.setattr(examine, "__defaults__", ((slow,), None, NOTHING, 1))
    assert run("check", "--root", small).code == exits.INTERRUPTED


# Help


def test_the_registry_says_what_each_command_says() -> None:
    for entry in REGISTRY:
        command = entry.load()
        words = " ".join(inspect.cleandoc(command.help or "").split())
        assert words.startswith(entry.summary), entry.name


def test_help_and_check_import_no_more_than_they_need() -> None:
    for words, absent in ((["--help"], "sopwright.source"), (["check", "--help"], "sopwright.edition")):
        code = f"import sys; from sopwright.cli import cli; cli({words!r}, standalone_mode=False); print(*sys.modules)"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
        assert absent not in done.stdout.splitlines()[-1].split()


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_command_has_help_with_an_example(run: Run, command: str, option: str) -> None:
    outcome = run(command, option)
    assert outcome.code == exits.CLEAN
    assert re.search(rf"Examples?:\n +sopwright {command}", outcome.out)
    assert "Exit codes: 0 clean" in outcome.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_explained(command: str) -> None:
    for parameter in cli.commands[command].params:
        assert not isinstance(parameter, click.Option) or parameter.help


def test_the_help_names_every_command(run: Run) -> None:
    outcome = run("--help")
    assert outcome.code == exits.CLEAN
    assert [command for command in COMMANDS if f"  {command} " not in outcome.out] == []


def test_the_version(run: Run) -> None:
    assert run("--version").out.strip().endswith(__version__)


# What is reported


def test_select_by_code(run: Run, faulty: Path) -> None:
    check = ("check", "--root", faulty, "--today", TODAY, "--format", "json")
    everything = _places(run(*check).out)
    assert len(everything) == 2
    (owner,) = [place for place in everything if place.startswith(TRANSFER)]
    (rule,) = [place for place in everything if place.startswith(RECORDING)]
    assert _places(run(*check, "--select", owner.split()[1]).out) == [owner]
    assert _places(run(*check, "--select", rule.split()[1][:3]).out) == [rule]
    assert _places(run(*check, "--select", "SW1", "--select", "SW2").out) == [owner, rule]


def test_what_is_not_selected_is_no_failure(run: Run, faulty: Path) -> None:
    outcome = run("check", "--root", faulty, "--today", TODAY, "--select", "SW4")
    assert (outcome.code, outcome.out) == (exits.CLEAN, "no faults\n")


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["handbook"], [TRANSFER]),
        (["handbook/service/transfer"], [TRANSFER]),
        ([TRANSFER], [TRANSFER]),
        (["policies", "handbook"], [TRANSFER, RECORDING]),
        (["."], [TRANSFER, RECORDING]),
        ([], [TRANSFER, RECORDING]),
        (["handbook/service/answering"], []),
        (["registers"], []),
    ],
)
def test_only_faults_below_the_paths(run: Run, faulty: Path, paths: list[str], expected: list[str]) -> None:
    places = [faulty / path for path in paths]
    outcome = run("check", "--root", faulty, "--today", TODAY, "--format", "json", *places)
    assert [fault["path"] for fault in json.loads(outcome.out)] == expected
    assert outcome.code == (exits.FAULTS if expected else exits.CLEAN)


def test_paths_are_those_of_the_current_folder(run: Run, faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(faulty / "policies")
    outcome = run("check", "--root", "..", "--today", TODAY, "--format", "json", "recording")
    assert [fault["path"] for fault in json.loads(outcome.out)] == [RECORDING]


def test_a_path_elsewhere_is_wrong_usage(run: Run, small: Path, tmp_path: Path) -> None:
    outcome = run("check", "--root", small, tmp_path)
    assert outcome.code == exits.USAGE
    assert "is not inside the handbook's folder" in outcome.err


def test_a_folder_whose_name_begins_the_same_is_another(run: Run, faulty: Path) -> None:
    (faulty / "policies/rec").mkdir()
    outcome = run("check", "--root", faulty, "--today", TODAY, "--format", "json", faulty / "policies/rec")
    assert RECORDING not in [fault["path"] for fault in json.loads(outcome.out)]


def test_json(run: Run, faulty: Path) -> None:
    outcome = run("check", "--root", faulty, "--today", TODAY, "--format", "json")
    assert outcome.code == exits.FAULTS
    first = json.loads(outcome.out)[0]
    assert first.keys() == {"code", "name", "severity", "message", "path", "line", "column", "hints", "related", "note"}
    assert (first["path"], first["line"], first["column"]) == (TRANSFER, 5, 8)
    assert first["severity"] == "error"
    assert first["hints"] == ["did you mean `team-lead`?"]


def test_json_of_nothing(run: Run, small: Path) -> None:
    assert json.loads(run("check", "--root", small, "--today", TODAY, "--format", "json").out) == []


def _sarif_run(text: str) -> dict[str, Any]:
    log = json.loads(text)
    assert log["version"] == "2.1.0"
    assert log["$schema"].startswith("https://")
    (only,) = log["runs"]
    assert isinstance(only, dict)
    return only


def test_sarif(run: Run, faulty: Path) -> None:
    made = _sarif_run(run("check", "--root", faulty, "--today", TODAY, "--format", "sarif").out)
    driver = made["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("sopwright", __version__)
    rules = {rule["id"]: rule for rule in driver["rules"]}
    assert rules.keys() == {check.rule.code for check in CHECKS}
    assert all(rule["shortDescription"]["text"] and rule["name"] for rule in rules.values())
    assert made["columnKind"] == "unicodeCodePoints"
    assert len(made["results"]) == 2
    for result in made["results"]:
        assert result["ruleId"] in rules
        assert result["level"] == "error"
        assert result["message"]["text"]
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert region.keys() == {"startLine", "startColumn"}
        assert min(region.values()) >= 1
    first = made["results"][0]["locations"][0]["physicalLocation"]
    assert first["artifactLocation"] == {"uri": TRANSFER}
    assert first["region"] == {"startLine": 5, "startColumn": 8}


def test_sarif_of_nothing(run: Run, small: Path) -> None:
    assert _sarif_run(run("check", "--root", small, "--today", TODAY, "--format", "sarif").out)["results"] == []


def test_github(run: Run, faulty: Path) -> None:
    outcome = run("check", "--root", faulty, "--today", TODAY, "--format", "github")
    lines = outcome.out.splitlines()
    assert len(lines) == 2
    assert re.fullmatch(rf"::error file={TRANSFER},line=5,col=8,title=SW\d{{3}} [a-z-]+::.*`team-leed`.*", lines[0])


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.rule.code)
def test_every_rule_explains_itself(run: Run, check: Check) -> None:
    by_code, by_name = run("check", "--explain", check.rule.code), run("check", "--explain", check.rule.name)
    assert by_code.code == exits.CLEAN
    assert by_code == by_name
    assert by_code.out.startswith(f"{check.rule.code} {check.rule.name}\n\n{check.summary}\n")
    assert check.doc.strip() in by_code.out


def test_a_rule_that_is_none_is_answered_with_those_there_are(run: Run) -> None:
    outcome = run("check", "--explain", "SW999")
    assert outcome.code == exits.USAGE
    assert CHECKS[0].rule.code in outcome.out


# Days


def test_the_day_is_given(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert "3 warnings" in run("check", "--root", small, "--today", REVIEW_IS_LATE).out


def test_the_day_of_a_reproducible_build(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late = datetime.fromisoformat(REVIEW_IS_LATE).replace(tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(late.timestamp())))
    assert "3 warnings" in run("check", "--root", small).out
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2026, 6, 1, 23, 59, tzinfo=UTC).timestamp())))
    assert run("check", "--root", small).out == "no faults\n"


@pytest.mark.parametrize("epoch", ["soon", "1.5", "99999999999999999999", "-99999999999999"])
def test_a_day_that_is_none(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    outcome = run("check", "--root", small)
    assert outcome.code == exits.USAGE
    assert "SOURCE_DATE_EPOCH" in outcome.err


# Colours


def test_no_escape_codes_where_nobody_looks(run: Run, faulty: Path) -> None:
    for form in ("text", "json", "sarif", "github"):
        outcome = run("check", "--root", faulty, "--today", TODAY, "--format", form)
        assert ESCAPE not in outcome.out + outcome.err
    assert ESCAPE not in run("build", "--root", faulty, "--today", TODAY).err
    assert ESCAPE not in run("check", "--explain", "SW202").out


COLOURS = re.compile(r"\x1b\[[\d;]*\b(3[0-9]|4[0-9]|9[0-7])(;[\d;]*)?m")


def test_colours_on_a_terminal_unless_unwanted(run: Run, faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert COLOURS.search(run("check", "--root", faulty, "--today", TODAY).out)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not COLOURS.search(run("check", "--root", faulty, "--today", TODAY).out)


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_what_programs_read_has_no_colours(run: Run, faulty: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert ESCAPE not in run("check", "--root", faulty, "--today", TODAY, "--format", form).out


def test_long_lines_are_not_broken(run: Run, faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    narrow = run("check", "--root", faulty, "--today", TODAY).out
    monkeypatch.setenv("COLUMNS", "400")
    assert narrow == run("check", "--root", faulty, "--today", TODAY).out


# The handbook at the repository's root


@pytest.mark.content
def test_the_handbook_stays_buildable_when_nobody_tends_it(run: Run) -> None:
    outcome = run("check", "--root", PROJECT, "--today", "2030-01-15", "--format", "json")
    severities = {(fault["code"], fault["severity"]) for fault in json.loads(outcome.out)}
    assert ("SW103", "warning") in severities
    assert {code for code, severity in severities if severity == "error"} == set()
    assert outcome.code == exits.CLEAN
