"""Earlier contents from a real Git repository."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sopwright.approval.digest import digest
from sopwright.history import git as git_module
from sopwright.history.contents import Contents
from sopwright.history.git import HistoryError, NoHistory, environment
from sopwright.history.past import Past
from sopwright.history.repository import Repository
from sopwright.load.handbook import load
from sopwright.model.handbook import Document, Handbook
from tests.editions import ANSWERING, replaced
from tests.histories import begin, commit, git
from tests.repositories import apply

EN = ANSWERING + "en.md"
YAML = ANSWERING + "procedure.yml"
FIRST_DAY, SECOND_DAY = "2026-01-15T09:00:00+00:00", "2026-02-15T09:00:00+00:00"


def loaded(root: Path) -> tuple[Handbook, Document]:
    handbook, faults = load(root)
    assert handbook is not None, faults
    return handbook, handbook.documents["SVC-001"]


def digest_now(root: Path, language: str = "en") -> str:
    handbook, document = loaded(root)
    return digest(handbook, document, language)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    begin(tmp_path)
    return tmp_path


def test_a_content_is_found_by_its_digest(root: Path) -> None:
    first, old = digest_now(root), (root / EN).read_text()
    commit(root, [replaced("registers/limits.yml", "60 s", "90 s")])
    second = digest_now(root)
    commit(root, [replaced(EN, "All calls.", "Most calls.")])
    contents = Contents(Repository.find(root))
    _, document = loaded(root)
    found, earlier = contents.with_digest(document, "en", second), contents.with_digest(document, "en", first)
    assert found is not None
    assert earlier is not None
    assert found.document.texts["en"].source.text == earlier.document.texts["en"].source.text == old
    assert [str(side.registers.limits["hold"].value) for side in (earlier, found)] == ["60 s", "90 s"]
    assert contents.with_digest(document, "en", "0" * 64) is None


def test_a_document_is_found_under_its_former_folder(root: Path) -> None:
    first = digest_now(root)
    shutil.move(root / "handbook/service/answering", root / "handbook/service/greeting")
    commit(root, [replaced("handbook/service/greeting/en.md", "All calls.", "Most calls.")])
    commit(root, [replaced("handbook/service/greeting/en.md", "Most calls.", "Few calls.")])
    contents = Contents(Repository.find(root))
    found = contents.with_digest(loaded(root)[1], "en", first)
    assert found is not None
    assert found.document.folder == "handbook/service/answering"


def test_a_content_is_found_by_its_revision_and_by_being_another(root: Path) -> None:
    line = "  - {number: 1, date: 2026-01-15, class: material, summary: {en: First issue, bg: Първо издание}}"
    second = "  - {number: 2, date: 2026-03-01, class: editorial, summary: {en: Spelling, bg: Правопис}}"
    commit(root, [replaced(EN, "All calls.", "Most calls.")])
    commit(root, [replaced(YAML, line, f"{line}\n{second}")])
    contents, (_, document) = Contents(Repository.find(root)), loaded(root)
    revised = contents.with_revision(document, 1)
    assert revised is not None
    assert "Most calls." in revised.document.texts["en"].source.text
    assert contents.with_revision(document, 3) is None
    other = contents.other_than(document, "en", digest_now(root))
    assert other is not None
    assert other.document.metadata.revision.number == 1


def test_a_whole_handbook_of_a_commit(root: Path) -> None:
    first = git(root, "rev-parse", "HEAD")
    commit(root, [{"file": EN, "append": "\nMore.\n"}])
    contents = Contents(Repository.find(root))
    handbook = contents.handbook_at(first)
    assert list(handbook.documents) == ["POL-001", "SVC-001", "SVC-002"]
    assert contents.handbook_at(first) is handbook
    assert "More." not in handbook.documents["SVC-001"].texts["en"].source.text
    at = contents.at("SVC-001", "HEAD")
    assert at is not None
    assert "More." in at.document.texts["en"].source.text
    assert contents.at("SVC-009", "HEAD") is None


def test_registers_with_errors_are_told(root: Path) -> None:
    bad = commit(root, [{"file": "registers/posts.yml", "write": "agent: 1\n"}])
    with pytest.raises(HistoryError, match="cannot be read"):
        Contents(Repository.find(root)).handbook_at(bad)


def test_a_handbook_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    company = tmp_path / "company"
    begin(company)
    shutil.rmtree(company / ".git")
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    (tmp_path / "other.txt").write_text("x")
    commit(tmp_path, [])
    repository = Repository.find(company)
    assert repository.prefix == "company/"
    assert repository.names("HEAD", "registers")[0] == "answers.yml"
    assert all(not path.startswith("company/") for path in repository.paths("HEAD"))
    assert "other.txt" not in repository.paths("HEAD")
    first = digest_now(company)
    commit(company, [replaced(EN, "All calls.", "Most calls.")])
    assert [change.path for change in repository.changed("HEAD~1")] == [EN]
    assert Contents(repository).with_digest(loaded(company)[1], "en", first) is not None


def test_commits_follow_the_first_parents(root: Path) -> None:
    git(root, "checkout", "--quiet", "-b", "draft")
    tried = commit(root, [replaced(EN, "All calls.", "Tried.")])
    commit(root, [replaced(EN, "Tried.", "Most calls.")])
    git(root, "checkout", "--quiet", "main")
    commit(root, [{"file": "README.txt", "write": "x"}])
    git(root, "merge", "--quiet", "--no-ff", "--message=Merge", "draft")
    found = [one.id for one in Repository.find(root).commits([ANSWERING.rstrip("/")])]
    assert len(found) == 2
    assert found[0] == git(root, "rev-parse", "HEAD")
    assert tried not in found


def test_what_a_commit_added_is_told_whatever_its_name_is(root: Path) -> None:
    (root / "registers" / "commit 1 2").write_text("x")
    commit(root, [])
    newest, first = Repository.find(root).commits(["registers"])
    assert newest.added == {"registers/commit 1 2"}
    assert "registers/people.yml" in first.added


def test_who_contributed_is_read_from_commits_and_merges(root: Path) -> None:
    base = git(root, "rev-parse", "HEAD")
    git(root, "checkout", "--quiet", "-b", "draft")
    message = "Words\n\nCo-authored-by: Max <M@example.test>\n"
    commit(root, [replaced(EN, "All calls.", "Most calls.")], message, email="A@example.test")
    commit(root, [replaced(EN, "Most calls.", "Few calls.")], email="k@example.test")
    git(root, "checkout", "--quiet", "main")
    commit(root, [{"file": "README.txt", "write": "x"}], email="n@example.test")
    git(root, "merge", "--quiet", "--no-ff", "--message=Merge", "draft", email="n@example.test")
    (root / ".mailmap").write_text("Nia <n@example.test> <a@example.test>\n")
    repository = Repository.find(root)
    assert repository.contributors([ANSWERING.rstrip("/")], base) == {
        "a@example.test",
        "k@example.test",
        "m@example.test",
    }
    assert repository.contributors([ANSWERING.rstrip("/")], "HEAD") == set()


def test_the_past_tells_class_and_contributors(root: Path) -> None:
    first = digest_now(root)
    commit(root, [replaced("handbook/service/answering/bg.md", "# Отговаряне", "# Отговор")], email="n@example.test")
    commit(root, [replaced(EN, "All calls.", "All calls!")], email="M@example.test")
    second = digest_now(root)
    commit(root, [replaced(YAML, "within: 5 min", "within: 6 min")], email="stranger@example.test")
    handbook, document = loaded(root)
    past = Past(handbook, Contents(Repository.find(root)))
    third = digest_now(root)
    assert past.change(document, "en", first, second) == ("editorial", ())
    assert past.change(document, "en", second, third) == (
        "material",
        ("within changed in resolve: old `5 min`, new `6 min`",),
    )
    assert past.change(document, "en", "0" * 64, third) is None
    assert past.contributors(document, "en", first) == {"m.manager"}
    assert past.contributors(document, "en", second) == set()
    assert past.contributors(document, "en", "") == {"m.manager", "l.lead"}
    assert past.contributors(document, "bg", "0" * 64) == {"n.manager", "l.lead"}


def test_changed_files_with_their_kind(root: Path) -> None:
    (root / "link").symlink_to("/etc/passwd")
    commit(root, [{"file": EN, "delete": True}, {"file": YAML, "append": "# x\n"}, {"file": "new.txt", "write": "x"}])
    found = {change.path: (change.status, change.mode) for change in Repository.find(root).changed("HEAD~1", "HEAD")}
    modes = {EN: ("D", "000000"), YAML: ("M", "100644"), "new.txt": ("A", "100644"), "link": ("A", "120000")}
    assert found == modes


def test_the_commit_of_a_moment(root: Path) -> None:
    second = commit(root, [{"file": "a.txt", "write": "x"}], at=SECOND_DAY)
    repository = Repository.find(root)
    assert repository.at_time(datetime(2026, 2, 1, tzinfo=UTC)) == git(root, "rev-parse", "HEAD~1")
    assert repository.at_time(datetime(2026, 3, 1, tzinfo=UTC)) == second
    with pytest.raises(HistoryError, match="begins after 2025-01-01"):
        repository.at_time(datetime(2025, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    "name", ["nowhere", "--all", "-n1", "HEAD:registers", "a b", "", "HEAD..HEAD", "$(id)", "a\nb"]
)
def test_what_is_no_commit_is_refused(root: Path, name: str) -> None:
    with pytest.raises(HistoryError, match="is not a commit"):
        Repository.find(root).resolve(name)


def test_symbolic_links_are_not_followed(root: Path, tmp_path: Path) -> None:
    commit(root, [{"file": "registers/extra.yml", "link": "/etc/passwd"}])
    repository = Repository.find(root)
    with pytest.raises(HistoryError, match="symbolic link"):
        repository.snapshot("HEAD", ["registers"], tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert list(repository.files("HEAD", [EN])) == [EN]
    assert repository.files("HEAD", []) == {}


def test_a_path_that_leads_out_is_refused(root: Path, tmp_path: Path) -> None:
    blob = git(root, "hash-object", "-w", EN)
    evil = tree(root, f"100644 blob {blob}\tgone", replace=("gone", ".."))
    outer = git_given(root, f"040000 tree {evil}\tregisters\n")
    made = git(root, "commit-tree", outer, "-m", "evil")
    with pytest.raises(HistoryError, match="holds a file with the name"):
        Repository.find(root).snapshot(made, ["registers"], tmp_path / "out")


def git_given(root: Path, lines: str) -> str:
    return git_module.git(root, "mktree", given=lines.encode()).decode().strip()


def tree(root: Path, line: str, replace: tuple[str, str]) -> str:
    """A tree with a name that git would not write by itself."""
    name = git_given(root, line + "\n")
    raw = git_module.git(root, "cat-file", "tree", name).replace(replace[0].encode(), replace[1].encode())
    return git_module.git(root, "hash-object", "-w", "--literally", "-t", "tree", "--stdin", given=raw).decode().strip()


def test_a_shallow_clone_says_what_it_lacks(root: Path, tmp_path: Path) -> None:
    commit(root, [{"file": "a.txt", "write": "x"}])
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{root}", str(tmp_path / "clone"))
    repository = Repository.find(tmp_path / "clone")
    assert repository.shallow
    with pytest.raises(HistoryError, match="unshallow"):
        repository.resolve("HEAD~1")
    assert Contents(repository).with_digest(loaded(tmp_path / "clone")[1], "en", "0" * 64) is None
    assert not Repository.find(root).shallow
    assert Repository.find(root).hint == ""


def test_no_repository_and_no_git_are_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoHistory, match="not in a Git repository"):
        Repository.find(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoHistory, match="install the package `git`"):
        Repository.find(tmp_path)
    with pytest.raises(FileNotFoundError):
        Repository.find(tmp_path / "nowhere")


def test_the_surroundings_cannot_lead_elsewhere(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other"
    begin(other)
    for name, value in (("GIT_DIR", str(other / ".git")), ("GIT_WORK_TREE", str(other)), ("GIT_PAGER", "false")):
        monkeypatch.setenv(name, value)
    assert Repository.find(root).prefix == ""
    assert {name for name in environment(os.environ) if name.startswith("GIT_")} == {
        "GIT_TERMINAL_PROMPT",
        "GIT_OPTIONAL_LOCKS",
        "GIT_NO_LAZY_FETCH",
    }


def test_neither_configuration_nor_attributes_nor_replacements_count(root: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
    trap.chmod(0o755)
    git(root, "config", "core.fsmonitor", str(trap))
    git(root, "config", "filter.x.smudge", str(trap))
    git(root, "config", "diff.x.textconv", str(trap))
    apply(root, {"file": ".gitattributes", "write": "* export-ignore filter=x diff=x\n"})
    git(root, "-c", "core.fsmonitor=false", "add", ".gitattributes")
    (tmp_path / "sprung").unlink(missing_ok=True)
    blob, other = git(root, "rev-parse", f"HEAD:{EN}"), git(root, "rev-parse", f"HEAD:{YAML}")
    git(root, "replace", blob, other)
    repository = Repository.find(root)
    assert repository.files("HEAD", [EN])[EN] == (root / EN).read_bytes()
    assert list(repository.commits([EN]))
    assert not (tmp_path / "sprung").exists()


def test_a_damaged_repository_is_told(root: Path) -> None:
    blob = git(root, "rev-parse", f"HEAD:{EN}")
    (root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(HistoryError, match="lacks the object"):
        Repository.find(root).files("HEAD", [EN])
