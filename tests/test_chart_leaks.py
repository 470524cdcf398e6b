"""What a reader may not see is in no flowchart: not in its drawing, its title, its description or its legend."""

from collections.abc import Iterator
from datetime import date

import pytest

from sopwright.edition.project import project
from sopwright.model.handbook import Handbook
from sopwright.outputs.chart.draw import Chart, draw
from sopwright.outputs.chart.fonts import FontSet
from tests.charts import FONTS, Drawing, Ruler
from tests.leaks import Search, word
from tests.repositories import read

TRANSFER = "handbook/service/transfer"
TOKENS = {name: word() for name in ("title", "step", "target", "answer", "post")}
PAGES = (None, (482.0, 640.0), (340.0, 440.0))
"""The screen, a page of a book, a page of a leaflet."""


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    """The small handbook, in which a procedure for all leads on to one for leads only."""
    metadata, english = f"{TRANSFER}/procedure.yml", f"{TRANSFER}/en.md"
    post = f"secret: {{name: {{en: {TOKENS['post']}, bg: Х}}, roles: [manager], duties: {{en: A, bg: Б}}}}\n"
    answer = f"answers:\n  perhaps: {{en: {TOKENS['answer']}, bg: Х}}\nsteps:"
    edits = [
        {"file": "registers/posts.yml", "append": post},
        {"file": metadata, "old": "visibility: [everyone]", "new": "visibility: [leads]"},
        {"file": metadata, "old": "steps:", "new": answer},
        {"file": metadata, "old": "{by: agent, wait: 10 s, then: help}", "new": "{by: secret, then: help}"},
        {"file": metadata, "old": "then: end", "new": "choose: {perhaps: warm, yes: end}"},
        {"file": english, "old": "# Transfer", "new": f"# {TOKENS['title']}"},
        {"file": english, "old": "### Hand over", "new": f"### {TOKENS['step']}"},
        {"file": english, "old": "### Help", "new": f"### {TOKENS['target']}?"},
    ]
    return read(tmp_path_factory.mktemp("charts"), edits)


def _charts(handbook: Handbook, audience: str) -> Iterator[Chart]:
    edition = project(handbook, audience, "en", date(2026, 6, 1))
    for document in edition.documents.values():
        for page in PAGES:
            link = (lambda step: f"#{step}") if page is None else None
            yield from draw(document, edition.words, FontSet(FONTS), link=link, page=page)


def _found(handbook: Handbook, audience: str) -> dict[str, set[str]]:
    """The words found, by the part of a chart that they stand in."""
    search, names = Search(TOKENS.values()), {token: name for name, token in TOKENS.items()}
    found: dict[str, set[str]] = {part: set() for part in ("svg", "title", "description", "boxes", "legend")}
    for chart in _charts(handbook, audience):
        drawing = Drawing(chart.svg, Ruler())
        texts = {
            "svg": chart.svg,
            "title": chart.title,
            "description": chart.description,
            "boxes": " ".join(group.words for group in drawing.groups if group.kind != "key"),
            "legend": " ".join(group.words for group in drawing.of_kind("key")),
        }
        for part, text in texts.items():
            found[part] |= {names[token] for token, _ in search.data(text.encode())}
    return found


def test_its_own_readers_find_every_word_where_it_belongs(handbook: Handbook) -> None:
    found = _found(handbook, "leads")
    assert found["svg"] == set(TOKENS)
    assert found["title"] == {"title"}
    assert found["description"] == {"title", "step", "target", "answer", "post"}
    assert found["boxes"] == {"title", "step", "target", "answer", "post"}
    assert found["legend"] == {"post"}


@pytest.mark.parametrize("audience", ["agents", "public"])
def test_others_find_none(handbook: Handbook, audience: str) -> None:
    assert {part: words for part, words in _found(handbook, audience).items() if words} == {}
