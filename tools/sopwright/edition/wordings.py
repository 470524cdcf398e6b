"""A translation's words, and the source's where the translation has none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sopwright.edition.resolve import Resolver
from sopwright.model.text import Part, Section

STEPS = "steps"

T = TypeVar("T", Section, Part)


@dataclass(frozen=True)
class Wordings:
    """One document's words for one reader; what is *foreign* stands in the source's words."""

    own: Resolver
    source: Resolver | None
    """Nothing where the source itself is shown."""

    def resolver(self, foreign: bool) -> Resolver:
        """Resolves the words of a section."""
        return self.source if foreign and self.source is not None else self.own

    def language(self, foreign: bool) -> str:
        """The language of a section's words where it is not the document's, else an empty text."""
        return self.resolver(foreign).text.language if foreign else ""

    def sections(self) -> Iterator[tuple[Section, bool]]:
        """All sections in order, each with whether it is foreign."""
        yield from _merged(self.own.text.sections, self.source.text.sections if self.source is not None else ())

    def parts(self, section: Section, foreign: bool) -> Iterator[tuple[Part, bool]]:
        """All parts of a section in order, each with whether it is foreign."""
        if foreign:
            yield from ((part, True) for part in section.parts)
            return
        there = self.source.text.section(section.id) if self.source is not None else None
        yield from _merged(section.parts, there.parts if there is not None else ())

    def steps(self) -> Iterator[tuple[Part, bool]]:
        """The parts of the steps' section."""
        for section, foreign in self.sections():
            if section.id == STEPS:
                yield from self.parts(section, foreign)


def _merged(own: Sequence[T], source: Sequence[T]) -> Iterator[tuple[T, bool]]:
    """What a translation has, and behind each what only the source has there."""
    here = {one.id for one in own}
    lacking: dict[str, list[T]] = {}
    before = ""
    for one in source:
        if one.id in here:
            before = one.id
        else:
            lacking.setdefault(before, []).append(one)
    yield from ((one, True) for one in lacking.pop("", ()))
    for one in own:
        yield one, False
        yield from ((missing, True) for missing in lacking.pop(one.id, ()))
