"""The sizes of a chart in points, and its colours in print. On screen the style sheet colours the same names."""

from collections.abc import Mapping
from dataclasses import dataclass

POST_COLOURS = ("#0f4c5c", "#8a4b08", "#5b3a8c", "#1b6b3a", "#9c1f4d", "#2f4a8a")
"""After the last comes the first again: the letter beside the colour tells them apart."""

_INK, _SOFT, _LINE = "#14323f", "#4d6068", "#5c7079"

PAINTS: Mapping[str, str] = {
    "step": f'fill="#ffffff" stroke="{_LINE}" stroke-width="1"',
    "decision": 'fill="#fbf3e4" stroke="#8f6213" stroke-width="1.2"',
    "wait": f'fill="#eef4f5" stroke="{_LINE}" stroke-width="1"',
    "start": f'fill="{_INK}" stroke="{_INK}" stroke-width="1"',
    "end": f'fill="#ffffff" stroke="{_INK}" stroke-width="1.8"',
    "other": f'fill="#eef4f5" stroke="{_INK}" stroke-width="1.2"',
    "hidden": f'fill="#ffffff" stroke="{_LINE}" stroke-width="1" stroke-dasharray="3 2"',
    "jump": f'fill="#ffffff" stroke="{_LINE}" stroke-width="0.8"',
    "answer": 'fill="#ffffff"',
    "wire": f'fill="none" stroke="{_LINE}" stroke-width="1.1" stroke-linejoin="round"',
    "head": f'fill="{_LINE}"',
    "text": f'fill="{_INK}"',
    "soft": f'fill="{_SOFT}"',
    "light": 'fill="#ffffff"',
    **{f"post-{number}": f'fill="{colour}"' for number, colour in enumerate(POST_COLOURS, 1)},
}


def post_paint(index: int) -> str:
    """The paint of a post by its place among the chart's posts."""
    return f"post-{index % len(POST_COLOURS) + 1}"


@dataclass(frozen=True)
class Sizes:
    """The sizes of words and spaces."""

    title: float
    small: float
    """Answers, time limits, posts, the legend."""
    column: float
    """The width of a step on the spine, where there is room."""
    card: float
    """The width of a step in a branching chart."""

    answer: float = 80
    """The widest answer in a branching chart."""
    beside: float = 125
    """The widest way out of one."""
    apart: tuple[float, float] = (18, 15.84)
    """The distance between its boxes, across and down."""
    leading: float = 1.25
    pad: float = 5
    cell: float = 22
    """The field that holds a step's number and its post's letter."""
    point: float = 10
    """How far a decision's corners stand out on the left and right."""
    lane: float = 9
    """The distance between two lines side by side."""

    def line(self, size: float) -> float:
        """The height of a line of words."""
        return size * self.leading


SCREEN = Sizes(title=10.5, small=9, column=240, card=170)
PRINT = Sizes(title=9.5, small=8, column=225, card=150)
COMPACT = Sizes(title=8.3, small=7, column=200, card=126)
"""Print that saves a chart from being cut in pieces; nothing is smaller than 7 points."""
NARROW = tuple(
    Sizes(7.8, 7, 200, card, answer=60, beside=84, apart=(8.64, 11.52), pad=3.5, cell=17, point=6)
    for card in (121, 114, 107, 100)
)
"""Print that brings a branching chart onto a page: from wide boxes to narrow ones, which are higher."""
