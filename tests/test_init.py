"""`sopwright init`: what it leaves is a company's own handbook, sound, and without the example's name."""

import re
from pathlib import Path

import pytest

from sopwright.load.handbook import load
from tests.conftest import Run

COMPANY = (
    *("--name", "Acme & Sons", "--address", "Main Street 1,Sofia", "--phone", "+359 2 555 0100"),
    *("--email", "info@acme.example", "--web", "https://acme.example/", "--time-zone", "Europe/Sofia"),
)


@pytest.mark.parametrize(
    ("options", "documents"),
    [
        (("--languages", "en,bg,zh-Hant,ms,lt,ru"), True),
        (("--languages", "en,lt", "--forge", "gitlab"), True),
        (("--content", "empty", "--languages", "ru,bg", "--forge", "github"), False),
    ],
)
def test_it_is_sound(options: tuple[str, ...], documents: bool, tmp_path: Path, run: Run) -> None:
    root = tmp_path / "ours"
    assert run("init", root, *COMPANY, *options).code == 0
    assert run("check", "--root", root).out == "no faults\n"
    handbook, found = load(root)
    assert not found
    assert handbook is not None
    wanted = options[options.index("--languages") + 1]
    assert ",".join(handbook.language_keys) == wanted
    assert bool(handbook.documents) is documents
    organisation = handbook.registers.organisation
    assert (organisation.id, organisation.name, organisation.time_zone) == ("acme-sons", "Acme & Sons", "Europe/Sofia")
    assert handbook.registers.approval.signatures == "advisory"
    assert not any(person.keys for person in handbook.registers.people.rows.values())
    assert "Brightwater" not in "".join(path.read_text("utf-8") for path in root.glob("registers/organisation.yml"))
    assert "Acme &amp; Sons" in (root / "registers/logo.svg").read_text("utf-8")
    assert not list(root.rglob("*.pin.yml")) or documents


def test_what_is_left_out_is_nowhere(tmp_path: Path, run: Run) -> None:
    run("init", tmp_path / "ours", *COMPANY, "--languages", "en,lt")
    texts = [path for path in (tmp_path / "ours").rglob("*.yml") if "templates" not in path.parts]
    assert len(texts) > 20
    words = "".join(path.read_text("utf-8") for path in texts)
    assert not re.search(r"[\u0400-\u04ff\u4e00-\u9fff]", words)
    assert {path.name for path in (tmp_path / "ours" / "handbook").rglob("*.md")} == {"en.md", "lt.md"}
    assert {path.stem for path in (tmp_path / "ours" / "templates" / "words").iterdir()} == {"en", "lt"}


def test_an_empty_handbook_takes_its_first_document(tmp_path: Path, run: Run) -> None:
    root = tmp_path / "ours"
    run("init", root, *COMPANY, "--content", "empty", "--languages", "en,ru", "--people", "Ana Petrova,Ivan Kolev")
    made = run(
        "new", "procedure", "--title", "Tea", "--owner", "team-lead", "--author", "ivan-kolev", "--yes", "--root", root
    )
    assert made.code == 0, made.err
    checked = run("check", "--root", root)
    assert checked.code == 0
    assert set(re.findall(r"^\w+\[(SW\d+)\]", checked.out, re.MULTILINE)) == {"SW529"}


@pytest.mark.parametrize(
    ("forge", "file"), [("github", ".github/workflows/handbook.yml"), ("gitlab", ".gitlab-ci.yml")]
)
def test_what_a_forge_runs(forge: str, file: str, tmp_path: Path, run: Run) -> None:
    run("init", tmp_path / "ours", *COMPANY, "--languages", "en", "--forge", forge)
    pipeline = (tmp_path / "ours" / file).read_text("utf-8")
    assert "/.venv/bin/pip install --requirement " in pipeline
    assert "make -C" not in pipeline
    assert re.fullmatch(r"sopwright==[\w.]+\n", (tmp_path / "ours" / "requirements.txt").read_text("utf-8"))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--time-zone", "Sofia"), "`Sofia` is no time zone"),
        (("--web", "acme.example"), "`acme.example` does not begin with https://"),
        (("--languages", "en,xx"), "`xx` is not among en, bg, lt, ms, ru, zh-Hant"),
        (("--languages", "bg,en"), "the example is written in en, which has to come first, not `bg`"),
        (("--content", "empty", "--people", "Ana"), "two different names, separated by a comma, not `Ana`"),
        (("--name", " "), "must not be empty"),
    ],
)
def test_wrong_answers(options: tuple[str, ...], said: str, tmp_path: Path, run: Run) -> None:
    outcome = run("init", tmp_path / "ours", *COMPANY, "--languages", "en", *options)
    assert outcome.code == 2
    assert said in " ".join(outcome.err.split())
    assert not list(tmp_path.iterdir())


def test_a_folder_in_use_stays_as_it_is(tmp_path: Path, run: Run) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "mine.txt").write_text("mine")
    outcome = run("init", tmp_path / "ours", *COMPANY, "--languages", "en")
    assert outcome.code == 2
    assert "is not empty" in outcome.err
    assert [path.name for path in tmp_path.rglob("*")] == ["ours", "mine.txt"]
