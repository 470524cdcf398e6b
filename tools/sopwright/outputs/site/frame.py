"""Frames: what the theme puts around every page of a kind, rendered once, with slots for what differs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Self

SLOTS = ("title", "languages", "menu", "toc", "content")
"""What a page puts into its frame. Each is HTML."""

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Characters of Unicode's private use: no template writes them."""
_MARK = re.compile(f"{_OPEN}([a-z]+){_CLOSE}")

MARKS: Mapping[str, str] = {name: f"{_OPEN}{name}{_CLOSE}" for name in SLOTS}
"""What a template is given in the place of each slot's HTML, for a frame to be cut there."""


class Kind(NamedTuple):
    """Pages with the same kind have the same frame."""

    start: bool
    """Whether it is the start page."""
    depth: int
    """How many folders it stands below its language's."""
    toc: bool
    """Whether its table of contents is shown."""


class FrameError(Exception):
    """The theme's templates make a frame that pages do not fit into."""


@dataclass(frozen=True)
class Frame:
    """A rendered frame, cut at its slots."""

    pieces: tuple[str, ...]
    """Literal HTML and names of slots by turns."""

    @classmethod
    def cut(cls, html: str) -> Self:
        """Cut a page that was rendered with marks in the place of its slots.

        Raises:
            FrameError: The content does not stand on it exactly once.
        """
        pieces = tuple(_MARK.split(html))
        shown = pieces[1::2].count("content")
        if shown != 1:
            raise FrameError(f"the theme's templates show a page's content {shown} times, not once")
        return cls(pieces)

    def fill(self, slots: Mapping[str, str]) -> str:
        """A page with its slots filled."""
        pieces = list(self.pieces)
        pieces[1::2] = [slots[name] for name in pieces[1::2]]
        return "".join(pieces)
