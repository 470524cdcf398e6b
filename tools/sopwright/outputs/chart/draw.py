"""Drawing a procedure: the one way into this package."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sopwright.edition.records import DocumentView
from sopwright.edition.words import Catalogue
from sopwright.outputs.chart.boxes import Boxes
from sopwright.outputs.chart.branching import is_branching, whole
from sopwright.outputs.chart.describe import describe
from sopwright.outputs.chart.figure import Figure, stacked
from sopwright.outputs.chart.fonts import FontSet
from sopwright.outputs.chart.graph import Graph, graph
from sopwright.outputs.chart.legend import legend
from sopwright.outputs.chart.split import Page, Part, split, unsplit
from sopwright.outputs.chart.style import COMPACT, NARROW, PRINT, SCREEN
from sopwright.outputs.chart.svg import SvgWriter

_GAP = 10
"""Between a chart and its legend, in points."""
_LEGEND = 300
"""How wide a legend may be below a narrower chart."""
_BRANCHING = (PRINT, *NARROW)
_SPINE = (PRINT, COMPACT)
_HOPELESS = (1.5, 1.3)
"""So many times too wide or too high a branching chart cannot be brought onto a page by narrower boxes."""
_TALL = 550
"""A page that is higher has room for two parts of a chart."""
_BETWEEN = 26
"""What the upper one's caption and the space below it take of each half of such a page."""

Size = tuple[float, float]
"""Width and height in points."""


@dataclass(frozen=True)
class Chart:
    """A chart, or a part of one that goes over several pages; its size is in points."""

    svg: str
    width: float
    height: float
    title: str
    description: str


def draw(
    document: DocumentView,
    words: Catalogue,
    fonts: FontSet,
    *,
    link: Callable[[str], str] | None,
    page: Size | None,
) -> tuple[Chart, ...]:
    """Draw a procedure's steps; nothing for a document without steps.

    Args:
        document: The procedure.
        words: The interface's words in the reader's language.
        fonts: The fonts that words are measured and, in print, set in.
        link: The address of a step by its id, for the screen: the SVG then takes its colours from a style sheet.
            ``None`` for print: the SVG has colours and fonts of its own, and no links.
        page: The largest width and height of a part, in points; ``None`` draws one chart of any size.
    """
    if not document.steps:
        return ()
    drawn = graph(document, words)
    parts = _parts(drawn, fonts, words, page, link is not None)
    writer = SvgWriter(fonts, link)
    title = words("chart.title", title=f"{document.id} {document.title}")
    charts: list[Chart] = []
    for number, (first, last, figure) in enumerate(parts, 1):
        named = title
        if len(parts) > 1:
            part = words("chart.part", number=words.number(number), total=words.number(len(parts)))
            named = f"{title} ({part})"
        description = describe(drawn, words, first, last)
        name = f"sw-chart-{document.id}-{number}"
        svg = writer.write(figure, name, named, description)
        charts.append(Chart(svg, figure.width, figure.height, named, description))
    return tuple(charts)


def _parts(drawn: Graph, fonts: FontSet, words: Catalogue, page: Size | None, screen: bool) -> list[Part]:
    """The parts of a chart with their legends."""
    if is_branching(drawn):
        figure = _branching(drawn, [Boxes(fonts, size, words) for size in ((SCREEN,) if screen else _BRANCHING)], page)
        if figure is not None:
            return [(0, len(drawn.steps), figure)]
    ways = [Boxes(fonts, size, words) for size in ((SCREEN,) if screen else _SPINE)]
    return _spine(drawn, ways, page)


def _branching(drawn: Graph, ways: Sequence[Boxes], page: Size | None) -> Figure | None:
    """The first way of drawing a branching chart that a page has room for."""
    for boxes in ways:
        figure = _finished(drawn, boxes, whole(drawn, boxes))
        if page is None or (figure.width <= page[0] and figure.height <= page[1]):
            return figure
        if figure.width > page[0] * _HOPELESS[0] or figure.height > page[1] * _HOPELESS[1]:
            return None
    return None


def _spine(drawn: Graph, ways: Sequence[Boxes], page: Size | None) -> list[Part]:
    """A spine chart, whole where a page holds it; else in parts of which a tall page holds two.

    Parts that fill a page would leave the page before them half empty, since they stand where their text ends.
    """
    for boxes in ways:
        first, last, figure = unsplit(drawn, boxes, _room(drawn, boxes, page))
        figure = _finished(drawn, boxes, figure, page[0] if page else None)
        if page is None or (figure.width <= page[0] and figure.height <= page[1]):
            return [(first, last, figure)]
    if page is None or page[1] < _TALL:
        return _fewest(drawn, ways, page)
    return _fewest(drawn, ways, (page[0], page[1] / 2 - _BETWEEN))


def _fewest(drawn: Graph, ways: Sequence[Boxes], page: Size | None) -> list[Part]:
    """The way of drawing that takes the fewest parts; the roomiest of these."""
    width = page[0] if page else None
    best: list[Part] = []
    for boxes in ways:
        parts = split(drawn, boxes, _room(drawn, boxes, page))
        if not best or len(parts) < len(best):
            best = [(first, last, _finished(drawn, boxes, figure, width)) for first, last, figure in parts]
        if len(best) == 1:
            break
    return best


def _room(drawn: Graph, boxes: Boxes, page: Size | None) -> Page:
    """What a page leaves for the drawing when the legend has its place."""
    if page is None:
        return Page(None, None)
    width, height = page
    return Page(width, height - legend(drawn, boxes, width, jumps=True).height - _GAP)


def _finished(drawn: Graph, boxes: Boxes, figure: Figure, width: float | None = None) -> Figure:
    """A drawing with the legend below, which may be as wide as the page."""
    jumps = any(placed.box.kind == "jump" for placed in figure.boxes)
    below = legend(drawn, boxes, width or max(figure.width, _LEGEND), jumps=jumps)
    return stacked((figure, below), _GAP)
