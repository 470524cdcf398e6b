"""The graph of a procedure's steps, as a chart needs it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from sopwright.edition.records import Branch, DocumentView, StepView, TargetView
from sopwright.edition.words import Catalogue
from sopwright.source.nodes import plain

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Exit(Enum):
    """What a way out of the procedure leads to."""

    END = "end"
    OTHER = "other"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Post:
    """Who carries steps out: a letter and a colour stand for the name."""

    key: str
    name: str
    index: int

    @property
    def letter(self) -> str:
        """``A`` for the first; after ``Z`` comes ``A2``."""
        again, place = divmod(self.index, len(_LETTERS))
        return _LETTERS[place] + (str(again + 1) if again else "")


@dataclass(frozen=True)
class Step:
    """A step; ``index`` counts from 0 in reading order."""

    index: int
    id: str
    title: str
    post: Post
    within: str
    wait: str
    decision: bool
    handed_over: bool
    """Whether some way leads here from a step of another post."""

    @property
    def number(self) -> int:
        """The step's number in the list."""
        return self.index + 1


@dataclass(frozen=True)
class Way:
    """A way from a step to another, or out; several answers that lead to the same place are one way."""

    source: int
    target: int | None
    """The step's index; ``None`` where it leads out."""
    answers: tuple[str, ...] = ()
    exit: Exit = Exit.END
    words: str = ""
    """What stands at the way out."""


@dataclass(frozen=True)
class Graph:
    """Steps in reading order and the ways between them."""

    steps: tuple[Step, ...]
    ways: tuple[Way, ...]
    posts: tuple[Post, ...]

    @cached_property
    def leaving(self) -> tuple[tuple[Way, ...], ...]:
        """The ways out of each step."""
        found: list[list[Way]] = [[] for _ in self.steps]
        for way in self.ways:
            found[way.source].append(way)
        return tuple(tuple(ways) for ways in found)


def graph(document: DocumentView, words: Catalogue) -> Graph:
    """The graph of a document's steps."""
    indexes = {step.id: index for index, step in enumerate(document.steps)}
    ways = tuple(way for step in document.steps for way in _ways(step, indexes, words))
    posts: dict[str, Post] = {}
    for step in document.steps:
        posts.setdefault(step.by.key, Post(step.by.key, step.by.name, len(posts)))
    handed = {
        way.target
        for way in ways
        if way.target is not None and document.steps[way.source].by.key != document.steps[way.target].by.key
    }
    steps = tuple(
        Step(
            index=index,
            id=step.id,
            title=" ".join(plain(step.title).split()) or step.id,
            post=posts[step.by.key],
            within=words("document.within", amount=step.within) if step.within else "",
            wait=words("document.waits", amount=step.wait) if step.wait else "",
            decision=step.decision,
            handed_over=index in handed,
        )
        for index, step in enumerate(document.steps)
    )
    return Graph(steps, ways, tuple(posts.values()))


def _ways(step: StepView, indexes: dict[str, int], words: Catalogue) -> Iterator[Way]:
    """A step's ways, in the order of its answers."""
    together: dict[tuple[str, str, str, bool], list[Branch]] = {}
    for branch in step.branches:
        together.setdefault(_place(branch.target), []).append(branch)
    for branches in together.values():
        answers = tuple(branch.label for branch in branches if branch.label)
        target = branches[0].target
        if target.step:
            yield Way(indexes[step.id], indexes[target.step], answers)
        else:
            way_out, text = _way_out(target, words)
            yield Way(indexes[step.id], None, answers, way_out, text)


def _place(target: TargetView) -> tuple[str, str, str, bool]:
    link = target.link
    return target.step, link.document if link else "", link.anchor if link else "", target.hidden


def _way_out(target: TargetView, words: Catalogue) -> tuple[Exit, str]:
    if target.link is not None:
        return Exit.OTHER, words("document.other_procedure", title=f"{target.link.document} {target.link.title}")
    if target.hidden:
        return Exit.HIDDEN, words("document.hidden_target")
    return Exit.END, words("document.end_short")
