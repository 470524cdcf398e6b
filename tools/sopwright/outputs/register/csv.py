"""The register as CSV (RFC 4180), for programs.

It begins with a byte-order mark: Excel takes a CSV without one for the machine's old code page. Dates are ISO 8601.
"""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO

from sopwright.outputs.register.table import Cell

BYTE_ORDER_MARK = "\ufeff"

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula (OWASP, CSV injection); full-width signs count too."""


def as_csv(heads: Sequence[str], lines: Iterable[Sequence[Cell]]) -> bytes:
    """The file's bytes; no cell of words can be taken for a formula."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for line in (heads, *lines):
        writer.writerow([_plain(cell) for cell in line])
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _plain(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    return harmless(cell) if isinstance(cell, str) else str(cell or "")


def harmless(words: str) -> str:
    """Words that a spreadsheet shows instead of reckoning: an apostrophe before the sign of a formula."""
    return f"'{words}" if words.lstrip(" ").startswith(_DANGEROUS) else words
