"""The layout of near-linear procedures: all steps below each other, skips on the right, ways back on the left."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sopwright.outputs.chart.boxes import Boxes
from sopwright.outputs.chart.figure import Box, Figure, Placed, Wire
from sopwright.outputs.chart.graph import Exit, Graph, Way
from sopwright.outputs.chart.rails import Rails, rails

_EDGE = 2
"""Free space around the figure, for the thickness of lines."""
_SLOT_GAP = 5
_STUB = 8
"""A line's free end between a box and a label or another box."""


@dataclass(frozen=True)
class Limits:
    """How much room the sides may take."""

    left: int
    """Lanes on the left."""
    right: int
    """Lanes on the right."""
    answer: float
    """The widest answer."""
    beside: float
    """The widest box beside the spine."""


@dataclass(frozen=True)
class Slot:
    """A way that leaves a step to the side."""

    answer: Box | None
    box: Box | None
    """What it ends at; ``None`` where it goes on in a lane."""
    target: int = -1

    @property
    def height(self) -> float:
        """Its height."""
        return max(self.answer.height if self.answer else 0, self.box.height if self.box else 0, 10)


@dataclass
class Row:
    """A step with what stands beside and above it."""

    box: Box
    left: list[Slot] = field(default_factory=list)
    right: list[Slot] = field(default_factory=list)
    below: Slot | None = None
    """The way straight down: to the next step, to the end, or to the next part of the chart."""

    @property
    def above_middle(self) -> float:
        """How far the row reaches above the middle of its step."""
        return max(self.box.middle, _stack(self.left) / 2, _stack(self.right) / 2)

    @property
    def below_middle(self) -> float:
        """How far the row reaches below the middle of its step."""
        return max(self.box.height - self.box.middle, _stack(self.left) / 2, _stack(self.right) / 2)


def _stack(slots: list[Slot]) -> float:
    return sum(slot.height for slot in slots) + _SLOT_GAP * max(len(slots) - 1, 0)


class Spine:
    """The steps from ``first`` up to, not including, ``last``, measured and ready to be drawn."""

    def __init__(self, graph: Graph, boxes: Boxes, first: int, last: int, limits: Limits, width: float | None) -> None:
        self.graph = graph
        self.boxes = boxes
        self.first = first
        self.last = last
        self.limits = limits
        forward, back = self._sides()
        self.forward = rails(forward, limits.right)
        self.back = rails(back, limits.left)
        self.rows = [self._sideways(index) for index in range(first, last)]
        self.column, self.left, self.right = self._widths(width)

    def figure(self) -> Figure:
        """The drawing."""
        return _Drawing(self).figure()

    def _inside(self, way: Way) -> bool:
        return way.target is not None and self.first <= way.target < self.last

    def _sides(self) -> tuple[list[Way], list[Way]]:
        ways = [way for way in self.graph.ways if self.first <= way.source < self.last and self._inside(way)]
        forward = [way for way in ways if way.target is not None and way.target > way.source + 1]
        return forward, [way for way in ways if way.target is not None and way.target <= way.source]

    def _sideways(self, index: int) -> Row:
        """A step's row, its own box not yet made."""
        row = Row(Box(0, 0))
        for way in self.graph.leaving[index]:
            answer = self.boxes.answers(way.answers, self.limits.answer)
            if self._goes_down(way):
                row.below = Slot(answer, self._end_below(way), -1 if way.target is None else way.target)
            elif self._inside(way) and way.target is not None and way.target <= index and way.target in self.back.lanes:
                row.left.append(Slot(answer, None, way.target))
            elif (
                self._inside(way) and way.target is not None and way.target > index and way.target in self.forward.lanes
            ):
                row.right.append(Slot(answer, None, way.target))
            else:
                row.right.append(Slot(answer, self._beside(way)))
        row.right.sort(key=lambda slot: slot.box is None)
        return row

    def _goes_down(self, way: Way) -> bool:
        if way.target is None:
            return way.source == len(self.graph.steps) - 1 and way.exit is Exit.END
        return way.target == way.source + 1

    def _end_below(self, way: Way) -> Box | None:
        if way.target is None:
            return self.boxes.way_out(way, self.limits.beside)
        return None if way.target < self.last else self._jump(way.target)

    def _beside(self, way: Way) -> Box:
        if way.target is None:
            return self.boxes.way_out(way, self.limits.beside)
        return self._jump(way.target)

    def _jump(self, target: int) -> Box:
        words = self.boxes.words
        step = self.graph.steps[target]
        return self.boxes.jump(words("chart.to", number=words.number(step.number)), self.limits.beside, step)

    def _widths(self, most: float | None) -> tuple[float, float, float]:
        """The widths of a step, and of what stands to its left and its right."""
        rows = self.rows
        lane = self.boxes.sizes.lane
        left = self.back.count * lane
        if left:
            left += max(self._answer_width(row.left) for row in rows)
        right = max((self._answer_width(row.right) for row in rows if row.right), default=0)
        right += max((slot.box.width + _STUB for row in rows for slot in row.right if slot.box), default=0)
        right += self.forward.count * lane
        column = self.boxes.sizes.column
        if most is not None:
            column = min(column, most - left - right - 2 * _EDGE)
        return column, left, right

    def _answer_width(self, slots: list[Slot]) -> float:
        return 2 * _STUB + max((slot.answer.width for slot in slots if slot.answer), default=0)

    def came_from(self, index: int) -> list[int]:
        """The steps with ways to a step that are not drawn as lines."""
        found: set[int] = set()
        for way in self.graph.ways:
            if way.target != index:
                continue
            here = self.first <= way.source < self.last
            forward, back = index > way.source, index <= way.source
            drawn = (
                way.source + 1 == index
                or (forward and index in self.forward.lanes)
                or (back and index in self.back.lanes)
            )
            if not (here and drawn):
                found.add(way.source)
        return sorted(found)

    def lanes(self) -> Iterator[Rails]:
        """The lines on both sides."""
        yield self.forward
        yield self.back


