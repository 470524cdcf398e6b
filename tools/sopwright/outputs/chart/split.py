"""Splitting a spine chart over pages; ways between the parts end in connectors."""

from dataclasses import dataclass

from sopwright.outputs.chart.boxes import Boxes
from sopwright.outputs.chart.figure import Figure
from sopwright.outputs.chart.graph import Graph
from sopwright.outputs.chart.spine import Limits, Spine

_LIMITS = (
    Limits(left=3, right=4, answer=80, beside=125),
    Limits(left=2, right=3, answer=66, beside=100),
    Limits(left=0, right=2, answer=60, beside=84),
    Limits(left=0, right=0, answer=50, beside=70),
)
"""From roomy to tight; the first that leaves the steps enough width is taken."""
_ENOUGH = 150
"""A step that is narrower is hard to read, in points."""

Part = tuple[int, int, Figure]
"""The first step, the one after the last, and the drawing."""


@dataclass(frozen=True)
class Page:
    """The room for a part in points; ``None`` is any."""

    width: float | None
    height: float | None


def split(graph: Graph, boxes: Boxes, page: Page) -> list[Part]:
    """A chart in parts that fit a page: as few as can be, cut where few ways cross if that takes no more parts.

    A single step is never divided: it gets a part of its own even where it is higher than the page.
    """
    parts = _parts(graph, boxes, page, choosing=False)
    if len(parts) == 1:
        return parts
    chosen = _parts(graph, boxes, page, choosing=True)
    return chosen if len(chosen) == len(parts) else parts


def _parts(graph: Graph, boxes: Boxes, page: Page, *, choosing: bool) -> list[Part]:
    parts: list[Part] = []
    first, count = 0, len(graph.steps)
    while first < count:
        last, figure = _longest(graph, boxes, page, first)
        cut = _best_cut(graph, first, last) if choosing and last < count else last
        if cut < last:
            figure = _part(graph, boxes, page, first, cut)
        parts.append((first, cut, figure))
        first = cut
    return parts


def _best_cut(graph: Graph, first: int, longest: int) -> int:
    """Where to end a part that could reach to before ``longest``, a third shorter at most, so that few ways are cut."""
    earliest = longest - (longest - first) // 3
    return min(range(longest, earliest - 1, -1), key=lambda cut: _crossing(graph, cut))


def _crossing(graph: Graph, cut: int) -> int:
    """How many ways, other than that to the next step, lead over a cut."""
    return sum(
        1
        for way in graph.ways
        if way.target is not None and (way.source < cut) != (way.target < cut) and way.target != way.source + 1
    )


def _longest(graph: Graph, boxes: Boxes, page: Page, first: int) -> tuple[int, Figure]:
    """The longest part from a step on that fits."""
    last = len(graph.steps)
    figure = _part(graph, boxes, page, first, last)
    while page.height is not None and figure.height > page.height and last > first + 1:
        likely = first + int((last - first) * page.height / figure.height * 1.1)
        last = max(first + 1, min(last - 1, likely))
        figure = _part(graph, boxes, page, first, last)
    return last, figure


def _part(graph: Graph, boxes: Boxes, page: Page, first: int, last: int) -> Figure:
    spines = (Spine(graph, boxes, first, last, limits, page.width) for limits in _LIMITS)
    enough = min(_ENOUGH, (page.width or _ENOUGH) / 2)
    spine = next(spines)
    while spine.column < enough:
        following = next(spines, None)
        if following is None:
            break
        spine = following
    return spine.figure()
