"""The register as XLSX: real dates, a head that stays in view, a filter; the same bytes for the same rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sopwright.outputs.register.table import Cell

_WIDTHS = (11, 38, 9, 13, 13, 30, 44, 14, 14, 14, 34, 20)
"""The columns' widths, in characters."""

_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""Words stay words, whatever they begin with."""


@dataclass(frozen=True)
class About:
    """What the file says of itself."""

    title: str
    company: str
    subject: str
    day: date


def as_xlsx(about: About, heads: Sequence[str], lines: Sequence[Sequence[Cell]]) -> bytes:
    """The file's bytes."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, **_SAFE})
    book.set_properties(
        {
            "title": about.title,
            "subject": about.subject,
            "author": about.company,
            "company": about.company,
            "created": datetime.combine(about.day, time()),
        }
    )
    sheet = book.add_worksheet(_sheet_name(about.title))
    head = book.add_format({"bold": True, "bg_color": "#eef4f5", "bottom": 1, "text_wrap": True, "valign": "top"})
    words = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
    for column, name in enumerate(heads):
        sheet.set_column(column, column, _WIDTHS[min(column, len(_WIDTHS) - 1)])
        sheet.write_string(0, column, name, head)
    for number, line in enumerate(lines, 1):
        for column, cell in enumerate(line):
            _write(sheet, number, column, cell, words, day)
    _arrange(sheet, about, len(lines), len(heads))
    book.close()
    return file.getvalue()


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, words: Format, day: Format) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, column, datetime.combine(cell, time()), day)
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell, words)
    elif cell:
        sheet.write_string(row, column, cell, words)
    else:
        sheet.write_blank(row, column, None, words)


def _arrange(sheet: Worksheet, about: About, lines: int, columns: int) -> None:
    """What helps to read it, on a screen and on paper."""
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(lines, 1), columns - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&L{_header(about.title)}&R{_header(about.subject)}")
    sheet.set_footer("&C&P / &N")


def _header(words: str) -> str:
    """Words of a page header, in which an ampersand begins a code."""
    return words.replace("&", "&&")[:100]


def _sheet_name(title: str) -> str:
    """A sheet's name: 31 characters at most, without those that Excel forbids."""
    return "".join(character for character in title if character not in "[]:*?/\\")[:31].strip("'")