class _Drawing:
    """Puts rows in their places, from above downwards."""

    def __init__(self, spine: Spine) -> None:
        self.spine = spine
        self.rows = spine.rows
        self.column = spine.column
        self.placed: list[Placed] = []
        self.wires: list[Wire] = []
        self.tops: dict[int, float] = {}
        self.gaps: dict[int, float] = {}
        """Where side lines come in above each row."""
        self.y: float = _EDGE
        self.open: float | None = None

    @property
    def x(self) -> float:
        """Where the steps begin on the left."""
        return _EDGE + self.spine.left

    @property
    def centre(self) -> float:
        """The spine."""
        return self.x + self.column / 2

    def figure(self) -> Figure:
        """All rows, then the lines that pass by them."""
        first = self.spine.first
        middles: list[float] = []
        if first == 0:
            start = self._centred(self.spine.boxes.start())
            self.open = start.bottom
        for index, row in enumerate(self.rows, first):
            middles.append(self._row(index, row, self.rows[index - first - 1].below if index > first else None))
        last = self.rows[-1].below
        if last is not None:
            self._way_below(last)
        for row, middle in zip(self.rows, middles, strict=True):
            self._slots(row, middle)
        width = self.x + self.column + self.spine.right + _EDGE
        return Figure(width, self.y + _EDGE, tuple(self.placed), tuple(self.wires))

    def _centred(self, box: Box) -> Placed:
        placed = Placed(box, self.centre - box.width / 2, self.y)
        self.placed.append(placed)
        self.y = placed.bottom
        return placed

    def _row(self, index: int, row: Row, before: Slot | None) -> float:
        """Place a row; returns the height of its step's middle."""
        boxes, step = self.spine.boxes, self.spine.graph.steps[index]
        row.box = boxes.step(step, self.column)
        merges = any(index in side.lanes for side in self.spine.lanes())
        sources = self.spine.came_from(index)
        if before is not None and before.answer is not None:
            self.y += 6
            self._centred(before.answer)
        if sources:
            self._source(sources, beside=self.y > _EDGE)
        if merges:
            self.y += 9
        if self.y > _EDGE:
            self.y += 14
        self.gaps[index] = self.y - 13
        self.y += row.above_middle - row.box.middle
        self.tops[index] = self.y
        if self.open is not None:
            self.wires.append(Wire(((self.centre, self.open), (self.centre, self.y))))
        placed = Placed(row.box, self.x, self.y)
        self.placed.append(placed)
        middle = self.y + row.box.middle
        self.y = middle + row.below_middle
        self.open = placed.bottom if row.below is not None else None
        return middle

    def _source(self, sources: list[int], *, beside: bool) -> None:
        """A connector above a step: ways that come from elsewhere in the chart."""
        words = self.spine.boxes.words
        numbers = words.listed([words.number(source + 1) for source in sources])
        text = words("chart.from", numbers=numbers)
        if not beside:
            self.open = self._centred(self.spine.boxes.jump(text, self.column)).bottom
            return
        box = self.spine.boxes.jump(text, self.column / 2 - 12)
        self.y += 5
        placed = Placed(box, self.centre - 12 - box.width, self.y)
        self.placed.append(placed)
        middle = self.y + box.height / 2
        self.wires.append(Wire(((placed.right, middle), (self.centre, middle)), arrow=False))
        if self.open is None:
            self.open = middle
        self.y = placed.bottom

    def _way_below(self, slot: Slot) -> None:
        if slot.box is None or self.open is None:
            return
        if slot.answer is not None:
            self.y += 6
            self._centred(slot.answer)
        self.y += 14
        placed = self._centred(slot.box)
        self.wires.append(Wire(((self.centre, self.open), (self.centre, placed.y))))

    def _slots(self, row: Row, middle: float) -> None:
        y = middle - _stack(row.right) / 2
        for slot in row.right:
            self._right_slot(row, slot, middle, y + slot.height / 2)
            y += slot.height + _SLOT_GAP
        y = middle - _stack(row.left) / 2
        for slot in row.left:
            self._left_slot(slot, middle, y + slot.height / 2)
            y += slot.height + _SLOT_GAP

    def _right_slot(self, row: Row, slot: Slot, middle: float, y: float) -> None:
        edge = self.x + self.column
        begin = ((edge, middle), (edge + _STUB - 3, middle), (edge + _STUB - 3, y))
        answers = 2 * _STUB + max((s.answer.width for s in row.right if s.answer), default=0)
        if slot.answer is not None:
            self._answer(slot.answer, edge + _STUB, y)
        if slot.box is not None:
            self.placed.append(Placed(slot.box, edge + answers, y - slot.box.height / 2))
            self.wires.append(Wire((*begin, (edge + answers, y))))
            return
        lane = self.spine.forward.lanes[slot.target]
        outer = edge + self.spine.right - (self.spine.forward.count - 1 - lane) * self.spine.boxes.sizes.lane
        self._into(slot.target, (*begin, (outer, y)), outer)

    def _left_slot(self, slot: Slot, middle: float, y: float) -> None:
        begin = ((self.x, middle), (self.x - _STUB + 3, middle), (self.x - _STUB + 3, y))
        if slot.answer is not None:
            self._answer(slot.answer, self.x - _STUB - slot.answer.width, y)
        lane = self.spine.back.lanes[slot.target]
        outer = self.x - self.spine.left + (self.spine.back.count - 1 - lane) * self.spine.boxes.sizes.lane
        self._into(slot.target, (*begin, (outer, y)), outer)

    def _into(self, target: int, begin: tuple[tuple[float, float], ...], outer: float) -> None:
        """A lane's line into the gap above its target, and down to it."""
        top = self.tops[target]
        gap = self.gaps[target]
        self.wires.append(Wire((*begin, (outer, gap), (self.centre, gap), (self.centre, top))))

    def _answer(self, box: Box, x: float, y: float) -> None:
        self.placed.append(Placed(box, x, y - box.height / 2))
