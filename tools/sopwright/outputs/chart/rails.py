"""Side lines of a spine chart: which ways share one, and how far out it runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sopwright.outputs.chart.graph import Way


@dataclass(frozen=True)
class Rails:
    """The lines on one side; all ways to the same step share one."""

    lanes: Mapping[int, int]
    """The lane of each target that has one; 0 is the innermost."""

    @property
    def count(self) -> int:
        """How many lanes there are."""
        return max(self.lanes.values(), default=-1) + 1


def rails(ways: Iterable[Way], most: int) -> Rails:
    """Give each target a lane: short lines inside, no two lines of a lane on the same height.

    A forward line reaches from its first source's row to the gap above its target; a backward one from the gap above
    its target to its last source's row.

    Args:
        ways: Ways that lead forward past other steps, or ways that lead back; not both.
        most: How many lanes there may be; targets beyond go without.
    """
    spans: dict[int, tuple[int, int]] = {}
    for way in ways:
        if way.target is not None:
            first, last = spans.get(way.target, (way.target, way.target))
            spans[way.target] = (min(first, way.source), max(last, way.source))
    lanes: dict[int, int] = {}
    taken: list[list[tuple[int, int]]] = []
    for target, span in sorted(spans.items(), key=lambda entry: (entry[1][1] - entry[1][0], entry[0])):
        forward = span[1] == target
        lane = next((n for n, held in enumerate(taken) if _free(held, span, forward)), len(taken))
        if lane >= most:
            continue
        if lane == len(taken):
            taken.append([])
        taken[lane].append(span)
        lanes[target] = lane
    return Rails(lanes)


def _free(held: list[tuple[int, int]], span: tuple[int, int], forward: bool) -> bool:
    """Whether a span meets none of a lane's; forward lines end above a row in which the next may begin."""
    if forward:
        return all(span[1] <= first or last <= span[0] for first, last in held)
    return all(span[1] < first or last < span[0] for first, last in held)
