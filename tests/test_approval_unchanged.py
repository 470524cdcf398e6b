"""``sopwright verify --cache`` where nothing has changed: it says the same, and looks at nothing again."""

from datetime import timedelta
from pathlib import Path

import pytest

from sopwright.commands import verify
from sopwright.commands.unchanged import PLACE
from tests.attacked import METADATA, NOW, Attacked, founded, founding_place
from tests.conftest import Outcome, Run
from tests.repositories import copy


@pytest.fixture
def company(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Attacked:
    return founded(founding_place(tmp_path_factory), tmp_path / "company")


class Watched:
    """The command, and how often it really looked."""

    def __init__(self, run: Run, root: Path, patch: pytest.MonkeyPatch) -> None:
        self.run, self.root, self.patch, self.looked = run, root, patch, 0
        real = verify.find

        def find(*arguments: object) -> object:
            self.looked += 1
            return real(*arguments)  # type: ignore[arg-type]  # whatever the command gives

        patch.setattr(verify, "find", find)

    def __call__(self, *arguments: object, days: int = 0) -> Outcome:
        self.patch.setenv("SOURCE_DATE_EPOCH", str(int((NOW + timedelta(days=days)).timestamp())))
        return self.run("verify", "--root", self.root, *arguments)


@pytest.fixture
def watched(run: Run, company: Attacked, monkeypatch: pytest.MonkeyPatch) -> Watched:
    return Watched(run, company.root, monkeypatch)


def test_the_same_state_is_not_looked_at_again(watched: Watched) -> None:
    first = watched("--cache", "--base", "HEAD")
    again = watched("--cache", "--base", "HEAD")
    assert (first.code, first.out, first.err) == (again.code, again.out, again.err)
    assert again.err.startswith("6 records, 0 of them new; 3 languages")
    assert watched.looked == 1
    assert watched("--cache", "--base", "HEAD", "--json").code == 0
    assert watched.looked == 1


def test_without_being_told_nothing_is_believed(watched: Watched) -> None:
    for _ in range(2):
        watched("--cache")
        watched()
    assert watched.looked == 3


def test_any_change_is_looked_at(watched: Watched, company: Attacked) -> None:
    assert watched("--cache").code == 0
    assert watched("--cache", days=1).code == 0
    assert watched("--cache", "--base", "HEAD").code == 0
    company.edit({"file": METADATA, "old": "within: 5 min", "new": "within: 50 min"})
    assert [watched("--cache").code for _ in range(2)] == [1, 1]
    company.commit()
    assert [watched("--cache").code for _ in range(2)] == [1, 1]
    assert watched.looked == 7


def test_a_file_that_git_does_not_know_is_a_change(watched: Watched, company: Attacked) -> None:
    assert watched("--cache").code == 0
    (company.root / "approvals" / "notes.md").write_text("x", encoding="utf-8")
    assert watched("--cache").code == 1
    assert watched.looked == 2


@pytest.mark.parametrize("words", ["", "x 6 0 3\n", "{state} 6 0\n", "{state} 6 0 three\n"])
def test_what_was_kept_must_be_whole(watched: Watched, company: Attacked, words: str) -> None:
    watched("--cache")
    place = company.root / PLACE
    state = place.read_text(encoding="ascii").split()[0]
    place.write_text(words.format(state=state), encoding="ascii")
    assert watched("--cache").err.startswith("6 records")
    assert watched.looked == 2


def test_without_a_history_nothing_is_kept(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = Watched(run, copy(tmp_path / "bare"), monkeypatch)
    for _ in range(2):
        assert bare("--cache").code == 0
    assert bare.looked == 2
    assert not (bare.root / PLACE).exists()
