"""What is hidden is not in an index, not in its words to quote, and not offered while typing."""

from itertools import chain
from pathlib import Path

import pytest

from sopwright.edition.project import project
from sopwright.load.handbook import load
from sopwright.outputs.site.search import PLACES, search_files
from sopwright.search.engine import Engine
from sopwright.search.index import Index, build
from sopwright.search.sources import synonyms
from tests.canaries import ALL, LANGUAGES, Canary, plant
from tests.conftest import TODAY
from tests.leaks import Search

EDITIONS = [(audience, language) for audience in ALL for language in LANGUAGES]


@pytest.fixture(scope="module")
def planted(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[list[Canary], dict[tuple[str, str], Index], dict[str, str]]:
    """The canaries, an index for each edition, and the files of all."""
    root: Path = tmp_path_factory.mktemp("canaries")
    canaries = plant(root)
    handbook, _ = load(root)
    assert handbook is not None
    editions = {names: project(handbook, *names, TODAY) for names in EDITIONS}
    indexes = {names: build(edition, PLACES, synonyms(edition)) for names, edition in editions.items()}
    written = {
        f"{audience}/{language}/{name}": text
        for (audience, language), edition in editions.items()
        for name, text in search_files(edition).items()
    }
    return canaries, indexes, written


Planted = tuple[list[Canary], dict[tuple[str, str], Index], dict[str, str]]


@pytest.mark.parametrize(("audience", "language"), EDITIONS)
def test_files_hold_no_word_of_others(planted: Planted, audience: str, language: str) -> None:
    canaries, _, written = planted
    search = Search([canary.token for canary in canaries])
    tree = f"{audience}/{language}"
    found = {
        token
        for name, text in written.items()
        if name.startswith(f"{tree}/")
        for token, _ in chain(search.data(name.encode()), search.data(text.encode()))
    }
    allowed = {canary.token for canary in canaries if tree in canary.trees}
    names = {canary.token: canary.channel for canary in canaries}
    assert {names[token] for token in found - allowed} == set()


def test_the_index_does_hold_what_its_readers_may_find(planted: Planted) -> None:
    canaries, _, written = planted
    text = written["leads/en/search/index.js"].casefold()
    there = {canary.channel for canary in canaries if "leads/en" in canary.trees and canary.token.casefold() in text}
    assert {"title", "section heading", "law", "measure", "department", "answer", "block"} <= there


@pytest.mark.parametrize(("audience", "language"), EDITIONS)
def test_nothing_hidden_is_found_or_offered(planted: Planted, audience: str, language: str) -> None:
    """By a whole word, by its first letters, and by a misspelt one, at every stage of typing."""
    canaries, indexes, _ = planted
    engine = Engine(indexes[audience, language])
    tree = f"{audience}/{language}"
    hidden = [canary.token for canary in canaries if tree not in canary.trees and canary.token.isalpha()]
    for token in hidden:
        for typed in (token, token[:12], token[:8] + token[9:], token[:9] + "x" + token[10:]):
            assert engine.search(typed).hits == (), f"{typed} of {token}"


def test_a_leads_own_words_are_found_however_they_are_typed(planted: Planted) -> None:
    """The counter-test: the same ways of typing do find what may be found."""
    canaries, indexes, _ = planted
    engine = Engine(indexes["leads", "en"])
    token = next(
        canary.token for canary in canaries if canary.channel == "section heading" and "leads/en" in canary.trees
    )
    for typed in (token, token[:12], token[:8] + token[9:], token[:9] + "x" + token[10:]):
        assert engine.search(typed).hits != (), typed
