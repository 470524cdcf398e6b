"""``sopwright build``: all of it or nothing, and never less than there was."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from rich.console import Console

from sopwright.commands import exits
from sopwright.commands.build import Wanted, build
from sopwright.edition.facts import Facts
from sopwright.edition.plan import Given
from sopwright.edition.project import project
from sopwright.edition.records import Edition
from sopwright.model.handbook import Handbook
from sopwright.outputs.output import Output, folder
from sopwright.outputs.site.site import SiteOutput
from sopwright.outputs.write import Replaces, Written, swap, write_all
from tests.conftest import TODAY, Run
from tests.repositories import apply, copy

TRANSFER = "handbook/service/transfer/procedure.yml"
BROKEN = {"file": TRANSFER, "old": "owner: team-lead", "new": "owner: nobody"}


def contents(folder: Path) -> dict[str, str]:
    """Every output file below a folder with the digest of its bytes."""
    paths = {path.relative_to(folder): path for path in sorted(folder.rglob("*")) if path.is_file()}
    kept = {name: path for name, path in paths.items() if not name.parts[0].startswith(".")}
    return {name.as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for name, path in kept.items()}


def names(folder: Path) -> list[str]:
    """What stands in a folder, without the lock and what is remembered from run to run."""
    return sorted({path.name for path in folder.iterdir()} - {".cache", ".lock"})


@dataclass(frozen=True)
class Notes:
    """An output that notes what it was given; it breaks where it is told to."""

    name: str = "notes"
    breaks: str = ""
    """The edition, ``agents/bg``, at which it raises."""
    word: str = "first"

    def write(self, editions: Sequence[Edition], destination: Path) -> None:
        for edition in editions:
            place = folder(destination, edition) / "note.txt"
            place.write_text(f"{self.word} {edition.audience} {edition.language}", encoding="utf-8")
            if self.breaks == f"{edition.audience}/{edition.language}":
                raise RuntimeError(f"no room for {self.breaks}")

    def finish(self, facts: Sequence[Facts], destination: Path) -> None:
        languages = " ".join(one.language for one in facts)
        (destination / "languages.txt").write_text(f"{self.word} {languages}", encoding="utf-8")
        if self.breaks == f"{facts[0].audience}/finish":
            raise RuntimeError(f"no room for {self.breaks}")


FOUR = [("agents", "en"), ("agents", "bg"), ("public", "en"), ("public", "bg")]


@pytest.fixture(scope="module")
def editions(handbook: Handbook) -> list[Edition]:
    return [project(handbook, audience, language, TODAY) for audience, language in FOUR]


def _write(
    target: Path,
    editions: Sequence[Edition],
    *chosen: Output,
    workers: int = 1,
    replaces: Replaces = Replaces.OUTPUT,
) -> list[str]:
    done: list[Written] = []
    write_all(chosen, Given(editions), target, workers, done.append, replaces)
    return sorted(f"{written.output} {one.audience}/{one.language}" for written in done for one in written.facts)


# Writing


def test_each_output_has_a_folder_for_each_audience_and_language(tmp_path: Path, editions: list[Edition]) -> None:
    done = _write(tmp_path / "build", editions, Notes(), Notes("other", word="second"))
    assert len(done) == 8
    assert done[0] == "notes agents/bg"
    assert names(tmp_path / "build") == ["notes", "other"]
    assert names(tmp_path / "build" / "notes") == ["agents", "public"]
    assert names(tmp_path / "build" / "notes" / "agents") == ["bg", "en", "languages.txt"]
    assert (tmp_path / "build/other/public/bg/note.txt").read_text(encoding="utf-8") == "second public bg"
    assert (tmp_path / "build/notes/agents/languages.txt").read_text(encoding="utf-8") == "first en bg"


def test_what_is_written_may_be_read_by_a_web_server(tmp_path: Path, editions: list[Edition]) -> None:
    _write(tmp_path / "build", editions, Notes())
    assert (tmp_path / "build" / "notes").stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("breaks", ["agents/bg", "public/finish"])
def test_a_failure_leaves_the_last_good_output(
    tmp_path: Path, editions: list[Edition], breaks: str, workers: int
) -> None:
    target = tmp_path / "build"
    _write(target, editions, Notes(), Notes("other"))
    before = contents(target)
    with pytest.raises(RuntimeError, match=f"no room for {breaks}"):
        _write(target, editions, Notes(word="second"), Notes("other", breaks, "second"), workers=workers)
    assert contents(target) == before
    assert names(target) == ["notes", "other"]


def test_an_interruption_leaves_the_last_good_output(tmp_path: Path, editions: list[Edition]) -> None:
    _write(tmp_path, editions, Notes())
    before = contents(tmp_path)

    def interrupt(_written: Written) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_all([Notes(word="second")], Given(editions), tmp_path, 1, interrupt)
    assert contents(tmp_path) == before
    assert names(tmp_path) == ["notes"]


def test_a_first_failure_leaves_nothing(tmp_path: Path, editions: list[Edition]) -> None:
    with pytest.raises(RuntimeError):
        _write(tmp_path, editions, Notes(breaks="agents/en"))
    assert names(tmp_path) == []


def test_what_is_no_longer_there_goes(tmp_path: Path, editions: list[Edition]) -> None:
    _write(tmp_path, editions, Notes())
    _write(tmp_path, editions[:1], Notes())
    assert sorted(contents(tmp_path)) == ["notes/agents/en/note.txt", "notes/agents/languages.txt"]


@pytest.mark.parametrize(
    ("chosen", "replaces", "second"),
    [
        ((0, 1), Replaces.AUDIENCE, {"agents/bg/note.txt", "agents/en/note.txt", "agents/languages.txt"}),
        ((0,), Replaces.AUDIENCE, {"agents/en/note.txt", "agents/languages.txt"}),
        ((0, 2), Replaces.LANGUAGE, {"agents/en/note.txt", "public/en/note.txt"}),
    ],
)
def test_a_part_takes_its_own_place_only(
    tmp_path: Path, editions: list[Edition], chosen: tuple[int, ...], replaces: Replaces, second: set[str]
) -> None:
    _write(tmp_path, editions, Notes())
    _write(tmp_path, [editions[number] for number in chosen], Notes(word="second"), replaces=replaces)
    folder = tmp_path / "notes"
    texts = {path: (folder / path).read_text(encoding="utf-8") for path in contents(folder)}
    assert {path for path, text in texts.items() if text.startswith("second")} == second
    assert {path for path, text in texts.items() if text.startswith("first") and path.startswith("public/bg")}
    assert names(tmp_path) == ["notes"]
    assert [path for path in tmp_path.rglob(".*") if path.name.startswith((".old", ".new"))] == []


@pytest.mark.parametrize("replaces", Replaces)
def test_a_part_may_be_the_first(tmp_path: Path, editions: list[Edition], replaces: Replaces) -> None:
    _write(tmp_path, editions[:1], Notes(), replaces=replaces)
    _write(tmp_path, editions[2:3], Notes(), replaces=Replaces.LANGUAGE)
    assert sorted(contents(tmp_path / "notes")) == [
        "agents/en/note.txt",
        "agents/languages.txt",
        "public/en/note.txt",
        "public/languages.txt",
    ]


# Swapping


def _folder(place: Path, word: str) -> Path:
    place.mkdir()
    (place / "word.txt").write_text(word, encoding="utf-8")
    return place


def test_swap_puts_the_new_in_the_place_of_the_old(tmp_path: Path) -> None:
    _folder(tmp_path / "site", "old")
    swap(_folder(tmp_path / "new", "new"), tmp_path / "site")
    assert (tmp_path / "site" / "word.txt").read_text(encoding="utf-8") == "new"
    assert names(tmp_path) == ["site"]


def test_swap_needs_no_old(tmp_path: Path) -> None:
    swap(_folder(tmp_path / "new", "new"), tmp_path / "site")
    assert names(tmp_path) == ["site"]


def _refuse(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    rename = Path.rename

    def refuse(self: Path, place: Path) -> Path:
        if self.name == "new" and place == target:
            raise PermissionError(13, "Permission denied")
        return rename(self, place)

    monkeypatch.setattr(Path, "rename", refuse)


def test_swap_puts_the_old_back_when_the_new_does_not_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _folder(tmp_path / "site", "old")
    new = _folder(tmp_path / "new", "new")
    _refuse(monkeypatch, tmp_path / "site")
    with pytest.raises(PermissionError):
        swap(new, tmp_path / "site")
    assert (tmp_path / "site" / "word.txt").read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["new", "site"]


def test_swap_finds_what_a_power_cut_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _folder(tmp_path / ".old-site", "last good")
    new = _folder(tmp_path / "new", "new")
    with monkeypatch.context() as patch:
        _refuse(patch, tmp_path / "site")
        with pytest.raises(PermissionError):
            swap(new, tmp_path / "site")
    assert (tmp_path / "site" / "word.txt").read_text(encoding="utf-8") == "last good"
    swap(new, tmp_path / "site")
    assert names(tmp_path) == ["site"]


# The command


def _command(root: Path, *chosen: Output, audiences: Sequence[str] = (), workers: int = 1) -> tuple[int, str]:
    messages = StringIO()
    code = build(root, TODAY, chosen, Wanted(audiences), workers, Console(file=messages, width=200))
    return code, messages.getvalue()


def test_a_clean_handbook_is_built(tmp_path: Path) -> None:
    root = copy(tmp_path, site=True)
    code, said = _command(root, Notes())
    assert (code, said) == (exits.CLEAN, "Built 6 editions with 14 documents in build/notes.\n")
    assert names(root / "build" / "notes") == ["agents", "leads", "public"]


def test_warnings_are_told_and_do_not_stop_a_build(tmp_path: Path) -> None:
    hidden = {"file": TRANSFER, "old": "visibility: [everyone]", "new": "visibility: [everyone, leads, agent]"}
    edits = [hidden, {"file": "policies/recording/en.md", "old": "All recordings.", "new": "All of [](SVC-001)."}]
    edits.append({"file": "policies/recording/bg.md", "old": "Всички записи.", "new": "Всички от [](SVC-001)."})
    code, said = _command(copy(tmp_path, edits, site=True), Notes())
    assert code == exits.CLEAN
    assert "warning[SW304]" in said
    assert "Built 6 editions" in said


def test_a_handbook_with_errors_writes_nothing(tmp_path: Path) -> None:
    root = copy(tmp_path, [BROKEN], site=True)
    code, said = _command(root, Notes())
    assert code == exits.FAULTS
    assert "`nobody`" in said
    assert "Nothing was built: mend the errors first." in said
    assert names(root / "build") == []


def test_errors_leave_the_last_good_output(tmp_path: Path) -> None:
    root = copy(tmp_path, site=True)
    _command(root, Notes())
    before = contents(root / "build")
    apply(root, BROKEN)
    code, said = _command(root, Notes(word="second"))
    assert code == exits.FAULTS
    assert "The last good output stands as it was." in said
    assert contents(root / "build") == before


def test_registers_that_cannot_be_read_write_nothing(tmp_path: Path) -> None:
    root = copy(tmp_path, [{"file": "registers/roles.yml", "delete": True}], site=True)
    assert _command(root, Notes())[0] == exits.FAULTS
    assert names(root / "build") == []


@pytest.mark.parametrize(
    ("option", "name", "sentence"),
    [
        ("--audience", "everybody", "`everybody` is not an audience of this handbook; it has public, agents, leads."),
        ("--language", "xx", "`xx` is not a language of this handbook; it has en, bg."),
        ("--audience", "[/bold]", "`[/bold]` is not an audience of this handbook"),
    ],
)
def test_an_unknown_audience_or_language_is_wrong_usage(
    run: Run, tmp_path: Path, option: str, name: str, sentence: str
) -> None:
    root = copy(tmp_path, site=True)
    outcome = run("build", "--root", root, "--today", TODAY, option, name)
    assert outcome.code == exits.USAGE
    assert sentence in outcome.err
    assert names(root / "build") == []


# The site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small handbook's sites."""
    root = copy(tmp_path_factory.mktemp("site"), site=True)
    code, said = _command(root, SiteOutput(root))
    assert code == exits.CLEAN, said
    assert names(root / "build") == ["site"]
    return root / "build" / "site"


