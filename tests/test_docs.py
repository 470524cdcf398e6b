"""The documentation says what is there: commands, paths, rules, links, and the reference of the checks."""

import re
import shlex
from pathlib import Path

import click
import pytest

from sopwright.checks.registry import CHECKS
from sopwright.cli import cli
from sopwright.cli.searches import DefaultGroup
from sopwright.commands.reference import reference
from sopwright.serve.layers.headers import HEADERS
from tests.documentation import PAGES, ROOT, Page, commands, page, page_at
from tests.test_architecture import BELOW

OURS = [".", "tools/sopwright", "docs"]
ENDING = re.compile(r"\.(css|html|js|json|lock|md|py|svg|toml|yml)\Z")
PATH = re.compile(r"[\w.*<>-]+(/[\w.*<>-]+)*/?")
MADE = ("build", "dist", ".venv")
TO_BE_WRITTEN = re.compile(r"^(?:Write|Append to) `([^`]+)`:$", re.MULTILINE)
"""Files that a reader of a guide makes."""

GENERATED = page("checks.md")
"""Written from the rules, with their wrong examples."""

pages = pytest.mark.parametrize("text", PAGES, ids=lambda text: text.path.name)
our_pages = pytest.mark.parametrize(
    "text", [each for each in PAGES if each is not GENERATED], ids=lambda text: text.path.name
)


def _top(name: str) -> bool:
    return any((ROOT / place / name).exists() for place in OURS)


def _is_path(code: str) -> bool:
    if not PATH.fullmatch(code) or code.split("/")[0] in MADE:
        return False
    first, slash, _ = code.partition("/")
    return bool(ENDING.search(code)) or bool(slash and _top(first))


def _exists(code: str) -> bool:
    """Whether something in the repository has that path; `<folder>` stands for any name, a lone name for any place."""
    pattern = re.sub(r"<[^>]*>", "*", code).rstrip("/")
    places = [ROOT / place for place in OURS]
    if "/" not in pattern:
        places = [ROOT / place for place in (".", "docs", "handbook", "policies", "registers", "templates", "tools")]
        return any(any(place.glob(pattern)) or any(place.rglob(pattern)) for place in places[1:]) or _top(pattern)
    return any(any(place.glob(pattern)) for place in places)


@our_pages
def test_paths_exist(text: Page) -> None:
    made = {*TO_BE_WRITTEN.findall(text.text)}
    assert [code for code in text.codes if code not in made and _is_path(code) and not _exists(code)] == []


def test_paths_are_told_from_other_words() -> None:
    assert _is_path("registers/posts.yml")
    assert _is_path("tools/sopwright/checks/<family>/")
    assert _is_path("<language>.md")
    assert not any(map(_is_path, ("procedure/1", "build/site", "{limit:hold}", "number unit", "agents", ".", "--root")))
    assert _exists("handbook/service/<folder>/procedure.yml")
    assert _exists("checks/registry.py")
    assert not _exists("registers/holidays.yml")


def _every(group: click.Group, prefix: str = "") -> dict[str, click.Command]:
    """All commands by their words, those of groups too: ``translations``, ``translations status``."""
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        found[prefix + name] = command
        if isinstance(command, click.Group):
            found |= _every(command, f"{prefix}{name} ")
    return found


COMMANDS = {"": cli, **dict(sorted(_every(cli).items()))}


def _option_names(command: click.Command) -> set[str]:
    names = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    return names | {"-h", "--help"}


def _wrong_use(words: list[str]) -> str:
    """What is wrong with a use of `sopwright`, or an empty text."""
    group: click.Command = cli
    while isinstance(group, click.Group) and words and not words[0].startswith("-"):
        default = group.default if isinstance(group, DefaultGroup) else ""
        if words[0] not in group.commands and not default:
            return f"no command {words[0]}"
        group = group.commands[words[0] if words[0] in group.commands else default]
        words = words[1:]
    options = [word.split("=")[0] for word in words if word.startswith("-")]
    return "".join(f"no option {option}" for option in options if option not in _option_names(group))


def test_commands_exist() -> None:
    seen = 0
    for where, line in commands():
        for part in re.split(r"\s(?:&&|\||>)\s", line):
            words = shlex.split(part, comments=True) if "sopwright" in part else []
            if words and words[0] in ("sopwright", ".venv/bin/sopwright"):
                seen += 1
                assert _wrong_use(words[1:]) == "", f"{where.path.name}: {line}"
    assert seen > 20


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {line.split()[1] for _, line in commands() if re.match(r"make [a-z]", line)}
    assert named >= {"run", "test", "build", "check"}
    assert named <= targets


