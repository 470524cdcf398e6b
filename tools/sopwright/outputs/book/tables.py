"""Tables: how their columns share the width, and which of them stay whole on a page."""

import re
from collections.abc import Sequence

from sopwright.outputs.book.code import Code, array, call, join, number, truth
from sopwright.outputs.book.words import words

LONGEST_ROW = 600
"""Letters in a row that still stays together on a page."""

LONGEST_WHOLE = 900
"""Letters in a table that still stays together on a page."""

MOST_ROWS = 8
"""Rows of a table that still stays together on a page."""

_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\uffef]")
_WORDS = re.compile(r"[\u2e80-\u9fff\uf900-\uffef]{1,3}|[^\s\u2e80-\u9fff\uf900-\uffef]+")


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Code:
    """A table of words; a line's end in a cell is kept."""
    texts = [list(head), *map(list, rows)] if head else list(map(list, rows))
    return grid(texts, [words(cell) for cell in head], [[lines(cell) for cell in row] for row in rows])


def grid(texts: Sequence[Sequence[str]], head: Sequence[Code], rows: Sequence[Sequence[Code]]) -> Code:
    """A table of content.

    Args:
        texts: The plain words of all cells, head and rows, by which the widths are found.
        head: The cells of the head; none where the table has no head.
        rows: The cells of each row.
    """
    lengths = [sum(map(_length, row)) for row in texts]
    splits = max(lengths, default=0) > LONGEST_ROW
    whole = not splits and sum(lengths) <= LONGEST_WHOLE and len(rows) <= MOST_ROWS
    return call(
        "grid-table",
        array(map(number, shares(texts))),
        array(head),
        array(array(row) for row in rows),
        splits=truth(splits),
        whole=truth(whole),
    )


def shares(texts: Sequence[Sequence[str]]) -> list[float]:
    """Each column's share of the width: room for its longest word, and the more the longer its cells are."""
    found: list[float] = []
    for row in texts:
        for column, cell in enumerate(row):
            word = max(map(_length, _WORDS.findall(cell)), default=0)
            wanted = max(min(word, 24) + 2.0, min(_length(cell), 18) + 2.0, 3.2 * _length(cell) ** 0.5)
            found[column : column + 1] = [max(wanted, *found[column : column + 1], 4.0)]
    return found


def lines(text: str) -> Code:
    """Words with the ends of lines kept."""
    first, *rest = text.split("\n")
    return join([words(first), *(part for line in rest for part in (call("linebreak"), words(line)))])


def _length(text: str) -> int:
    """The letters of a text; a Chinese sign is as wide as two."""
    return len(text) + len(_WIDE.findall(text))
