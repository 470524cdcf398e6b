"""The boxes of a chart: each is as large as its measured words ask for."""

import math
from dataclasses import dataclass

from sopwright.edition.words import Catalogue
from sopwright.outputs.chart.figure import Box, Point, Shape, Text
from sopwright.outputs.chart.fonts import FontSet
from sopwright.outputs.chart.graph import Exit, Post, Step, Way
from sopwright.outputs.chart.style import Sizes, post_paint
from sopwright.outputs.chart.wrap import wrap

_GAP = 2
"""Between a step and the strips above and below it."""


@dataclass(frozen=True)
class Boxes:
    """Makes the boxes of one chart."""

    fonts: FontSet
    sizes: Sizes
    words: Catalogue

    def step(self, step: Step, width: float) -> Box:
        """A step, with a strip above where another post takes over and one below where something is waited for."""
        shapes: list[Shape] = []
        texts: list[Text] = []
        y = 0.0
        if step.handed_over:
            y = self._strip(shapes, texts, step.post, width)
        top = y
        y = self._body(shapes, texts, step, width, top)
        middle = (top + y) / 2
        if step.wait:
            y = self._wait(shapes, texts, step.wait, width, y + _GAP)
        name = f"{self.words('document.step', number=self.words.number(step.number))}: {step.title}"
        return Box(
            width, y, tuple(shapes), tuple(texts), middle, "decision" if step.decision else "step", step.id, name
        )

    def _body(self, shapes: list[Shape], texts: list[Text], step: Step, width: float, top: float) -> float:
        """The step itself; returns where it ends below."""
        sizes = self.sizes
        point = sizes.point if step.decision else 0
        left = sizes.cell + (point * 0.6 if step.decision else 0)
        x = left + sizes.pad
        room = width - x - sizes.pad - point
        lines = self._lines(step.title, sizes.title, room, bold=step.decision)
        small = self._lines(step.within, sizes.small, room)
        badge = sizes.line(sizes.title) + sizes.line(sizes.small)
        words = len(lines) * sizes.line(sizes.title) + len(small) * sizes.line(sizes.small)
        height = max(badge, words) + 2 * sizes.pad
        shapes.append(Shape(_outline(0, top, width, height, point), "decision" if step.decision else "step"))
        shapes.append(Shape(_cell(top, left, height, point), post_paint(step.post.index)))
        y = top + (height - words) / 2
        y = self._write(texts, lines, x, y, sizes.title, bold=step.decision)
        self._write(texts, small, x, y, sizes.small, paint="soft")
        centre = left / 2 + point * 0.25
        y = top + (height - badge) / 2
        number = self.words.number(step.number)
        y = self._write(texts, (number,), centre, y, sizes.title, bold=True, paint="light", centred=True)
        self._write(texts, (step.post.letter,), centre, y, sizes.small, paint="light", centred=True)
        return top + height

    def _strip(self, shapes: list[Shape], texts: list[Text], post: Post, width: float) -> float:
        """Who takes over, on a strip that points onwards; returns where the step may begin."""
        size = self.sizes.small
        lines = self._lines(post.name, size, width - 4 * self.sizes.pad - 8, bold=True)
        height = len(lines) * self.sizes.line(size) + 4
        shapes.append(Shape(_chevron(0, 0, width, height), post_paint(post.index)))
        self._write(texts, lines, width / 2, 2, size, bold=True, paint="light", centred=True)
        return height + _GAP

    def _wait(self, shapes: list[Shape], texts: list[Text], words: str, width: float, top: float) -> float:
        """What is waited for; returns where it ends below."""
        size = self.sizes.small
        lines = self._lines(words, size, width - 4 * self.sizes.pad - 12)
        height = len(lines) * self.sizes.line(size) + 5
        shapes.append(Shape(_delay(0, top, width, height), "wait"))
        self._write(texts, lines, width / 2, top + 2.5, size, centred=True)
        return top + height

    def start(self) -> Box:
        """Where the procedure begins."""
        return self._pill(self.words("chart.start"), "start", 120, "light")

    def way_out(self, way: Way, width: float) -> Box:
        """Where a way leads out of the procedure."""
        if way.exit is Exit.END:
            return self._pill(way.words, "end", width, "text")
        point = 8 if way.exit is Exit.OTHER else 0
        size, pad = self.sizes.small, self.sizes.pad
        lines = self._lines(way.words, size, width - 2 * pad - point)
        inner = self._widest(lines, size)
        height = len(lines) * self.sizes.line(size) + 2 * pad
        wide = inner + 2 * pad + point
        outline = _sign(wide, height, point) if point else ((0, 0), (wide, height))
        texts: list[Text] = []
        self._write(texts, lines, pad, pad, size)
        return Box(wide, height, (Shape(outline, way.exit.value),), tuple(texts), height / 2, way.exit.value)

    def jump(self, words: str, width: float, step: Step | None = None) -> Box:
        """A connector: the way goes on elsewhere in the chart, or comes from there."""
        box = self._pill(words, "jump", width, "text", bold=False)
        if step is None:
            return box
        return Box(box.width, box.height, box.shapes, box.texts, box.middle, "jump", step.id, words)

    def answers(self, answers: tuple[str, ...], width: float) -> Box | None:
        """The answers that take a way; ``None`` where there is no choice."""
        if not answers:
            return None
        size = self.sizes.small
        lines = [line for answer in answers for line in self._lines(answer, size, width - 6, bold=True)]
        wide, height = self._widest(tuple(lines), size, bold=True) + 6, len(lines) * self.sizes.line(size) + 2
        texts: list[Text] = []
        self._write(texts, tuple(lines), wide / 2, 1, size, bold=True, centred=True)
        return Box(wide, height, (Shape(((0, 0), (wide, height)), "answer"),), tuple(texts), height / 2, "answer")

    def key(self, sample: Shape, letter: str, words: str, width: float) -> Box:
        """An entry of the legend: a sample of a shape or a post's letter, and what it means."""
        size, cell = self.sizes.small, 18.0
        lines = self._lines(words, size, width - cell - 5)
        texts: list[Text] = []
        height = max(self._write(texts, lines, cell + 5, 0, size), 11)
        if letter:
            self._write(texts, (letter,), cell / 2, 0, size, paint="light", centred=True)
        wide = cell + 5 + self._widest(lines, size)
        return Box(wide, height, (sample,), tuple(texts), height / 2, "key")

    def _pill(self, words: str, kind: str, width: float, paint: str, *, bold: bool = True) -> Box:
        size, pad = self.sizes.small, self.sizes.pad
        lines = self._lines(words, size, width - 4 * pad, bold=bold)
        height = len(lines) * self.sizes.line(size) + 6
        wide = self._widest(lines, size, bold=bold) + 4 * pad
        texts: list[Text] = []
        self._write(texts, lines, wide / 2, 3, size, bold=bold, paint=paint, centred=True)
        radius = min(height / 2, 9)
        return Box(wide, height, (Shape(((0, 0), (wide, height)), kind, radius),), tuple(texts), height / 2, kind)

    def _lines(self, words: str, size: float, width: float, *, bold: bool = False) -> tuple[str, ...]:
        return wrap(self.fonts, words, size, width, bold=bold)

    def _widest(self, lines: tuple[str, ...], size: float, *, bold: bool = False) -> float:
        return max((self.fonts.width(line, size, bold=bold) for line in lines), default=0)

    def _write(
        self,
        texts: list[Text],
        lines: tuple[str, ...],
        x: float,
        y: float,
        size: float,
        *,
        bold: bool = False,
        paint: str = "text",
        centred: bool = False,
    ) -> float:
        """Set lines from ``y`` downwards; returns where they end."""
        for line in lines:
            base = y + self.sizes.line(size) * 0.78
            width = self.fonts.width(line, size, bold=bold)
            texts.append(Text(line, x, base, width, size, paint, bold, centred))
            y += self.sizes.line(size)
        return y


