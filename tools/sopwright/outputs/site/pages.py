"""Which pages an edition has, and what stands on each."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

from sopwright.edition.records import BookView, DocumentView, Edition, TopicView
from sopwright.outputs.register.rows import rows
from sopwright.outputs.site import addresses
from sopwright.source.nodes import plain

RECENT = timedelta(days=90)


@dataclass(frozen=True)
class TocEntry:
    """A line of a page's own table of contents."""

    title: str
    anchor: str
    children: tuple["TocEntry", ...] = ()


@dataclass(frozen=True)
class PageSpec:
    """A page to be made."""

    path: str
    """Below the language's folder."""
    title: str
    template: str
    """A file of ``templates/site/pages``."""
    context: Mapping[str, Any] = field(default_factory=dict)
    outline: Callable[[], tuple[TocEntry, ...]] | None = None
    """Makes the table of contents; nothing for a page without one."""
    document: DocumentView | None = None
    listed: bool = True
    """Whether the navigation names it."""
    is_section: bool = False
    """Whether it is its section's own page, which the section's title leads to."""

    @property
    def has_toc(self) -> bool:
        """Whether the page has a table of contents."""
        return self.outline is not None

    @property
    def toc(self) -> tuple[TocEntry, ...]:
        """The page's table of contents."""
        return self.outline() if self.outline is not None else ()


@dataclass(frozen=True)
class NavGroup:
    """Pages under a heading of a section; without a title they stand directly below the section's."""

    title: str
    pages: tuple[PageSpec, ...]
    anchor: str = ""
    """Where the section's own page lists them all."""


@dataclass(frozen=True)
class NavSection:
    """A section of the navigation; without a title its pages stand at the top."""

    title: str
    groups: tuple[NavGroup, ...]

    @property
    def own(self) -> PageSpec | None:
        """The section's own page."""
        return next((page for page in self.pages if page.is_section), None)

    @property
    def pages(self) -> tuple[PageSpec, ...]:
        """The pages of all groups; the first is the section's own where it has its title."""
        return tuple(page for group in self.groups for page in group.pages)


def navigation(edition: Edition) -> tuple[NavSection, ...]:
    """All pages of an edition, in the order of the navigation."""
    words = edition.words
    start = PageSpec(addresses.START, words("start.title"), "start.html", _start(edition))
    indexes = NavGroup("", tuple(_registers(edition)))
    return (
        NavSection("", (NavGroup("", (start,)),)),
        *(_shelf(edition, book) for book in edition.books),
        NavSection(words("registers.title"), (indexes,)),
    )


def _shelf(edition: Edition, book: BookView) -> NavSection:
    """A book: its own page, then its documents by topic."""
    toc = tuple(TocEntry(topic.title, _anchor(topic)) for topic in book.topics if topic.title)
    path, outline = addresses.book_path(book.key), (lambda: toc) if toc else None
    own = PageSpec(path, book.title, "book.html", {"book": book}, outline, is_section=True)
    topics = (
        NavGroup(topic.title, tuple(_document(edition, d) for d in topic.documents), _anchor(topic))
        for topic in book.topics
    )
    return NavSection(book.title, (NavGroup("", (own,)), *topics))


def _anchor(topic: TopicView) -> str:
    return f"topic-{topic.key}" if topic.key else ""


def pages(edition: Edition) -> Iterator[PageSpec]:
    """All pages of an edition."""
    for section in navigation(edition):
        yield from section.pages


def _start(edition: Edition) -> Mapping[str, Any]:
    documents = edition.documents.values()
    changed = [d for d in documents if edition.as_of - d.revision.date <= RECENT]
    due = [d for d in documents if d.overdue or d.due_soon]
    return {
        "changed": sorted(changed, key=lambda d: (d.revision.date, d.id), reverse=True),
        "due": sorted(due, key=lambda d: (d.due, d.id)),
    }


def _document(edition: Edition, document: DocumentView) -> PageSpec:
    path = addresses.document_path(document)
    title = f"{document.id} {document.title}"
    return PageSpec(path, title, "document.html", {}, lambda: _toc(edition, document), document)


def _toc(edition: Edition, document: DocumentView) -> tuple[TocEntry, ...]:
    entries: list[TocEntry] = []
    for section in document.sections:
        places = document.steps if section.id == "steps" else section.parts
        children = tuple(TocEntry(plain(place.title), place.id) for place in places)
        entries.append(TocEntry(plain(section.title), section.id, children))
        if section.id == "steps" and has_chart(document):
            entries.append(TocEntry(edition.words("chart.heading"), "sw-chart"))
    for anchor, present in (("measures", document.measures), ("laws", document.laws), ("related", document.related)):
        if present:
            entries.append(TocEntry(edition.words(f"document.{anchor}"), f"sw-{anchor}"))
    return (*entries, TocEntry(edition.words("document.history"), "sw-history"))


def has_chart(document: DocumentView) -> bool:
    """Whether a document's page shows a flowchart: without a choice the list of steps says it all."""
    return any(step.decision for step in document.steps)


def _registers(edition: Edition) -> Iterator[PageSpec]:
    words = edition.words
    yield PageSpec(addresses.NUMBERS, words("numbers.title"), "numbers.html")
    yield PageSpec(addresses.REGISTER, words("register.title"), "register.html", {"rows": partial(rows, edition)})
    if edition.posts:
        yield PageSpec(addresses.POSTS, words("posts.title"), "posts.html")
    for duties in edition.posts:
        path = addresses.post_path(duties.post.key)
        yield PageSpec(path, duties.post.name, "post.html", {"duties": duties}, listed=False)
    if edition.measures:
        yield PageSpec(addresses.MEASURES, words("measures.title"), "measures.html")
    if edition.laws:
        yield PageSpec(addresses.LAWS, words("laws.title"), "laws.html")
    if edition.terms:
        yield PageSpec(addresses.GLOSSARY, words("glossary.title"), "glossary.html")
    if edition.progress:
        yield PageSpec(addresses.TRANSLATIONS, words("progress.title"), "translations.html")
