"""The legend: who carries steps out, by letter and colour, and the shapes that the chart has."""

from sopwright.outputs.chart.boxes import SAMPLES, Boxes, post_sample
from sopwright.outputs.chart.figure import Figure, Placed
from sopwright.outputs.chart.graph import Exit, Graph

_ACROSS, _DOWN = 14, 5
_NARROWEST = 150


def legend(graph: Graph, boxes: Boxes, width: float, *, jumps: bool) -> Figure:
    """The legend of a chart, in as many lines as a width asks for.

    Args:
        graph: The chart's graph.
        boxes: What makes the entries.
        width: How wide the chart is; a narrow chart gets a wider legend.
        jumps: Whether the chart has connectors.
    """
    room = max(width, _NARROWEST) - 4
    entries = [boxes.key(post_sample(post), post.letter, post.name, room) for post in graph.posts]
    entries += [boxes.key(SAMPLES[key], "", boxes.words(f"chart.{key}"), room) for key in _shapes(graph, jumps)]
    placed: list[Placed] = []
    x, y, deepest = 2.0, 2.0, 0.0
    for entry in entries:
        if x > 2 and x + entry.width > room + 2:
            x, y, deepest = 2.0, y + deepest + _DOWN, 0.0
        placed.append(Placed(entry, x, y))
        x += entry.width + _ACROSS
        deepest = max(deepest, entry.height)
    return Figure(max(box.right for box in placed) + 2, y + deepest + 2, tuple(placed))


def _shapes(graph: Graph, jumps: bool) -> list[str]:
    exits = {way.exit for way in graph.ways if way.target is None}
    present = {
        "step": not all(step.decision for step in graph.steps),
        "decision": any(step.decision for step in graph.steps),
        "hand_over": any(step.handed_over for step in graph.steps),
        "wait": any(step.wait for step in graph.steps),
        "other": Exit.OTHER in exits,
        "jump": jumps,
    }
    return [key for key, here in present.items() if here]
