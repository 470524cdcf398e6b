"""What several audiences share is what each would have had made for itself; and menus of large handbooks."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopwright.edition.asking import Answer, Memo, Question
from sopwright.edition.plan import Given, Projection
from sopwright.edition.project import project
from sopwright.load.handbook import load
from sopwright.model.handbook import Handbook
from sopwright.outputs.site import menu
from sopwright.outputs.site.bodies import Bodies
from sopwright.outputs.site.frame import MARKS, Frame, FrameError
from sopwright.outputs.site.plan import plan_site, render_page
from sopwright.outputs.site.render import Renderer, Workshop
from sopwright.outputs.site.search import search_files
from sopwright.outputs.site.shell import shell
from sopwright.search.known import Known
from tests.canaries import ALL, LANGUAGES, plant
from tests.conftest import TODAY
from tests.test_build import Page, contents


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Handbook]:
    """A handbook in which every audience sees something else."""
    root = tmp_path_factory.mktemp("planted")
    plant(root)
    handbook, _ = load(root)
    assert handbook is not None
    return root, handbook


QUESTIONS = [("sees", number) for number in "abc"]


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=12))
def test_a_thing_is_shared_by_those_only_who_would_get_the_same(readers: list[tuple[bool, ...]]) -> None:
    memo: Memo[str] = Memo()
    made: list[str] = []

    for reader in readers:
        answers: dict[Question, Answer] = dict(zip(QUESTIONS, reader, strict=True))

        def make(ask: object, answers: dict[Question, Answer] = answers) -> str:
            assert callable(ask)
            found = "a" if ask(QUESTIONS[0]) else "b" if ask(QUESTIONS[1]) else "neither"
            made.append(found)
            del answers
            return found

        expected = "a" if reader[0] else "b" if reader[1] else "neither"
        assert memo.get("key", answers.__getitem__, make) == expected
    assert len(made) == len(set(made))  # what was not asked makes no difference


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_projection_shared_is_the_projection_alone(planted: tuple[Path, Handbook], language: str) -> None:
    handbook = planted[1]
    for order in (ALL, tuple(reversed(ALL))):
        shared = Projection(handbook, tuple(order), LANGUAGES, TODAY).editions(language)
        assert [edition.audience for edition in shared] == list(order)
        for edition in shared:
            assert edition == project(handbook, edition.audience, language, TODAY)


@pytest.mark.site
def test_pages_and_search_shared_are_those_made_alone(planted: tuple[Path, Handbook]) -> None:
    root, handbook = planted
    editions = Projection(handbook, tuple(ALL), LANGUAGES, TODAY).editions("en")
    workshop, made, bodies, known = Workshop(root), shell(root, editions), Bodies(), Known()
    for edition in editions:
        together = plan_site(edition, workshop, made, bodies=bodies)
        alone = plan_site(project(handbook, edition.audience, "en", TODAY), workshop, made)
        assert together.pages.keys() == alone.pages.keys()
        for path, page in together.pages.items():
            assert render_page(together, page) == render_page(alone, alone.pages[path]), f"{edition.audience} {path}"
        assert search_files(edition, known) == search_files(alone.renderer.edition)


def test_a_page_that_shows_its_content_nowhere_makes_no_frame() -> None:
    with pytest.raises(FrameError, match="show a page's content 0 times, not once"):
        Frame.cut(f"<h1>{MARKS['title']}</h1>")
    frame = Frame.cut(f"<h1>{MARKS['title']}</h1>{MARKS['content']}")
    hostile = MARKS["content"]
    assert frame.fill({"title": hostile, "content": "words"}) == f"<h1>{hostile}</h1>words"


@pytest.mark.site
def test_every_page_of_a_large_handbook_can_be_reached(
    planted: tuple[Path, Handbook], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(menu, "ALL", 0)
    monkeypatch.setattr(menu, "NEAR", 0)
    root, handbook = planted
    edition = project(handbook, "leads", "en", TODAY)
    plan = plan_site(edition, Workshop(root), shell(root, [edition]))
    for path, page in plan.pages.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(render_page(plan, page))
    reached, waiting = set[str](), ["index.html"]
    while waiting:
        path = waiting.pop()
        if path in reached or path not in plan.pages:
            continue
        reached.add(path)
        links = Page(tmp_path / path).links
        places = ((tmp_path / path).parent / link.partition("#")[0] for link in links if ".html" in link)
        inside = (place.resolve() for place in places)
        waiting += [str(one.relative_to(tmp_path)) for one in inside if one.is_relative_to(tmp_path)]
    assert reached == plan.pages.keys()
    assert contents(tmp_path).keys() == plan.pages.keys()


def test_a_large_handbook_lists_what_is_near(planted: tuple[Path, Handbook], monkeypatch: pytest.MonkeyPatch) -> None:
    root, handbook = planted
    edition = project(handbook, "leads", "en", TODAY)
    whole = Renderer(Workshop(root), edition)
    monkeypatch.setattr(menu, "ALL", 0)
    monkeypatch.setattr(menu, "NEAR", 0)
    near = Renderer(Workshop(root), edition)
    documents = [page for page in near.pages.values() if page.document is not None]
    assert len(documents) > 2
    for page in documents:
        listed = [other.path for other in documents if f'data-sw-page="{other.path}"' in near.menu(page)]
        assert listed == [page.path]
        assert all(f'data-sw-page="{other.path}"' in whole.menu(page) for other in documents)
        assert near.menu(page).count("aria-current") == 1


def test_given_editions_are_a_plan(planted: tuple[Path, Handbook]) -> None:
    editions = [project(planted[1], audience, key, TODAY) for audience in ("public", "leads") for key in ("en", "bg")]
    plan = Given(editions)
    assert (plan.audiences, plan.languages) == (("public", "leads"), ("en", "bg"))
    assert [edition.audience for edition in plan.editions("bg")] == ["public", "leads"]
