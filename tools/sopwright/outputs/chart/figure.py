"""What a layout makes: boxes with their words in places, and wires between them. All lengths are in points."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

Point = tuple[float, float]

_PARTS = 12
_SHARES = [
    ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    for t in (part / _PARTS for part in range(_PARTS + 1))
]
"""How much each of a Bézier curve's four points counts, at points along it."""


@dataclass(frozen=True)
class Shape:
    """A polygon, or a rectangle given by two corners; ``paint`` names how it is filled and drawn."""

    points: tuple[Point, ...]
    paint: str
    radius: float = 0
    """How round the corners of a rectangle are."""


@dataclass(frozen=True)
class Text:
    """A line of words."""

    words: str
    x: float
    y: float
    """The base line."""
    width: float
    """As measured."""
    size: float
    paint: str = "text"
    bold: bool = False
    centred: bool = False
    """Whether ``x`` is the middle of the line and not its beginning."""


@dataclass(frozen=True)
class Box:
    """Shapes and words that move together; the coordinates of its parts begin at its upper left corner."""

    width: float
    height: float
    shapes: tuple[Shape, ...] = ()
    texts: tuple[Text, ...] = ()
    middle: float = 0
    """Where a way leaves it to the side, from above."""
    kind: str = ""
    step: str = ""
    """The id of the step that it shows or leads to."""
    name: str = ""
    """What a link on it is called."""


@dataclass(frozen=True)
class Placed:
    """A box in its place, given by its upper left corner."""

    box: Box
    x: float
    y: float

    @property
    def right(self) -> float:
        """Where it ends on the right."""
        return self.x + self.box.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.box.height

    def moved(self, x: float, y: float) -> "Placed":
        """The same box further on."""
        return replace(self, x=self.x + x, y=self.y + y)


@dataclass(frozen=True)
class Wire:
    """A line along points; where it is curved, after the first point three by three as cubic Bézier curves."""

    points: tuple[Point, ...]
    arrow: bool = True
    curved: bool = False

    def moved(self, x: float, y: float) -> "Wire":
        """The same line further on."""
        return replace(self, points=tuple((px + x, py + y) for px, py in self.points))

    def along(self) -> Iterator[Point]:
        """Points on the line, close enough to tell how far it reaches."""
        if not self.curved:
            yield from self.points
            return
        for start in range(0, len(self.points) - 3, 3):
            a, b, c, d = self.points[start : start + 4]
            for p, q, r, s in _SHARES:
                yield p * a[0] + q * b[0] + r * c[0] + s * d[0], p * a[1] + q * b[1] + r * c[1] + s * d[1]


@dataclass(frozen=True)
class Figure:
    """A drawing; everything in it lies between (0, 0) and (width, height)."""

    width: float
    height: float
    boxes: tuple[Placed, ...]
    wires: tuple[Wire, ...] = ()


def stacked(figures: Iterable[Figure], gap: float) -> Figure:
    """Figures below each other, flush left; those of no height are left out."""
    width, y = 0.0, 0.0
    boxes: list[Placed] = []
    wires: list[Wire] = []
    for figure in figures:
        if not figure.height:
            continue
        y += gap if y else 0
        boxes += [box.moved(0, y) for box in figure.boxes]
        wires += [wire.moved(0, y) for wire in figure.wires]
        y += figure.height
        width = max(width, figure.width)
    return Figure(width, y, tuple(boxes), tuple(wires))
