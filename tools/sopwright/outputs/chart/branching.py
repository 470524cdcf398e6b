"""The layout of procedures that really branch."""

from sopwright.outputs.chart.boxes import Boxes
from sopwright.outputs.chart.dot import Layout, Link, layout
from sopwright.outputs.chart.figure import Box, Figure, Placed, Point, Wire
from sopwright.outputs.chart.graph import Graph, Way
from sopwright.outputs.chart.rails import rails

_EDGE = 2
_LANES = 3
"""More lines beside the spine than these are hard to follow with the eye."""


def is_branching(graph: Graph) -> bool:
    """Whether a spine with lines beside it would be hard to read."""
    forward = [way for way in graph.ways if way.target is not None and way.target > way.source + 1]
    back = [way for way in graph.ways if way.target is not None and way.target <= way.source]
    many = len(graph.ways)
    return rails(forward, many).count + rails(back, many).count > _LANES


def whole(graph: Graph, boxes: Boxes) -> Figure:
    """The whole procedure in one drawing."""
    placing = _Placing(graph, boxes)
    return placing.figure(layout([(box.width, box.height) for box in placing.all], placing.links, boxes.sizes.apart))


class _Placing:
    """The boxes of a graph and the links between them, in the order in which Graphviz gets them."""

    def __init__(self, graph: Graph, boxes: Boxes) -> None:
        self.all: list[Box] = [boxes.start()]
        self.all += [boxes.step(step, boxes.sizes.card) for step in graph.steps]
        self.links = [Link(0, 1, None, 4)]
        self.answers: list[Box | None] = [None]
        for way in graph.ways:
            self._add(way, boxes)

    def _add(self, way: Way, boxes: Boxes) -> None:
        answer = boxes.answers(way.answers, boxes.sizes.answer)
        if way.target is None:
            target = len(self.all)
            self.all.append(boxes.way_out(way, boxes.sizes.beside))
        else:
            target = way.target + 1
        weight = 4 if way.target == way.source + 1 else 1
        self.links.append(Link(way.source + 1, target, (answer.width, answer.height) if answer else None, weight))
        self.answers.append(answer)

    def figure(self, placed: Layout) -> Figure:
        """The boxes in the places that Graphviz found."""
        figure = [
            Placed(box, x - box.width / 2, y - box.height / 2)
            for box, (x, y) in zip(self.all, placed.middles, strict=True)
        ]
        wires: list[Wire] = []
        for link, answer, route in zip(self.links, self.answers, placed.routes, strict=True):
            begin, end = _onto(figure[link.source], route.points[0]), _onto(figure[link.target], route.points[-1])
            wires.append(Wire((begin, *route.points[1:-1], end), curved=True))
            if answer is not None and route.label is not None:
                x, y = route.label
                figure.append(Placed(answer, x - answer.width / 2, y - answer.height / 2))
        return _framed(figure, wires)


def _framed(boxes: list[Placed], wires: list[Wire]) -> Figure:
    """Boxes and wires moved into a figure that holds them all: curves may reach beyond what Graphviz calls its size."""
    drawn = [point for wire in wires for point in wire.along()]
    left = min(*(box.x for box in boxes), *(x for x, _ in drawn)) - _EDGE
    top = min(*(box.y for box in boxes), *(y for _, y in drawn)) - _EDGE
    width = max(*(box.right for box in boxes), *(x for x, _ in drawn)) + _EDGE - left
    height = max(*(box.bottom for box in boxes), *(y for _, y in drawn)) + _EDGE - top
    placed = tuple(box.moved(-left, -top) for box in boxes)
    return Figure(width, height, placed, tuple(wire.moved(-left, -top) for wire in wires))


def _onto(placed: Placed, point: Point) -> Point:
    """A point at the edge of a box, moved onto the hexagon of a decision: Graphviz knows rectangles only."""
    hexagon = next((shape.points for shape in placed.box.shapes if shape.paint == "decision"), None)
    if hexagon is None:
        return point
    x, y = point[0] - placed.x, point[1] - placed.y
    middle, (corner, top) = hexagon[0][1], hexagon[1]
    away = abs(y - middle) / (middle - top)
    if away > 1 + 1e-3:
        return point
    inset = corner * min(away, 1)
    return placed.x + min(max(x, inset), placed.box.width - inset), point[1]
