"""Reading which families and characters the handbook's fonts have."""

from dataclasses import dataclass, field

from sopwright.diagnostics import Diagnostic, Span
from sopwright.source import faults
from sopwright.source.glyphs import Glyphs, Range, characters, family
from sopwright.source.tree import Tree

FOLDER = "templates/fonts"


@dataclass
class LoadedFonts:
    """What came of the folder of fonts."""

    glyphs: Glyphs | None = None
    """The characters of all fonts; nothing for a handbook without fonts."""
    families: tuple[str, ...] = ()
    """Their families, each once, in the order of their files."""
    faults: list[Diagnostic] = field(default_factory=list)


def load_fonts(tree: Tree) -> LoadedFonts:
    """Read the fonts in ``templates/fonts``."""
    names, found = tree.files(FOLDER)
    ranges: list[Range] = []
    families: dict[str, None] = {}
    for name in names:
        if name.endswith(".ttf"):
            path = f"{FOLDER}/{name}"
            try:
                font = tree.read(path)
                ranges.extend(characters(font))
                families.update(dict.fromkeys(filter(None, [family(font)])))
            except ValueError as error:
                found.append(faults.STRAY_FILE.at(Span(path), f"`{name}` cannot be used: {error}", "remove it"))
    return LoadedFonts(Glyphs.of(ranges) if ranges else None, tuple(families), found)
