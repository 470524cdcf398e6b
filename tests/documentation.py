"""The documentation as tests read it: its code, its links, its headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parent.parent
_PARSER = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True)
class Fence:
    """A block of code."""

    language: str
    text: str


@dataclass(frozen=True)
class Page:
    """A page of the documentation."""

    path: Path

    @cached_property
    def text(self) -> str:
        """The page as it is written."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def _tokens(self) -> Sequence[Token]:
        return _PARSER.parse(self.text)

    def _inlines(self) -> Iterator[Token]:
        for token in self._tokens:
            yield from token.children or ()

    @property
    def codes(self) -> list[str]:
        """Words in backticks."""
        return [token.content for token in self._inlines() if token.type == "code_inline"]

    @property
    def fences(self) -> list[Fence]:
        """Blocks of code."""
        return [Fence(token.info.strip(), token.content) for token in self._tokens if token.type == "fence"]

    def fence(self, language: str, number: int = 0) -> str:
        """The text of the n-th block of code in a language."""
        return [fence.text for fence in self.fences if fence.language == language][number]

    @property
    def links(self) -> list[str]:
        """The addresses of links."""
        return [str(token.attrs["href"]) for token in self._inlines() if token.type == "link_open"]

    @property
    def headings(self) -> list[str]:
        """The words of the headings, without their marks."""
        pairs = zip(self._tokens, self._tokens[1:], strict=False)
        return [inline.content for opening, inline in pairs if opening.type == "heading_open"]

    @cached_property
    def anchors(self) -> set[str]:
        """The headings' anchors, as forges make them."""
        return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in self.headings}

    def section(self, heading: str) -> str:
        """What stands between a heading and the next one of the same or a higher level."""
        match = re.search(rf"^(#+) {re.escape(heading)}\n(.*?)(?=^#{{1,2}} |\Z)", self.text, re.MULTILINE | re.DOTALL)
        if match is None:
            raise ValueError(f"{self.path.name} has no heading `{heading}`")
        return match[2]


PAGES = tuple(Page(path) for path in (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(ROOT.glob("docs/*.md"))))


def page(name: str) -> Page:
    """The page of that name."""
    return next(page for page in PAGES if page.path.name == name)


def page_at(path: Path) -> Page:
    """The page of that path."""
    return next((page for page in PAGES if page.path == path), Page(path))


def commands() -> Iterator[tuple[Page, str]]:
    """The commands that the documentation shows, each with its page: whole words in backticks, and lines of shells."""
    for each in PAGES:
        for code in each.codes:
            yield each, code
        for fence in each.fences:
            if fence.language in ("sh", "console", "bash"):
                for line in fence.text.replace("\\\n", " ").splitlines():
                    yield each, line.removeprefix("$ ").strip()
