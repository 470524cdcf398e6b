"""What a packet holds, whatever its format."""

from dataclasses import dataclass

from sopwright.translation.packets.tags import Coded

ANSWER = "answer."
"""What the last part of a segment's id begins with if it is the label of an answer."""
DONE = "done"
TO_DO = "to do"


@dataclass(frozen=True)
class Match:
    """A translation of the same or nearly the same words elsewhere in the handbook."""

    source: str
    target: str
    quality: int
    """Likeness in hundredths; 100 is the same."""
    origin: str
    """The segment that it comes from."""


@dataclass(frozen=True)
class Segment:
    """A passage to translate."""

    id: str
    """``SVC-006/look-up/2``: the document, the section, the passage in it."""
    source: Coded
    target: Coded
    """What stands there now, or is proposed; its tags have the source's numbers."""
    done: bool
    """Whether nothing is left to do: the words of the source and the translation are as they were accepted."""
    previous_source: str = ""
    """The source's words that the present translation was made from, where they have changed."""
    previous_target: str = ""
    match: Match | None = None
    """Where the target is proposed from the translation memory."""

    @property
    def answer(self) -> str:
        """The answer whose label this is; empty for a passage."""
        place = self.id.split("/")[2]
        return place.removeprefix(ANSWER) if place.startswith(ANSWER) else ""

    @property
    def document(self) -> str:
        """The document's number."""
        return self.id.split("/")[0]

    @property
    def section(self) -> str:
        """The section's id."""
        return self.id.split("/")[1]


@dataclass(frozen=True)
class Unit:
    """A section to translate."""

    document: str
    title: str
    """The document's title in the source language."""
    section: str
    heading: str
    """The section's title in the source language."""
    state: str
    file: str
    """The source's file and the section's line in it."""
    line: int
    context: str
    """Who does the step, within what, which answers it has."""
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Packet:
    """What one translator gets."""

    source_language: str
    language: str
    units: tuple[Unit, ...]

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All segments in order."""
        return tuple(segment for unit in self.units for segment in unit.segments)


@dataclass(frozen=True)
class Returned:
    """A segment as it came back."""

    id: str
    source: str
    target: str
    done: bool

    @property
    def place(self) -> str:
        """The last part of the id: a passage's number, or an answer."""
        return self.id.rpartition("/")[2]


class PacketError(ValueError):
    """A file that is no packet, in words that a translator understands."""
