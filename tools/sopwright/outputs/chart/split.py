"""Splitting a spine chart over pages; ways between the parts end in connectors."""

from dataclasses import dataclass
from itertools import pairwise

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


def unsplit(graph: Graph, boxes: Boxes, page: Page) -> Part:
    """The whole chart, as wide as a page at most and as high as it comes."""
    last = len(graph.steps)
    return 0, last, _part(graph, boxes, page, 0, last)


def split(graph: Graph, boxes: Boxes, page: Page) -> list[Part]:
    """A chart in parts that fit a page: as few as can be, and all of them about as high.

    A single step is never divided: it gets a part of its own even where it is higher than the page.
    """
    parts = _filled(graph, boxes, page)
    if len(parts) == 1:
        return parts
    even = _even(graph, boxes, page, len(parts))
    return even if all(page.height is None or part[2].height <= page.height for part in even) else parts


def _filled(graph: Graph, boxes: Boxes, page: Page) -> list[Part]:
    """Parts that are each as long as can be: there are no fewer, but the last may be short."""
    parts: list[Part] = []
    first, count = 0, len(graph.steps)
    while first < count:
        last, figure = _longest(graph, boxes, page, first)
        parts.append((first, last, figure))
        first = last
    return parts


def _even(graph: Graph, boxes: Boxes, page: Page, count: int) -> list[Part]:
    """A number of parts, cut where the steps of the whole chart are nearest to even shares of its height."""
    whole = unsplit(graph, boxes, page)[2]
    tops = [placed.y for placed in whole.boxes if placed.box.kind in ("step", "decision")]
    cuts = [0]
    for number in range(1, count):
        wanted = tops[0] + (whole.height - tops[0]) * number / count
        left = range(cuts[-1] + 1, len(tops) - (count - number) + 1)
        cuts.append(min(left, key=lambda cut: abs(tops[cut] - wanted)))
    cuts.append(len(tops))
    return [(first, last, _part(graph, boxes, page, first, last)) for first, last in pairwise(cuts)]


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