@our_pages
def test_rules_exist(text: Page) -> None:
    codes = {check.rule.code for check in CHECKS}
    named = {name for name in re.findall(r"\bSW\d+", text.text) if not name.endswith("99")}  # those are examples
    assert {name for name in named if not any(code.startswith(name) for code in codes)} == set()


def test_the_reference_of_the_checks_is_up_to_date() -> None:
    assert GENERATED.text == reference(), "run `make docs`"


def test_the_reference_has_each_rule() -> None:
    assert [heading for heading in GENERATED.headings if re.match(r"SW\d{3} ", heading)] == [
        f"{check.rule.code} {check.rule.name}" for check in CHECKS
    ]


@pages
def test_links_resolve(text: Page) -> None:
    for address in text.links:
        if address.startswith("https://"):
            continue
        path, _, anchor = address.partition("#")
        target = (text.path.parent / path).resolve() if path else text.path
        assert target.exists(), address
        assert not anchor or anchor in page_at(target).anchors, address


def test_every_page_is_in_the_index() -> None:
    linked = {(ROOT / "docs" / address).resolve() for address in page("index.md").links}
    assert {path for path in ROOT.glob("docs/*.md") if path.name != "index.md"} <= linked


@pages
def test_folders_in_drawn_trees_exist(text: Page) -> None:
    trees = [line for fence in text.fences if not fence.language for line in fence.text.splitlines()]
    named = [line.split()[0] for line in trees if line and not line.startswith(" ")]
    assert [name for name in named if _is_path(name) and not _exists(name)] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_described(name: str) -> None:
    command = COMMANDS[name]
    section = page("cli.md").section(f"`sopwright {name}`" if name else "`sopwright`")
    described = set(re.findall(r"^\| `(-[^ `]+)", section, re.MULTILINE))
    options = {p for p in command.params if isinstance(p, click.Option)}
    assert described - {"--help"} == {max(option.opts, key=len) for option in options} - {"--help"}
    for option in options:
        assert not option.help or option.help.rstrip(".") in section, option.name
    for argument in (p for p in command.params if isinstance(p, click.Argument)):
        assert f"`{argument.human_readable_name}" in section


@pytest.mark.parametrize("name", COMMANDS)
def test_help_keeps_the_lines_of_examples(name: str) -> None:
    command = COMMANDS[name]
    shown = command.get_help(click.Context(command, info_name="sopwright", **cli.context_settings))
    assert re.search(r"^  Examples?:\n    sopwright", shown, re.MULTILINE)


def test_the_design_shows_who_may_import_whom() -> None:
    rows = re.findall(r"^\| `([a-z]+)(?:/|\.py)` \| .*? \| (.*) \|$", page("design.md").text, re.MULTILINE)
    shown = {room: set(re.findall(r"`([a-z]+)`", below)) for room, below in rows}
    assert shown == {room: below - {""} for room, below in BELOW.items() if room not in ("", "__main__")}


def test_the_example_of_a_server_sends_the_headers_of_ours() -> None:
    example = page("site.md").fence("nginx")
    sent = dict(re.findall(r'^    add_header ([\w-]+) "?(.*?)"? always;$', example, re.MULTILINE))
    assert "no-store" in sent.pop("Cache-Control")
    assert sent == {name: value for name, value in HEADERS.items() if name != "Cache-Control"}


def test_the_readme_names_the_two_commands() -> None:
    shown = [line for where, line in commands() if where.path.name == "README.md"]
    assert any(line.startswith("make run") for line in shown)
    assert any(line.startswith("make test") for line in shown)


def test_the_changelog_has_a_place_for_what_comes() -> None:
    assert "[Unreleased]" in page("CHANGELOG.md").headings


def test_continuous_integration_is_executable_and_runs_the_tests() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert "make test" in script.read_text(encoding="utf-8").splitlines()[-1]


def test_no_machine_of_ours_is_named() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in (ROOT / "Makefile", ROOT / ".ci" / "run")}
    texts |= {each.path: each.text for each in PAGES if each is not GENERATED}
    named = re.compile(r"(?<![\w.])/(?:home|root|work|tmp|opt)/")
    assert [path.name for path, text in texts.items() if named.search(text)] == []


def test_pages_are_found() -> None:
    assert {Path("README.md"), Path("docs/model.md")} <= {page.path.relative_to(ROOT) for page in PAGES}
