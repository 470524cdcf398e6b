"""Writing a figure as SVG."""

import math
from collections.abc import Callable, Iterator
from html import escape

from sopwright.outputs.chart.figure import Figure, Placed, Point, Shape, Text, Wire
from sopwright.outputs.chart.fonts import HAN, LATIN, FontSet
from sopwright.outputs.chart.style import PAINTS

_SCREEN_FAMILIES = "Noto Sans, Noto Sans TC, system-ui, sans-serif"


class SvgWriter:
    """Writes figures, for print with all colours and fonts in them, or for a page whose style sheet has them.

    On screen the reader's own fonts may stand in for ours: every line says how wide it was measured, and is set so.
    """

    def __init__(self, fonts: FontSet, link: Callable[[str], str] | None) -> None:
        self._fonts = fonts
        self._link = link

    def write(self, figure: Figure, name: str, title: str, description: str) -> str:
        """A figure as an SVG element; ``name`` makes its ids unique on a page."""
        size = f'width="{_n(figure.width)}pt" height="{_n(figure.height)}pt"'
        view = f'viewBox="0 0 {_n(figure.width)} {_n(figure.height)}"'
        role = f'role="img" aria-labelledby="{name}-title {name}-description"'
        said = (
            f'<title id="{name}-title">{escape(title)}</title>'
            f'<desc id="{name}-description">{escape(description)}</desc>'
        )
        drawing = "".join(self._drawing(figure))
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view}'
        if self._link is None:
            return f"{head} {role}>{said}{drawing}</svg>"
        links = "".join(self._links(figure, self._link))
        picture = f"<g {role}>{said}{drawing}</g>"
        return f'{head} class="sw-chart" font-family="{_SCREEN_FAMILIES}">{picture}<g>{links}</g></svg>'

    def _drawing(self, figure: Figure) -> Iterator[str]:
        for wire in figure.wires:
            yield self._wire(wire)
        for placed in figure.boxes:
            inner = "".join(self._shape(shape, placed) for shape in placed.box.shapes)
            inner += "".join(self._text(text, placed) for text in placed.box.texts)
            yield f'<g class="sw-chart-{placed.box.kind}">{inner}</g>'

    def _links(self, figure: Figure, link: Callable[[str], str]) -> Iterator[str]:
        """What can be clicked lies above the picture: a picture's own parts are nothing to a screen reader."""
        for placed in figure.boxes:
            box = placed.box
            if box.step:
                area = f'x="{_n(placed.x)}" y="{_n(placed.y)}" width="{_n(box.width)}" height="{_n(box.height)}"'
                yield (
                    f'<a href="{escape(link(box.step))}" class="sw-chart-link" aria-label="{escape(box.name)}">'
                    f'<rect {area} rx="3"/></a>'
                )

    def _paint(self, paint: str) -> str:
        return PAINTS[paint] if self._link is None else f'class="sw-chart-{paint}"'

    def _wire(self, wire: Wire) -> str:
        points = wire.points
        if wire.curved:
            path = f"M{_points(points[:1])}C{_points(points[1:])}"
        else:
            path = f"M{_points(points[:1])}L{_points(points[1:])}"
        line = f'<path d="{path}" {self._paint("wire")}/>'
        if not wire.arrow:
            return line
        return f'{line}<polygon points="{_points(_head(points))}" {self._paint("head")}/>'

    def _shape(self, shape: Shape, placed: Placed) -> str:
        points = [(x + placed.x, y + placed.y) for x, y in shape.points]
        if len(points) != 2:
            return f'<polygon points="{_points(points)}" {self._paint(shape.paint)}/>'
        (x, y), (right, below) = points
        area = f'x="{_n(x)}" y="{_n(y)}" width="{_n(right - x)}" height="{_n(below - y)}"'
        corners = f' rx="{_n(shape.radius)}"' if shape.radius else ""
        return f"<rect {area}{corners} {self._paint(shape.paint)}/>"

    def _text(self, text: Text, placed: Placed) -> str:
        left = text.x + placed.x - (text.width / 2 if text.centred else 0)
        place = f'x="{_n(left)}" y="{_n(text.y + placed.y)}" font-size="{_n(text.size)}"'
        weight = ' font-weight="700"' if text.bold else ""
        if self._link is None:
            return f"<text {place}{weight} {self._paint(text.paint)}{self._words(text.words)}</text>"
        width = f'textLength="{_n(text.width)}" lengthAdjust="spacingAndGlyphs"'
        return f"<text {place}{weight} {width} {self._paint(text.paint)}>{escape(text.words)}</text>"

    def _words(self, words: str) -> str:
        """The end of a text's tag and its words in print, each piece in the family that has it."""
        runs = list(self._fonts.runs(words))
        if len(runs) == 1:
            return f' font-family="{runs[0][0]}">{escape(words)}'
        pieces = "".join(_piece(family, piece) for family, piece in runs)
        return f' font-family="{LATIN}">{pieces}'


def _piece(family: str, piece: str) -> str:
    return f'<tspan font-family="{HAN}">{escape(piece)}</tspan>' if family == HAN else escape(piece)


def _head(points: tuple[Point, ...]) -> tuple[Point, Point, Point]:
    """The arrow's head at the end of a line."""
    x, y = points[-1]
    before = next((p for p in reversed(points[:-1]) if math.dist(p, (x, y)) > 0.5), (x, y - 1))
    length = math.dist(before, (x, y))
    dx, dy = (x - before[0]) / length, (y - before[1]) / length
    base = (x - 6 * dx, y - 6 * dy)
    return (x, y), (base[0] - 2.8 * dy, base[1] + 2.8 * dx), (base[0] + 2.8 * dy, base[1] - 2.8 * dx)


def _points(points: tuple[Point, ...] | list[Point]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _n(value: float) -> str:
    """A number with two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
