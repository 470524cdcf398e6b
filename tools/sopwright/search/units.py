"""What can be found: documents, their sections and their steps, each with its words by field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from sopwright.edition.records import DocumentView, Edition, SectionView, StepView
from sopwright.source.nodes import BLOCKS, Nodes, walk

WEIGHTS: Mapping[str, int] = {
    "number": 24,
    "title": 12,
    "heading": 10,
    "measures": 4,
    "facts": 2,
    "body": 2,
    "place": 1,
}
"""How much a word counts by the field it stands in; the number and title of a step's document are its ``place``."""

STEPS = "steps"


@dataclass(frozen=True)
class Unit:
    """Something that a search can answer with."""

    document: str
    """The document's number."""
    anchor: str
    """The place in it; empty for the document itself."""
    kind: str
    """``document``, ``section``, ``step`` or ``part``."""
    title: str
    number: int
    """The step's number in the list, 0 elsewhere."""
    text: str
    """The words to quote from."""
    fields: tuple[tuple[str, str], ...]
    """Field and words."""


def units(edition: Edition) -> Iterator[Unit]:
    """All units of an edition in reading order."""
    for document in edition.documents.values():
        yield from units_of(edition, document)


def units_of(edition: Edition, document: DocumentView) -> Iterator[Unit]:
    """The units of one document in reading order."""
    yield _document(edition, document)
    for section in document.sections:
        yield _section(document, section)
        for part in section.parts:
            yield _inner(document, part.id, "part", words(part.title), words(part.body), "")
        if section.id == STEPS:
            for step in document.steps:
                yield _step(document, step)


def _document(edition: Edition, view: DocumentView) -> Unit:
    book = next((book.title for book in edition.books if book.key == view.book), "")
    posts = [post.name for post in (view.owner, *view.executors, *view.acknowledge)]
    names = [measure.name for measure in view.measures]
    laws = chain.from_iterable((law.name, law.short, law.citation) for law in view.laws)
    text = words(view.intro)
    purpose = next((words(section.body) for section in view.sections), "")
    fields = (
        ("number", view.id),
        ("title", view.title),
        ("measures", " | ".join((*names, *laws))),
        ("facts", " | ".join((book, *posts))),
        ("body", text),
    )
    return Unit(view.id, "", "document", view.title, 0, text or purpose, fields)


def _section(view: DocumentView, section: SectionView) -> Unit:
    return _inner(view, section.id, "section", words(section.title), words(section.body), "")


def _step(view: DocumentView, step: StepView) -> Unit:
    laws = chain.from_iterable((law.short, law.name) for law in step.laws)
    answers = [branch.label for branch in step.branches]
    facts = " | ".join((step.by.name, step.within, step.wait, *laws, *answers))
    return _inner(view, step.id, "step", words(step.title), words(step.body), facts, step.number)


def _inner(view: DocumentView, anchor: str, kind: str, title: str, text: str, facts: str, number: int = 0) -> Unit:
    fields = (("place", f"{view.id} {view.title}"), ("heading", title), ("facts", facts), ("body", text))
    return Unit(view.id, anchor, kind, title, number, text, fields)


def words(nodes: Nodes) -> str:
    """The words of nodes, those of neighbouring blocks apart."""
    parts: list[str] = []
    for node in walk(nodes):
        if node.kind in BLOCKS or node.kind in ("soft-break", "line-break"):
            parts.append("\n")
        if node.text:
            parts.append(node.text)
    return "".join(parts).strip()
