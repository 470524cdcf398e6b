"""Placing boxes with Graphviz: it sees numbers and sizes only, never words, and draws nothing."""

import shutil
import subprocess
import sysconfig
from collections.abc import Sequence
from dataclasses import dataclass
from math import dist
from pathlib import Path

from sopwright.outputs.chart.figure import Point

_INCH = 72.0
_TIME = 30
"""How long Graphviz may take, in seconds."""
_HEAD = (
    'digraph{{graph[nodesep="{:.2f}",ranksep="{:.2f}",margin="0"];'
    'node[shape="box",fixedsize="true",label=""];edge[dir="none"];'
)


class GraphvizError(Exception):
    """Graphviz is not there or did not finish its work."""


@dataclass(frozen=True)
class Link:
    """A way between two boxes, given by their numbers; ``label`` is the size of what stands on it."""

    source: int
    target: int
    label: tuple[float, float] | None
    weight: int = 1


@dataclass(frozen=True)
class Route:
    """A link's curve from its source's edge to its target's, and the middle of its label."""

    points: tuple[Point, ...]
    label: Point | None


@dataclass(frozen=True)
class Layout:
    """The middles of the boxes, the links' curves, and the size of it all, in points."""

    width: float
    height: float
    middles: tuple[Point, ...]
    routes: tuple[Route, ...]


def layout(sizes: Sequence[tuple[float, float]], links: Sequence[Link], apart: tuple[float, float]) -> Layout:
    """Place boxes of given widths and heights in points; ``apart`` is their distance across and down.

    Raises:
        GraphvizError: Graphviz is not there or did not finish its work.
    """
    nodes = "".join(f"n{n}[width={w / _INCH:.4f},height={h / _INCH:.4f}];" for n, (w, h) in enumerate(sizes))
    edges = "".join(_edge(link) for link in links)
    head = _HEAD.format(apart[0] / _INCH, apart[1] / _INCH)
    return _read(_run(f"{head}{nodes}{edges}}}"), len(sizes), links)


def _edge(link: Link) -> str:
    label = ""
    if link.label is not None:
        width, height = link.label
        table = '<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0"><TR>'
        cell = f'<TD FIXEDSIZE="TRUE" WIDTH="{width + 4:.0f}" HEIGHT="{height + 2:.0f}"></TD>'
        label = f",label=<{table}{cell}</TR></TABLE>>"
    return f"n{link.source}->n{link.target}[weight={link.weight}{label}];"


def _run(source: str) -> str:
    beside = Path(sysconfig.get_path("scripts")) / "graphviz-pure"
    program = str(beside) if beside.exists() else shutil.which("graphviz-pure")
    if program is None:
        raise GraphvizError("the program graphviz-pure is missing: install the package of that name")
    done = subprocess.run(  # noqa: S603  # our own program, fed with numbers
        [program, "-Kdot", "-Tplain"], input=source, capture_output=True, text=True, timeout=_TIME, check=False
    )
    if done.returncode or not done.stdout.endswith("stop\n"):
        raise GraphvizError(f"graphviz-pure ended with {done.returncode}: {done.stderr.strip()[:200]}")
    return done.stdout


def _read(plain: str, count: int, links: Sequence[Link]) -> Layout:
    """Read Graphviz's ``plain`` form: lengths in inches, counted from below."""
    lines = [line.split() for line in plain.splitlines()]
    width, height = (float(value) * _INCH for value in lines[0][2:4])

    def point(x: str, y: str) -> Point:
        return float(x) * _INCH, height - float(y) * _INCH

    middles: list[Point] = [(0, 0)] * count
    for line in lines:
        if line[0] == "node":
            middles[int(line[1][1:])] = point(line[2], line[3])
    found: dict[tuple[int, int], Route] = {}
    for line in lines:
        if line[0] == "edge":
            pair = int(line[1][1:]), int(line[2][1:])
            end = 4 + 2 * int(line[3])
            points = tuple(point(x, y) for x, y in zip(line[4:end:2], line[5:end:2], strict=True))
            if dist(points[0], middles[pair[0]]) > dist(points[-1], middles[pair[0]]):
                points = points[::-1]
            label = point(line[-4], line[-3]) if len(line) > end + 2 else None
            found[pair] = Route(points, label)
    return Layout(width, height, tuple(middles), tuple(found[link.source, link.target] for link in links))
