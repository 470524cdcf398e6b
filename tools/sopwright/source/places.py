"""Finding the line and column of inline content, which the Markdown parser does not report."""

from sopwright.source.text import Source


class Cursor:
    """Moves forward through the lines of one paragraph, finding each piece of content in turn."""

    def __init__(self, source: Source, first_line: int, last_line: int) -> None:
        self._lines = source.lines
        self._line = first_line
        self._last = min(max(last_line, first_line), len(self._lines))
        self._column = 0

    def here(self) -> tuple[int, int]:
        """The current line and column, counted from 1."""
        return self._line, self._column + 1

    def find(self, content: str) -> tuple[int, int]:
        """Move behind the next occurrence of some content and return where it begins.

        Content that held an escape or an entity is looked for by its beginning; when that fails the cursor stays.
        """
        for wanted in (content, content[:16], content[:4]):
            for line in range(self._line, self._last + 1):
                start = self._lines[line - 1].find(wanted, self._column if line == self._line else 0)
                if start >= 0:
                    self._line, self._column = line, start + len(wanted)
                    return line, start + 1
        return self.here()

    def next_line(self) -> tuple[int, int]:
        """Move to the start of the next line and return where the line break stood."""
        place = self.here()
        if self._line < self._last:
            self._line, self._column = self._line + 1, 0
        return place
