"""Answers that need no page: a document's number, an extension, a measure's target, a law."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sopwright.edition.records import DocumentView, Edition
from sopwright.search.units import STEPS, words
from sopwright.source.nodes import Node, Nodes, walk


@dataclass(frozen=True)
class Places:
    """Where an output shows things: addresses below the language's folder."""

    document: Callable[[DocumentView], str]
    measures: str
    laws: str


@dataclass(frozen=True)
class Card:
    """An answer."""

    kind: str
    """``document``, ``extension``, ``measure`` or ``law``."""
    title: str
    lines: tuple[str, ...]
    path: str
    keys: tuple[str, ...]
    """The questions that it answers, each as a whole."""


def cards(edition: Edition, places: Places) -> tuple[Card, ...]:
    """All answers of an edition."""
    return (
        *_documents(edition, places),
        *_extensions(edition, places),
        *_measures(edition, places),
        *_laws(edition, places),
    )


def _documents(edition: Edition, places: Places) -> Iterator[Card]:
    t = edition.words
    for view in edition.documents.values():
        revision = t("document.revision_of", number=t.number(view.revision.number), date=t.date(view.revision.date))
        lines = (f"{t('document.revision')}: {revision}", f"{t('document.owner')}: {view.owner.name}")
        yield Card("document", f"{view.id} {view.title}", lines, places.document(view), (view.id,))


def _extensions(edition: Edition, places: Places) -> Iterator[Card]:
    """One card a department, from the tables of the directory that documents of the edition show."""
    topics: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    paths: dict[tuple[str, str], str] = {}
    for view in edition.documents.values():
        for anchor, nodes in _bodies(view):
            for topic, department, number in _directory(nodes):
                topics[number, department][topic] = None
                paths.setdefault((number, department), f"{places.document(view)}#{anchor}")
    label = edition.words("table.extension")
    for (number, department), found in topics.items():
        keys = (number, f"{label} {number}", department, f"{department} {number}", *found)
        yield Card("extension", f"{department}: {number}", tuple(found), paths[number, department], keys)


def _bodies(view: DocumentView) -> Iterator[tuple[str, Nodes]]:
    for section in view.sections:
        yield section.id, section.body
        yield from ((part.id, part.body) for part in section.parts)
        if section.id == STEPS:
            yield from ((step.id, step.body) for step in view.steps)


def _directory(nodes: Nodes) -> Iterator[tuple[str, str, str]]:
    """Topic, department and extension of each row of the directory."""
    for table in walk(nodes):
        if table.kind == "table" and table["register"] == "directory":
            for row in table.children:
                if not _is_head(row):
                    topic, department, number = (words(cell.children) for cell in row.children)
                    yield topic, department, number


def _is_head(row: Node) -> bool:
    return any(cell["head"] for cell in row.children)


def _measures(edition: Edition, places: Places) -> Iterator[Card]:
    for measure, _ in edition.measures:
        lines = (*(f"{target.team}: {target.words}" for target in measure.targets), measure.definition)
        yield Card("measure", measure.name, lines, f"{places.measures}#{measure.key}", (measure.name,))


def _laws(edition: Edition, places: Places) -> Iterator[Card]:
    for law, _ in edition.laws:
        lines = (f"{law.short} · {law.citation} · {law.jurisdiction}", law.about)
        yield Card("law", law.name, lines, f"{places.laws}#{law.key}", (law.name, law.short, law.citation))
