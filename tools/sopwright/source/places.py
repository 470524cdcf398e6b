"""Finding the line and column of inline content, which the Markdown parser does not report."""

from bisect import bisect_right
from itertools import accumulate

from sopwright.source.text import Source


class Cursor:
    """Moves forward through the lines of one paragraph, finding each piece of content in turn."""

    def __init__(self, source: Source, first_line: int, last_line: int) -> None:
        lines = source.lines[first_line - 1 : max(last_line, first_line)]
        self._first = first_line
        self._text = "\n".join(lines)
        self._starts = [0, *accumulate(len(line) + 1 for line in lines)]
        self._at = 0

    def here(self) -> tuple[int, int]:
        """The current line and column, counted from 1."""
        return self._place(self._at)

    def find(self, content: str) -> tuple[int, int]:
        """Move behind the next occurrence of some content and return where it begins.

        Content that held an escape or an entity is looked for by its beginning; when that fails the cursor stays.
        """
        for wanted in (content, content[:16], content[:4]):
            start = self._text.find(wanted, self._at)
            if start >= 0:
                self._at = start + len(wanted)
                return self._place(start)
        return self.here()

    def next_line(self) -> tuple[int, int]:
        """Move to the start of the next line and return where the line break stood."""
        place = self.here()
        end = self._text.find("\n", self._at)
        if end >= 0:
            self._at = end + 1
        return place

    def _place(self, offset: int) -> tuple[int, int]:
        index = max(bisect_right(self._starts, offset) - 1, 0)
        return self._first + index, offset - self._starts[index] + 1
