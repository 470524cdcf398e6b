"""Splitting a spine chart over pages; ways between the parts end in connectors."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise, product

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
    return _even(graph, boxes, page, len(parts)) or parts


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
    """A number of parts, cut where the whole chart's steps are nearest to even shares of its height.

    Where a part of them is too high, one cut or two are moved by a step; nothing where that does not help.
    """
    room = page.height or math.inf
    made: dict[tuple[int, int], Part] = {}

    def part(first: int, last: int) -> Part:
        if (first, last) not in made:
            made[first, last] = (first, last, _part(graph, boxes, page, first, last))
        return made[first, last]

    even = _even_cuts(unsplit(graph, boxes, page)[2], count)
    for moved in _moves(count - 1):
        cuts = [0, *(cut + moved.get(place, 0) for place, cut in enumerate(even)), len(graph.steps)]
        spans = list(pairwise(cuts))
        if all(first < last and part(first, last)[2].height <= room for first, last in spans):
            return [part(first, last) for first, last in spans]
    return []


def _moves(cuts: int) -> Iterator[dict[int, int]]:
    """Which cuts are moved on or back: none, then each by itself, then each pair."""
    for many in (0, 1, 2):
        for places in combinations(range(cuts), many):
            for ways in product((1, -1), repeat=many):
                yield dict(zip(places, ways, strict=True))


def _even_cuts(whole: Figure, count: int) -> list[int]:
    tops = [placed.y for placed in whole.boxes if placed.box.kind in ("step", "decision")]
    cuts = [0]
    for number in range(1, count):
        wanted = tops[0] + (whole.height - tops[0]) * number / count
        left = range(cuts[-1] + 1, len(tops) - (count - number) + 1)
        cuts.append(min(left, key=lambda cut: abs(tops[cut] - wanted)))
    return cuts[1:]


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
