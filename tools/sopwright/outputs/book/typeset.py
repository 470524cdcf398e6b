"""Typst: files become a PDF, archival (PDF/A-2a) and accessible (PDF/UA-1)."""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst


def typeset(main: Path, fonts: Path, inputs: Mapping[str, str], day: date) -> bytes:
    """Set a document with a folder's fonts, and with nothing of the machine's own.

    Typst is imported here, in the processes that build: the other commands need not wait for it.

    Args:
        main: The Typst file; it reads no file outside its folder.
        fonts: A folder of TrueType fonts.
        inputs: What the template finds in ``sys.inputs``.
        day: The day that stands in the PDF's own records.

    Raises:
        typst.TypstError: The template is wrong, or a picture cannot be read.
        TypeError: Typst gave something else than one file.
    """
    os.environ.setdefault("RAYON_NUM_THREADS", "1")  # the build has a process for each processor already
    import typst  # noqa: PLC0415

    compiler = typst.Compiler(
        main, root=main.parent, font_paths=_fonts(fonts), ignore_system_fonts=True, sys_inputs=dict(inputs)
    )
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    pdf = compiler.compile(format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=midnight)
    if not isinstance(pdf, bytes):
        raise TypeError(f"Typst gave {type(pdf).__name__} instead of one PDF file")
    return pdf


@cache
def _fonts(folder: Path) -> "typst.Fonts":
    """A folder's fonts, read once by a process."""
    import typst  # noqa: PLC0415

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
