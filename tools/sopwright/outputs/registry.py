"""All outputs. A new output is one line here."""

from collections.abc import Sequence
from pathlib import Path

from sopwright.outputs.book.books import BookOutput
from sopwright.outputs.output import Output
from sopwright.outputs.site.site import SiteOutput


def outputs(root: Path, names: Sequence[str] = ()) -> tuple[Output, ...]:
    """The outputs of a repository, or those of them that are named; the site links to books of the same run."""
    books = BookOutput(root)
    site = SiteOutput(root, books=not names or books.name in names)
    return tuple(output for output in (books, site) if not names or output.name in names)


OUTPUTS = tuple(output.name for output in outputs(Path()))
"""Their names."""
