"""Reading which characters the handbook's fonts have."""

from sopwright.diagnostics import Diagnostic, Span
from sopwright.source import faults
from sopwright.source.glyphs import Glyphs, Range, characters
from sopwright.source.tree import Tree

FOLDER = "templates/fonts"


def load_glyphs(tree: Tree) -> tuple[Glyphs | None, list[Diagnostic]]:
    """The characters of the fonts in ``templates/fonts``; nothing for a handbook without fonts."""
    names, found = tree.files(FOLDER)
    ranges: list[Range] = []
    for name in names:
        if name.endswith(".ttf"):
            path = f"{FOLDER}/{name}"
            try:
                ranges.extend(characters(tree.read(path)))
            except ValueError as error:
                found.append(faults.STRAY_FILE.at(Span(path), f"`{name}` cannot be used: {error}", "remove it"))
    return (Glyphs.of(ranges) if ranges else None), found