class Page(HTMLParser):
    """What a page links to, asks for and is linked by."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.links: list[str] = []
        self.ids: list[str] = []
        self.language = ""
        self.inline: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.links.extend(given[name] for name in ("href", "src") if name in given)
        self.ids.extend([given["id"]] if "id" in given else [])
        self.language = given.get("lang", "") if tag == "html" else self.language
        self.inline.extend(name for name in given if name.startswith("on") or name == "style")
        is_data = given.get("type") == "application/json"
        if tag == "style" or (tag == "script" and "src" not in given and not is_data):
            self.inline.append(tag)


@pytest.fixture(scope="module")
def pages(site: Path) -> Mapping[str, Page]:
    return {path.relative_to(site).as_posix(): Page(path) for path in sorted(site.rglob("*.html"))}


SYSTEMS = ("https://crm.example.test/", "https://git.example.test/edit/")


@pytest.mark.site
def test_each_audience_has_its_pages(pages: Mapping[str, Page]) -> None:
    documents = [path for path in pages if re.search(r"/[A-Z]{3}-\d{3}\.html$", path)]
    assert len(documents) == 14
    assert "public/en/policies/POL-001.html" in documents
    assert [path for path in documents if path.startswith("public/") and "POL" not in path] == []
    assert {f"{audience}/index.html" for audience in ("public", "agents", "leads")} <= pages.keys()


@pytest.mark.site
def test_every_link_leads_somewhere(site: Path, pages: Mapping[str, Page]) -> None:
    ids = {page.path: set(page.ids) for page in pages.values()}
    dead: list[tuple[str, str]] = []
    for name, page in pages.items():
        for link in page.links:
            if link.startswith((*SYSTEMS, "data:")):
                continue
            parts = urlsplit(link)
            target = (page.path.parent / unquote(parts.path)).resolve() if parts.path else page.path
            inside = target.is_relative_to(site / name.partition("/")[0])
            if (
                parts.scheme
                or not inside
                or not target.is_file()
                or parts.fragment not in (ids.get(target, {""}) | {""})
            ):
                dead.append((name, link))
    assert dead == []


@pytest.mark.site
def test_an_id_stands_once_on_a_page(pages: Mapping[str, Page]) -> None:
    twice = {name: [key for key, count in Counter(page.ids).items() if count > 1] for name, page in pages.items()}
    assert {name: keys for name, keys in twice.items() if keys} == {}


@pytest.mark.site
def test_nothing_runs_inline_and_nothing_comes_from_elsewhere(pages: Mapping[str, Page]) -> None:
    assert {name: page.inline for name, page in pages.items() if page.inline} == {}
    outside = {link for page in pages.values() for link in page.links if "//" in link}
    assert {link for link in outside if not link.startswith(SYSTEMS)} == set()


@pytest.mark.site
def test_a_page_says_its_language(pages: Mapping[str, Page]) -> None:
    wrong = {name: page.language for name, page in pages.items() if f"/{page.language}/" not in f"/{name}"}
    assert {name: language for name, language in wrong.items() if name.count("/") > 1} == {}


@pytest.mark.site
def test_no_template_is_left_in_the_site(site: Path) -> None:
    texts = [path for path in site.rglob("*") if path.suffix in (".html", ".xml", ".txt", ".json")]
    assert [path.name for path in texts if re.search(r"\{[%{#]", path.read_text(encoding="utf-8"))] == []
    assert list(site.rglob("sitemap*")) == []
