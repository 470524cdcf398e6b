"""All outputs. A new output is one line here."""

from pathlib import Path

from sopwright.outputs.book.books import BookOutput
from sopwright.outputs.output import Output
from sopwright.outputs.site.site import SiteOutput


def outputs(root: Path) -> tuple[Output, ...]:
    """The outputs of a repository."""
    return (BookOutput(root), SiteOutput(root))
