"""Flowcharts: every word has room, nothing lies on anything else, nothing is left out, on screen and on any page."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from defusedxml.ElementTree import fromstring

from sopwright.edition.project import project
from sopwright.edition.records import DocumentView, Edition
from sopwright.edition.words import Catalogue
from sopwright.load.handbook import load
from sopwright.outputs.chart.draw import Chart, draw
from sopwright.outputs.chart.fonts import FontSet
from sopwright.outputs.chart.wrap import wrap
from sopwright.source.nodes import Node, plain
from tests.charts import FONTS, SVG, WORDS, Area, Drawing, Group, Ruler, random_document
from tests.repositories import PROJECT

LANGUAGES = tuple(WORDS)
DAY = date(2026, 11, 22)
PAGES = ((482.0, 640.0), (340.0, 440.0))
"""What a page of A4 and one of A5 leave for a chart, in points."""
LEAST = 7
RUNS = 500

STEPS = ("step", "decision")
SOLID = ("step", "decision", "start", "end", "other", "hidden", "jump", "answer", "key")


@pytest.fixture(scope="module")
def editions() -> dict[str, Edition]:
    handbook, _ = load(PROJECT)
    assert handbook is not None
    return {language: project(handbook, "managers", language, DAY) for language in LANGUAGES}


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    return FontSet(FONTS)


@pytest.fixture(scope="module")
def ruler() -> Ruler:
    return Ruler()


def _procedures(edition: Edition) -> list[DocumentView]:
    return [document for document in edition.documents.values() if document.steps]


def _on_screen(document: DocumentView, words: Catalogue, fonts: FontSet) -> tuple[Chart, ...]:
    return draw(document, words, fonts, link=lambda step: f"#{step}", page=None)


def _ways(document: DocumentView, words: Catalogue, fonts: FontSet) -> Iterable[tuple[Chart, ...]]:
    yield _on_screen(document, words, fonts)
    for page in PAGES:
        yield draw(document, words, fonts, link=None, page=page)


def _judge(document: DocumentView, charts: tuple[Chart, ...], ruler: Ruler) -> list[Drawing]:
    """All that is true of every chart."""
    drawings = [Drawing(chart.svg, ruler) for chart in charts]
    for drawing in drawings:
        solid = drawing.of_kind(*SOLID)
        assert len(solid) == len(drawing.groups)
        assert [words for group in solid for words in _homeless(group, drawing)] == []
        assert [(a, b) for a, b in combinations(solid, 2) if a.area.meets(b.area)] == []
        assert [group for group in solid if not drawing.page.holds(group.area)] == []
        assert [p for wire in drawing.wires for p in wire if not drawing.page.holds(Area(*p, *p), slack=0.5)] == []
        assert _run_through(drawing) == []
    groups = [group for drawing in drawings for group in drawing.groups]
    _judge_steps(document, [group for group in groups if group.kind in STEPS])
    _judge_answers(document, groups)
    return drawings


def _run_through(drawing: Drawing) -> list[tuple[Group, tuple[float, float]]]:
    """Where lines run through boxes. The corners of a decision are cut off, and a curve may touch a corner."""
    deep = 3 if drawing.is_spine else 12
    boxes = drawing.of_kind(*STEPS, "start", "end", "other", "hidden", "jump")
    lines = [point for wire in drawing.wires for point in wire]
    return [(box, point) for box in boxes for point in lines if box.area.shrunk(deep).has(point)]


def _homeless(group: Group, drawing: Drawing) -> list[str]:
    """The lines of a box that do not lie inside one of its shapes; in the legend words stand beside their sample."""
    homes = (drawing.page,) if group.kind == "key" else group.shapes
    return [line.words for line in group.lines if not any(home.holds(line.area) for home in homes)]


def _judge_steps(document: DocumentView, shown: list[Group]) -> None:
    """Every step stands there once, with its words, who carries it out, and how long it may take."""
    found = sorted(shown, key=lambda group: int(next(line.words for line in group.lines if line.words.isdigit())))
    assert len(found) == len(document.steps)
    for step, group in zip(document.steps, found, strict=True):
        assert _packed(plain(step.title)) in group.words
        assert _packed(step.within) in group.words
        assert _packed(step.wait) in group.words
        assert group.kind == ("decision" if step.decision else "step")


def _judge_answers(document: DocumentView, groups: list[Group]) -> None:
    answers = [group.words for group in groups if group.kind == "answer"]
    branches = [branch for step in document.steps for branch in step.branches]
    assert [b.label for b in branches if not any(_packed(b.label) in words for words in answers) and b.label] == []
    targets = [(step.id, b.target) for step in document.steps for b in step.branches if not b.target.step]
    outs = {(step, target.link and target.link.document, target.hidden) for step, target in targets}
    assert len([group for group in groups if group.kind in ("end", "other", "hidden")]) == len(outs)


def _packed(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_handbooks_charts(language: str, editions: dict[str, Edition], fonts: FontSet, ruler: Ruler) -> None:
    edition = editions[language]
    procedures = _procedures(edition)
    assert len(procedures) >= 8
    for document in procedures:
        for charts in _ways(document, edition.words, fonts):
            _judge(document, charts, ruler)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_any_graph(language: str, editions: dict[str, Edition], fonts: FontSet, ruler: Ruler) -> None:
    words = editions[language].words
    chance = random.Random(f"charts {language}")  # noqa: S311  # shapes to try, nothing secret
    pattern = _procedures(editions[language])[0]
    for number in range(-(-RUNS // len(LANGUAGES))):
        document = random_document(pattern, chance, language)
        page = PAGES[number % 2]
        _judge(document, _on_screen(document, words, fonts), ruler)
        printed = draw(document, words, fonts, link=None, page=page)
        for drawing in _judge(document, printed, ruler):
            _fits(drawing, page)


def _fits(drawing: Drawing, page: tuple[float, float]) -> None:
    steps = drawing.of_kind(*STEPS)
    assert drawing.page.right <= page[0]
    assert drawing.page.bottom <= page[1] or len(steps) == 1
    assert min(line.size for group in drawing.groups for line in group.lines) >= LEAST


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_parts_fit_their_page(
    language: str, page: tuple[float, float], editions: dict[str, Edition], fonts: FontSet, ruler: Ruler
) -> None:
    for document in _procedures(editions[language]):
        for chart in draw(document, editions[language].words, fonts, link=None, page=page):
            assert (chart.width, chart.height) <= page
            assert chart.height <= page[1]
            _fits(Drawing(chart.svg, ruler), page)


def test_a_long_chart_is_cut_and_its_parts_name_each_other(
    editions: dict[str, Edition], fonts: FontSet, ruler: Ruler
) -> None:
    edition = editions["en"]
    charts = draw(edition.documents["SVC-004"], edition.words, fonts, link=None, page=PAGES[0])
    jumps = [[group.words for group in Drawing(chart.svg, ruler).of_kind("jump")] for chart in charts]
    assert jumps == [
        ["tostep5"],
        ["fromstep4and11", "tostep9", "tostep10"],
        ["fromstep8", "fromstep8", "tostep5"],
    ]
    assert [chart.title for chart in charts] == [
        f"Flowchart: SVC-004 Answering a call (Part {number} of 3)" for number in (1, 2, 3)
    ]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_parts_of_a_chart_are_about_as_high(
    language: str, page: tuple[float, float], editions: dict[str, Edition], fonts: FontSet
) -> None:
    for document in _procedures(editions[language]):
        heights = [chart.height for chart in draw(document, editions[language].words, fonts, link=None, page=page)]
        assert min(heights) > 0.6 * max(heights)
        if len(heights) > 1 and page == PAGES[0]:
            assert max(heights) < page[1] / 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_steps_are_linked_on_screen_only(
    language: str, editions: dict[str, Edition], fonts: FontSet, ruler: Ruler
) -> None:
    for document in _procedures(editions[language]):
        (chart,) = _on_screen(document, editions[language].words, fonts)
        links = Drawing(chart.svg, ruler).links()
        assert links.keys() == {f"#{step.id}" for step in document.steps}
        assert all(plain(step.title) in links[f"#{step.id}"] for step in document.steps)
        for part in draw(document, editions[language].words, fonts, link=None, page=PAGES[0]):
            assert Drawing(part.svg, ruler).links() == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_is_said_in_words(language: str, editions: dict[str, Edition], fonts: FontSet) -> None:
    edition = editions[language]
    for document in _procedures(edition):
        for charts in _ways(document, edition.words, fonts):
            said = " ".join(chart.description for chart in charts)
            assert all(" ".join(plain(step.title).split()) in said for step in document.steps)
            assert all(branch.label in said for step in document.steps for branch in step.branches)
            assert all(document.title in chart.title for chart in charts)
            for chart in charts:
                root = fromstring(chart.svg)
                image = next(e for e in root.iter() if e.get("role") == "img")
                title, description = image.find(f"{SVG}title"), image.find(f"{SVG}desc")
                assert title is not None
                assert description is not None
                assert (title.text, description.text) == (chart.title, chart.description)
                assert image.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"


def test_the_screens_chart_has_no_style_or_script(editions: dict[str, Edition], fonts: FontSet) -> None:
    for document in _procedures(editions["en"]):
        (chart,) = _on_screen(document, editions["en"].words, fonts)
        elements = list(fromstring(chart.svg).iter())
        assert {element.tag.removeprefix(SVG) for element in elements} <= set(
            "svg g title desc path polygon rect text a".split()
        )
        assert [name for e in elements for name in e.attrib if name == "style" or name.startswith("on")] == []


def test_a_printed_chart_carries_its_colours_and_fonts(editions: dict[str, Edition], fonts: FontSet) -> None:
    for document in _procedures(editions["zh-Hant"]):
        for chart in draw(document, editions["zh-Hant"].words, fonts, link=None, page=PAGES[0]):
            elements = list(fromstring(chart.svg).iter())
            words = [element for element in elements if element.tag in (f"{SVG}text", f"{SVG}tspan")]
            assert {element.get("font-family") for element in words} == {"Noto Sans", "Noto Sans TC"}
            shapes = [e for e in elements if e.tag in (f"{SVG}rect", f"{SVG}polygon", f"{SVG}path")]
            assert [shape for shape in shapes if shape.get("fill") is None] == []


def test_the_legend_reads_without_colour(editions: dict[str, Edition], fonts: FontSet, ruler: Ruler) -> None:
    edition = editions["en"]
    document = edition.documents["MGT-001"]
    (chart,) = _on_screen(document, edition.words, fonts)
    drawing = Drawing(chart.svg, ruler)
    keys = [tuple(line.words for line in group.lines) for group in drawing.of_kind("key")]
    names = list(dict.fromkeys(step.by.name for step in document.steps))
    letters = dict(zip(names, "ABCDEFGH", strict=False))
    assert set(letters.items()) <= set(keys)
    marks = [{line.words for line in group.lines} for group in drawing.of_kind(*STEPS)]
    by_number = {next(mark for mark in marks_ if mark.isdigit()): marks_ for marks_ in marks}
    assert all(letters[step.by.name] in by_number[str(step.number)] for step in document.steps)


def test_hostile_words_stay_words(editions: dict[str, Edition], fonts: FontSet, ruler: Ruler) -> None:
    edition = editions["en"]
    pattern = edition.documents["SVC-006"]
    evil = '</text><script>alert("1")</script>&amp;\'"'
    title = (Node("text", 1, 1, text=evil),)
    steps = (replace(pattern.steps[0], title=title), *pattern.steps[1:])
    document = replace(pattern, title=evil, content=replace(pattern.content, steps=steps))
    for charts in _ways(document, edition.words, fonts):
        _judge(document, charts, ruler)
        assert all("<script" not in chart.svg for chart in charts)


def test_a_document_without_steps_has_no_chart(editions: dict[str, Edition], fonts: FontSet) -> None:
    edition = editions["en"]
    without = next(document for document in edition.documents.values() if not document.steps)
    assert _on_screen(without, edition.words, fonts) == ()


def test_the_same_steps_make_the_same_chart(editions: dict[str, Edition], fonts: FontSet) -> None:
    for language in ("en", "zh-Hant"):
        for document in _procedures(editions[language]):
            words = editions[language].words
            first = list(_ways(document, words, fonts))
            assert list(_ways(document, words, FontSet(FONTS))) == first


# Lines


def test_a_width_is_the_sum_of_the_advances(fonts: FontSet, ruler: Ruler) -> None:
    for text in WORDS.values():
        for bold in (False, True):
            assert fonts.width(text, 9, bold=bold) == pytest.approx(ruler.width(text, 9, bold=bold))


def test_each_character_has_its_family(fonts: FontSet) -> None:
    assert list(fonts.runs("SVC-004 轉接 ėšų")) == [
        ("Noto Sans", "SVC-004 "),
        ("Noto Sans TC", "轉接"),
        ("Noto Sans", " ėšų"),
    ]
    assert fonts.lacks("\U0001f600")
    assert not fonts.lacks("≤")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [1, 30, 80, 400])
def test_lines_are_no_wider_than_they_may_be(language: str, width: float, fonts: FontSet) -> None:
    lines = wrap(fonts, WORDS[language], 9, width)
    assert _packed("".join(lines)) == _packed(WORDS[language])
    assert [line for line in lines if fonts.width(line, 9) > width and len(line) > 1] == []


def test_no_chinese_line_begins_or_ends_with_the_wrong_mark(fonts: FontSet) -> None:
    text = "請確認來電者（或代理人）是否同意「錄音」，並將紀錄更新；完成後交由其他部門處理。" * 3
    for width in range(40, 200, 3):
        lines = wrap(fonts, text, 9, width)
        assert [line for line in lines if line[0] in "，。；）」"] == []
        assert [line for line in lines if line[-1] in "（「"] == []


def test_words_stay_whole_and_no_break_spaces_hold(fonts: FontSet) -> None:
    assert wrap(fonts, "within 30\u00a0seconds of  it", 9, 62) == ("within", "30\u00a0seconds of", "it")
    assert wrap(fonts, "", 9, 50) == ()
