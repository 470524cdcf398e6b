"""The flowchart on a procedure's page: where it stands, when, and that it brings nothing a page may not hold."""

import re
from datetime import date

import pytest

from sopwright.edition.project import project
from sopwright.edition.records import Edition
from sopwright.load.handbook import load
from sopwright.outputs.site.addresses import document_path
from sopwright.outputs.site.render import Renderer, Workshop
from tests.repositories import PROJECT

LANGUAGES = ("en", "bg", "zh-Hant", "ms", "lt", "ru")


@pytest.fixture(scope="module")
def editions() -> dict[str, Edition]:
    handbook, _ = load(PROJECT)
    assert handbook is not None
    return {language: project(handbook, "managers", language, date(2026, 11, 22)) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_procedure_with_branches_shows_its_chart_after_its_steps(language: str, editions: dict[str, Edition]) -> None:
    edition = editions[language]
    renderer = Renderer(Workshop(PROJECT), edition)
    for document in edition.documents.values():
        page = renderer.pages[document_path(document)]
        html = renderer.content(page)
        anchors = [entry.anchor for entry in page.toc]
        if not any(step.decision for step in document.steps):
            assert "<svg" not in html
            assert "sw-chart" not in anchors
            continue
        assert anchors[anchors.index("steps") + 1] == "sw-chart"
        headings = re.findall(r'<h2 id="([^"]+)"', html)
        assert headings[headings.index("steps") + 1] == "sw-chart"
        (chart,) = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
        linked = re.findall(r'href="#([^"]+)"', chart)
        assert set(linked) == {step.id for step in document.steps}
        assert all(f'<h3 id="{step}"' in html for step in linked)
        assert not re.search(r"\sstyle=|<style|<script|\son\w+=", chart)


def test_each_colour_has_its_rule_in_the_style_sheet(editions: dict[str, Edition]) -> None:
    style = (PROJECT / "templates/site/theme/assets/sopwright/style.css").read_text(encoding="utf-8")
    renderer = Renderer(Workshop(PROJECT), editions["en"])
    html = "".join(renderer.content(page) for page in renderer.pages.values() if page.document is not None)
    used = set(re.findall(r'<(?:rect|polygon|path|text)[^>]* class="(sw-chart-[a-z0-9-]+)"', html))
    assert {"sw-chart-decision", "sw-chart-wire", "sw-chart-post-2"} <= used
    assert [name for name in sorted(used) if f".{name}" not in style] == []
