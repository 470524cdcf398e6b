"""The graph of steps: where each leads, and what can be reached from where."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sopwright.diagnostics import Span
from sopwright.model.handbook import Document
from sopwright.model.metadata import Target
from sopwright.model.text import Part, Text

STEPS = "steps"
"""The id of the section whose level-3 headings are the steps."""


@dataclass(frozen=True)
class Way:
    """One way on from a step."""

    step: str
    answer: str
    target: Target
    place: Span


Followers = Mapping[str, tuple[str, ...]]
"""The steps of the same document that can follow each step."""


def targets(document: Document) -> Iterator[Way]:
    """All ways on from all steps of a document."""
    for key, step in document.metadata.steps.items():
        for answer, target in step.branches:
            path = ("choose", answer) if answer else ("then",)
            yield Way(key, answer, target, document.at("steps", key, *path))


def is_unknown(document: Document, target: Target) -> bool:
    """Whether a target names a step that the document does not have."""
    return bool(target.step) and not target.document and target.step not in document.metadata.steps


def followers(document: Document) -> Followers:
    """The steps that follow each step in the same document."""
    steps = document.metadata.steps
    return {
        key: tuple(
            target.step for _, target in step.branches if target.step in steps and target.document in ("", document.id)
        )
        for key, step in steps.items()
    }


def reached(starts: Iterable[str], following: Followers) -> frozenset[str]:
    """The steps that can be reached, with those one starts from."""
    found: set[str] = set()
    waiting = list(starts)
    while waiting:
        step = waiting.pop()
        if step not in found:
            found.add(step)
            waiting.extend(following[step])
    return frozenset(found)


def leads_out(document: Document, step: str, following: Followers) -> bool:
    """Whether not all ways on lead to steps of this document: to the end, elsewhere, or nobody knows where."""
    branches = document.metadata.steps[step].branches
    return not branches or len(following[step]) < len(branches)


def step_parts(text: Text) -> tuple[Part, ...]:
    """The headings under *Steps*, with what stands under each."""
    section = text.section(STEPS)
    return section.parts if section is not None else ()
