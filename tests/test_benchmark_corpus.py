"""The benchmarks' handbook is always the same and always valid, and the comparison of sites finds what differs."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from io import StringIO
from pathlib import Path
from random import Random

import pytest
from benchmarks.compare import Site, differences
from benchmarks.contestants import DAY, Ours, peer
from benchmarks.corpus.names import common, name, own
from benchmarks.corpus.plans import CIRCLES, plans
from benchmarks.corpus.pool import LANGUAGES
from benchmarks.corpus.registers import AUDIENCES
from benchmarks.corpus.write import write_handbook
from benchmarks.peers.projects import write_mkdocs
from benchmarks.scenarios import Edit
from rich.console import Console

from sopwright.checks.run import examine
from sopwright.commands import exits
from sopwright.commands.build import Wanted, build
from sopwright.commands.published import When, published
from sopwright.edition.project import project
from sopwright.load.handbook import load
from sopwright.model.handbook import Document
from sopwright.outputs.site.site import SiteOutput

SMALL = 20
SHOWN = ("en", "lt")
"""The languages that are built here."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus") / "handbook"
    assert write_handbook(folder, SMALL) == SMALL + 1
    return folder


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and "templates" not in file.parts:
            digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def test_the_same_call_writes_the_same_bytes(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.corpus", str(tmp_path / "again"), "--procedures", str(SMALL)]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": "5"})
    assert _digest(tmp_path / "again") == _digest(root)
    for seed in (7, 8):
        write_handbook(tmp_path / str(seed), 1, seed=seed)
    assert _digest(tmp_path / "7") != _digest(tmp_path / "8")


def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep")
    command = [sys.executable, "-m", "benchmarks.corpus", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "is not empty" in done.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.slow
def test_it_has_no_fault_and_all_kinds_of_things(root: Path) -> None:
    examined = examine(root, DAY)
    assert [diagnostic.message for diagnostic in examined.diagnostics] == []
    assert examined.handbook is not None
    documents = examined.handbook.documents.values()
    assert tuple(examined.handbook.registers.audiences.rows) == AUDIENCES
    assert {document.metadata.kind for document in documents} == {"procedure", "policy"}
    assert all(set(document.texts) == set(LANGUAGES) for document in documents)
    kinds = {kind for document in documents for kind in ("table", "only-for", "link", "remark") if _has(document, kind)}
    assert kinds == {"table", "only-for", "link", "remark"}
    assert any(step.choose for document in documents for step in document.metadata.steps.values())
    assert {visibility for document in documents for visibility in document.metadata.visibility} > {
        "public",
        "everyone",
    }


def _has(document: Document, kind: str) -> bool:
    return bool(document.texts["en"].of_kind(kind))


def test_a_larger_handbook_has_the_smaller_ones_documents() -> None:
    small, large = plans(20, 7), plans(200, 7)
    assert [(plan.id, plan.headings, plan.circle) for plan in small[:20]] == [
        (plan.id, plan.headings, plan.circle) for plan in large[:20]
    ]
    assert {plan.circle for plan in large} == set(range(len(CIRCLES)))
    assert len({plan.id for plan in plans(3000, 7)}) == 3120


def test_no_two_numbers_have_the_same_name() -> None:
    chance = Random(1)  # noqa: S311  # nothing secret
    numbers = {common(chance) for _ in range(5_000)} | {own(number) for number in range(3_000)}
    for language in LANGUAGES:
        assert len({name(number, language) for number in numbers}) == len(numbers)


@pytest.fixture(scope="module")
def sites(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Site]:
    """The same audience by our build and by MkDocs."""
    home = tmp_path_factory.mktemp("mkdocs")
    silent = Console(file=StringIO())
    assert build(root, DAY, (SiteOutput(root),), Wanted(("legal",), SHOWN), 1, silent) == exits.CLEAN
    handbook, _ = load(root)
    assert handbook is not None
    now = published(root, handbook, {}, When(DAY)).handbook
    write_mkdocs(home / "legal", [project(now, "legal", language, DAY) for language in SHOWN])
    theirs = peer("mkdocs", home, Path(sys.executable).with_name("mkdocs"))
    theirs.build("legal")
    return _shown(Ours("sopwright", root).site("legal")), _shown(theirs.site("legal"))


def _shown(site: Site) -> Site:
    return replace(site, folders={language: site.folders[language] for language in SHOWN})


@pytest.mark.slow
@pytest.mark.site
def test_mkdocs_makes_the_same_pages_of_the_same_words(sites: tuple[Site, Site]) -> None:
    ours, theirs = sites
    assert len(ours.pages("lt")) > SMALL / 2
    assert list(differences(ours, theirs, 1, pages=1_000)) == []


ARTICLE = "<html><nav>Menu</nav><article><h1>Title</h1><p>Wait <b>two</b>&nbsp;rings.</p>{}</article></html>"
LINK = '<p class="sw-tools">Print</p><a href="../b.html#x">There</a>'


def _site(folder: Path, pages: Mapping[str, str]) -> Site:
    for path, html in pages.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(html)
    return Site(folder.name, {"en": folder}, frozenset({"404.html"}))


def _found(tmp_path: Path, ours: Mapping[str, str], theirs: Mapping[str, str]) -> list[str]:
    return list(differences(_site(tmp_path / "ours", ours), _site(tmp_path / "theirs", theirs), 1))


def test_spaces_marks_and_what_stands_outside_the_article_make_no_difference(tmp_path: Path) -> None:
    here = {"a/a.html": ARTICLE.format(LINK)}
    there = {"a/a.html": "<article><h1>Title</h1>Wait two\n rings.<a href='../b.html#x'>There</a></article>"}
    assert _found(tmp_path, here, there | {"404.html": "Not found"}) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (ARTICLE.format(LINK).replace("two", "three"), "says `TitleWaittworings.There`"),
        (ARTICLE.format(LINK).replace("There", "Here"), "says"),
        (ARTICLE.format(LINK).replace("#x", "#y"), "the link b.html#x only in ours"),
        (ARTICLE.format(LINK).replace("../b", "b"), "the link a/b.html#x only in theirs"),
        (ARTICLE.format(""), "the link b.html#x only in ours"),
        ("<p>No article</p>", "says"),
    ],
)
def test_a_planted_difference_is_found(tmp_path: Path, changed: str, said: str) -> None:
    found = _found(tmp_path, {"a/a.html": ARTICLE.format(LINK)}, {"a/a.html": changed})
    assert found
    assert any(said in difference and difference.startswith("en/a/a.html") for difference in found)


def test_a_page_that_only_one_has_is_found(tmp_path: Path) -> None:
    page = ARTICLE.format("")
    assert _found(tmp_path, {"a.html": page, "b.html": page}, {"a.html": page}) == ["en/b.html: only in ours"]


def test_two_pages_without_words_are_no_match(tmp_path: Path) -> None:
    assert _found(tmp_path, {"a.html": "<p>Words</p>"}, {"a.html": "<p>Words</p>"}) != []


def test_an_edit_is_new_each_time_and_leaves_nothing_behind(root: Path) -> None:
    file = Ours("sopwright", root).edited("legal")
    before = file.read_bytes()
    edit = Edit(file)
    first, second = edit.do(), edit.do()
    assert first != second
    assert second in file.read_text(encoding="utf-8")
    edit.undo()
    assert file.read_bytes() == before
