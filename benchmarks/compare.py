"""Whether two sites say the same: the same pages, and on them the same words and the same links.

Words are compared in their order with all white space left out, character by character. What is not counted as words
on either side stands in `_NOT_WORDS`: buttons, marks for the eye only, the short table of contents for small screens,
and flowcharts, which we draw and the others leave to the reader's browser.
"""

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from random import Random

PAGES = 50
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_NOT_WORDS = frozenset(
    "sw-tools sw-toc-inline sw-chart-frame headerlink md-content__button mermaid sw-print-only".split()
)
_LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Site:
    """A site of one audience on disk."""

    name: str
    folders: Mapping[str, Path]
    """Where each language's pages stand."""
    beside: frozenset[str] = frozenset()
    """Folders of other languages inside one of these, and pages that are no pages of the handbook: ``404.html``."""

    def pages(self, language: str) -> dict[str, Path]:
        """All pages of a language, by their path below its folder."""
        home = self.folders[language]
        found = ((file.relative_to(home).as_posix(), file) for file in sorted(home.rglob("*.html")))
        return {path: file for path, file in found if path.partition("/")[0] not in self.beside}


@dataclass(frozen=True)
class Page:
    """What stands in a page's article."""

    words: str
    links: Counter[str]


class _Reader(HTMLParser):
    """Collects the words and links of the first article."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self._open: list[tuple[str, bool]] = []
        """The elements that are open in the article, and whether their words are left out."""

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if not self._open and tag != "article":
            return
        given = dict(attrs)
        skips = bool(self._open and self._open[-1][1]) or _is_no_word(tag, given)
        if tag == "a" and not skips and given.get("href"):
            self.links.append(str(given["href"]))
        if tag not in _VOID:
            self._open.append((tag, skips))

    def handle_endtag(self, tag: str) -> None:
        places = [place for place, (name, _) in enumerate(self._open) if name == tag]
        if places:
            del self._open[places[-1] :]

    def handle_data(self, data: str) -> None:
        if self._open and not self._open[-1][1]:
            self.words.extend(data.split())


def _is_no_word(tag: str, given: Mapping[str, str | None]) -> bool:
    classes = (given.get("class") or "").split()
    return tag in ("svg", "script", "style") or given.get("aria-hidden") == "true" or not _NOT_WORDS.isdisjoint(classes)


def read(file: Path, path: str) -> Page:
    """Read a page; links become paths below the language's folder."""
    reader = _Reader()
    reader.feed(file.read_text(encoding="utf-8"))
    return Page("".join(reader.words), Counter(_resolved(link, path) for link in reader.links))


def _resolved(link: str, path: str) -> str:
    if ":" in link.partition("/")[0]:
        return link
    target, _, anchor = link.partition("#")
    place = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
    return f"{place}#{anchor}" if anchor else place


def differences(ours: Site, theirs: Site, seed: int, pages: int = PAGES) -> Iterator[str]:
    """What differs, in words: any page that only one has, then the words and links of some pages.

    Args:
        ours: One site.
        theirs: The other; it has the same languages.
        seed: Which pages chance takes.
        pages: How many of them.
    """
    shared: list[tuple[str, Path, Path]] = []
    for language in ours.folders:
        here, there = ours.pages(language), theirs.pages(language)
        yield from (f"{language}/{path}: only in {ours.name}" for path in sorted(here.keys() - there.keys()))
        yield from (f"{language}/{path}: only in {theirs.name}" for path in sorted(there.keys() - here.keys()))
        both = sorted(here.keys() & there.keys())
        shared.extend((f"{language}/{path}", here[path], there[path]) for path in both)
    chance = Random(seed)  # noqa: S311  # nothing secret
    for place, one, other in chance.sample(shared, min(pages, len(shared))):
        path = place.partition("/")[2]
        yield from _different(place, (ours.name, theirs.name), (read(one, path), read(other, path)))


def _different(place: str, names: tuple[str, str], pages: tuple[Page, Page]) -> Iterator[str]:
    here, there = (page.words for page in pages)
    if not here or here != there:
        start = next(
            (number for number, (one, other) in enumerate(zip(here, there, strict=False)) if one != other),
            min(len(here), len(there)),
        )
        said = [words[max(0, start - 20) : start + _LONGEST_SHOWN] for words in (here, there)]
        yield f"{place}: {names[0]} says `{said[0]}`, {names[1]} says `{said[1]}`"
    for name, own, others in ((names[0], pages[0], pages[1]), (names[1], pages[1], pages[0])):
        yield from (f"{place}: the link {link} only in {name}" for link in sorted(own.links - others.links))
