"""What readers are told of translations: stale, missing, not reviewed; and nothing of what is hidden from them."""

from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from sopwright.edition.project import project
from sopwright.edition.records import Edition
from sopwright.load.handbook import load
from sopwright.source.nodes import plain
from tests.conftest import TODAY, Run
from tests.editions import ANSWERING, Edit, replaced, section_of, step_of
from tests.repositories import apply, copy

EN, BG = ANSWERING + "en.md", ANSWERING + "bg.md"
STEP = "### Вдигнете {#answer}\n\nВдигнете до {measure:pick-up}, от {time:08:00} нататък.\n\n"
NOTES = "## Бележки {#notes}\n\n[Записът](POL-001#announce) следва {law:gdpr}.\n"

Make = Callable[..., Edition]


@pytest.fixture
def edition(tmp_path: Path, run: Run) -> Make:
    """An edition of the small handbook: accepted translations, then some edits."""
    folders = (tmp_path / str(number) for number in count())

    def make(*edits: Edit, audience: str = "agents", language: str = "bg", day: date = TODAY) -> Edition:
        root = copy(next(folders), site=True)
        assert run("translations", "accept", "--all", "--root", root).code == 0
        for edit in edits:
            apply(root, edit)
        handbook, faults = load(root)
        assert handbook is not None
        assert faults == []
        return project(handbook, audience, language, day)

    return make


def test_a_stale_section_carries_what_the_source_says_now(edition: Make) -> None:
    view = edition(replaced(EN, "{time:08:00}", "{time:09:00}")).documents["SVC-001"]
    assert view.translation is not None
    assert view.translation.source == "en"
    assert view.stale == (("answer", "Вдигнете"),)
    now = view.translation.stale["answer"]
    assert (plain(now.title), plain(now.body)) == ("Answer the call", "Pick up within 2 rings, from 09:00 on.")


def test_the_source_language_and_settled_translations_have_no_stale_sections(edition: Make) -> None:
    assert edition(language="en").documents["SVC-001"].translation is None
    view = edition().documents["SVC-001"]
    assert view.translation is not None
    assert (view.translation.state, view.stale) == ("translated", ())


def test_a_change_of_other_readers_words_is_not_told(edition: Make) -> None:
    change = replaced(EN, "Listen to one call a week.", "Listen to two calls a week.")
    assert edition(change, audience="agents").documents["SVC-001"].stale == ()
    leads = edition(change, audience="leads").documents["SVC-001"]
    assert leads.stale == (("resolve", "Решете въпроса"),)
    assert leads.translation is not None
    assert "two calls" in plain(leads.translation.stale["resolve"].body)


def test_the_sources_words_are_those_for_this_reader(edition: Make) -> None:
    view = edition(replaced(EN, "Hold the caller", "Keep the caller")).documents["SVC-001"]
    assert view.translation is not None
    words = plain(view.translation.stale["resolve"].body)
    assert "Keep the caller" in words
    assert "Listen" not in words


def test_a_step_without_translation_stands_in_the_sources_words(edition: Make) -> None:
    made = edition(replaced(BG, STEP, ""))
    step = step_of(made, "answer")
    assert (step.language, plain(step.title), step.number) == ("en", "Answer the call", 1)
    assert plain(step.body).startswith("Pick up within 2 rings")
    assert step_of(made, "known").language == ""


def test_a_section_without_translation_stands_in_its_place_in_the_sources_words(edition: Make) -> None:
    view = edition(replaced(BG, NOTES, "")).documents["SVC-001"]
    assert [(section.id, section.language) for section in view.sections][-2:] == [("steps", ""), ("notes", "en")]
    assert "recording" in plain(section_of(view, "notes"))


def test_an_edited_translation_is_a_draft(edition: Make) -> None:
    view = edition(replaced(BG, "Задръжте най-много", "Чакайте най-много")).documents["SVC-001"]
    assert view.translation is not None
    assert view.translation.state == "draft"


def test_only_audiences_that_edit_see_the_progress(edition: Make) -> None:
    assert edition(audience="agents").progress == ()
    lines = edition(replaced(EN, "{time:08:00}", "{time:09:00}"), audience="leads").progress
    assert [(line.language, line.owner) for line in lines][:2] == [("bg", ""), ("bg", lines[1].owner)]
    assert lines[0].settled == lines[0].sections - 1
