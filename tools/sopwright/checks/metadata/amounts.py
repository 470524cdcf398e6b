"""The times of steps that are given by name."""

from collections.abc import Iterator

from sopwright.model.handbook import Document
from sopwright.model.quantity import Named


def limits_of_steps(document: Document, kind: str) -> Iterator[tuple[str, Named]]:
    """The steps whose time is a ``limit`` or a ``measure``, with its name."""
    for key, step in document.metadata.steps.items():
        if isinstance(step.within, Named) and step.within.kind == kind:
            yield key, step.within
