"""A page as the theme's templates see it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sopwright.edition.facts import Facts
from sopwright.outputs.site.frame import MARKS, Kind


@dataclass(frozen=True)
class Sheet:
    """A page to be framed, or a frame's pattern with marks in its slots; templates call it ``sw``."""

    facts: Facts
    kind: Kind
    slots: Mapping[str, str]

    @property
    def base(self) -> str:
        """The way from the page to its language's folder."""
        return "../" * self.kind.depth

    @property
    def path(self) -> str:
        """Where a pattern stands below its language's folder: as deep as the pages it is for, and nothing else."""
        names = ("start" if self.kind.start else "page", "toc" if self.kind.toc else "bare", self.facts.audience)
        return "d/" * self.kind.depth + "-".join(names) + ".html"


def pattern(facts: Facts, kind: Kind) -> Sheet:
    """The pattern of a frame."""
    return Sheet(facts, kind, MARKS)