def _outline(x: float, y: float, width: float, height: float, point: float) -> tuple[Point, ...]:
    """A rectangle, or with points a hexagon that stands out on the left and right."""
    if not point:
        return (x, y), (x + width, y), (x + width, y + height), (x, y + height)
    right, below, middle = x + width, y + height, y + height / 2
    return (x, middle), (x + point, y), (right - point, y), (right, middle), (right - point, below), (x + point, below)


def _cell(y: float, width: float, height: float, point: float) -> tuple[Point, ...]:
    """The field at the left end of a step."""
    edge: tuple[Point, ...] = (
        ((point, y + height), (0, y + height / 2), (point, y)) if point else ((0, y + height), (0, y))
    )
    return (*edge, (width, y), (width, y + height))


def _chevron(x: float, y: float, width: float, height: float, tip: float = 7) -> tuple[Point, ...]:
    """A strip that points to the right."""
    right, below, middle = x + width, y + height, y + height / 2
    return (x, y), (right - tip, y), (right, middle), (right - tip, below), (x, below), (x + tip, middle)


def _delay(x: float, y: float, width: float, height: float) -> tuple[Point, ...]:
    """A strip with a round right end."""
    radius = height / 2
    turn = [math.pi * (number / 10 - 0.5) for number in range(11)]
    end = [(x + width - radius + radius * math.cos(a), y + radius + radius * math.sin(a)) for a in turn]
    return ((x, y), *end, (x, y + height))


def _sign(width: float, height: float, tip: float) -> tuple[Point, ...]:
    """A signpost that points to the right."""
    return (0, 0), (width - tip, 0), (width, height / 2), (width - tip, height), (0, height)


SAMPLES = {
    "step": Shape(_outline(0, 0.5, 18, 10, 0), "step"),
    "decision": Shape(_outline(0, 0.5, 18, 10, 4), "decision"),
    "hand_over": Shape(_chevron(0, 0.5, 18, 10, 4), "wire"),
    "wait": Shape(_delay(0, 0.5, 18, 10), "wait"),
    "other": Shape(_sign(18, 11, 5), "other"),
    "jump": Shape(((0, 0.5), (18, 10.5)), "jump", 5),
}
"""The shapes of the legend."""


def post_sample(post: Post) -> Shape:
    """The colour of a post."""
    return Shape(((0, 0), (18, 11)), post_paint(post.index))
