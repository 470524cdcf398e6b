"""A chart in words, for those who do not see it."""

from collections.abc import Iterator

from sopwright.edition.words import Catalogue
from sopwright.outputs.chart.graph import Exit, Graph, Step, Way


def describe(graph: Graph, words: Catalogue, first: int, last: int) -> str:
    """Each step from ``first`` to before ``last``: its number, title and post, and where each answer leads."""
    return " ".join(_step(graph, words, step) for step in graph.steps[first:last])


def _step(graph: Graph, words: Catalogue, step: Step) -> str:
    details = words.listed([text for text in (step.post.name, step.within, step.wait) if text])
    number = words("document.step", number=words.number(step.number))
    ways = "; ".join(_ways(graph, words, step))
    return words("chart.said", step=number, title=step.title, details=details, ways=ways)


def _ways(graph: Graph, words: Catalogue, step: Step) -> Iterator[str]:
    for way in graph.leaving[step.index]:
        place = _place(graph, words, way)
        yield words("chart.answer", answer=words.listed(way.answers), way=place) if way.answers else place


def _place(graph: Graph, words: Catalogue, way: Way) -> str:
    if way.target is not None:
        return words("document.next", number=words.number(graph.steps[way.target].number))
    return (words("document.end") if way.exit is Exit.END else way.words).rstrip(".。")
