"""How a print looks: its page, its colours, its fonts, and the words that stand on every page."""

import json
from dataclasses import dataclass

from sopwright.edition.records import Edition

_SIZES = {"a4": (595.276, 841.890), "letter": (612.0, 792.0), "a5": (419.528, 595.276)}
"""Width and height in points."""

_MARGINS = {"a4": (62.0, 62.0, 68.0, 74.0), "letter": (62.0, 62.0, 64.0, 70.0), "a5": (40.0, 40.0, 50.0, 58.0)}
"""Left, right, top and bottom in points; header and footer stand inside the last two."""

_TEXT = {"a4": 10.5, "letter": 10.5, "a5": 9.0}
"""The size of running text in points."""

_JUSTIFIED = frozenset({"zh", "ja"})
"""Languages whose signs all have one width: their lines end in one line."""

_HYPHENATED = frozenset({"bg", "lt", "ru"})
"""Languages of long words; elsewhere only words in tables are divided."""


@dataclass(frozen=True)
class Page:
    """A page of a print; all lengths in points."""

    size: str

    @property
    def width(self) -> float:
        """From edge to edge."""
        return _SIZES[self.size][0]

    @property
    def height(self) -> float:
        """From edge to edge."""
        return _SIZES[self.size][1]

    @property
    def margins(self) -> tuple[float, float, float, float]:
        """Left, right, top, bottom."""
        return _MARGINS[self.size]

    @property
    def text(self) -> float:
        """The size of running text."""
        return _TEXT[self.size]

    @property
    def inner(self) -> tuple[float, float]:
        """Width and height of the part that text fills."""
        left, right, top, bottom = self.margins
        return self.width - left - right, self.height - top - bottom


def look(edition: Edition, page: Page) -> bytes:
    """What ``templates/book/look.typ`` reads: settings and interface words, as JSON."""
    settings = edition.organisation.book
    locale = edition.words.locale
    left, right, top, bottom = page.margins
    values = {
        "width": page.width,
        "height": page.height,
        "left": left,
        "right": right,
        "top": top,
        "bottom": bottom,
        "text": page.text,
        "primary": settings.primary,
        "accent": settings.accent,
        "fonts": settings.fonts,
        "lang": locale.language,
        "region": locale.territory,
        "hyphenate": locale.language in _HYPHENATED,
        "justify": locale.language in _JUSTIFIED,
        "words": _words(edition),
        "draft": edition.words("issue.draft") if edition.draft else "",
    }
    return json.dumps(values, ensure_ascii=False, sort_keys=True).encode()


def _words(edition: Edition) -> dict[str, str]:
    """The words of every page by key; "page 12" is not parted at a line's end."""
    words = {key: edition.words.pattern(f"book.{key}") for key in ("contents", "page_of", "uncontrolled", "inside")}
    for key in ("see_page", "see_number", "see_number_page"):
        said = edition.words.pattern(f"book.{key}")
        inner = said.lstrip(" ")
        words[key] = said[: len(said) - len(inner)] + inner.replace(" ", "\u00a0")
    return words
