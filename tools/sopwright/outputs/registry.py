"""All outputs. A new output is one line here."""

from collections.abc import Sequence
from pathlib import Path

from sopwright.outputs.book.books import BookOutput
from sopwright.outputs.output import Output
from sopwright.outputs.register.register import RegisterOutput
from sopwright.outputs.site.site import SiteOutput


def outputs(
    root: Path,
    names: Sequence[str] = (),
    target: Path | None = None,
    *,
    links: bool = True,
    compress: Sequence[str] = (),
) -> tuple[Output, ...]:
    """The outputs of a repository, or those of them that are named; the site links to the others of the same run.

    Args:
        root: The repository.
        names: Names of outputs; none means all.
        target: The folder that they are written to, where it is not ``build/``.
        links: Whether equal files may be hard links.
        compress: The forms in which the site's files get compressed siblings.
    """
    chosen = [output for output in (BookOutput(root), RegisterOutput()) if not names or output.name in names]
    site = SiteOutput(root, frozenset(output.name for output in chosen), target, links, tuple(compress))
    return (*chosen, site) if not names or site.name in names else tuple(chosen)


OUTPUTS = tuple(output.name for output in outputs(Path()))
"""Their names."""
