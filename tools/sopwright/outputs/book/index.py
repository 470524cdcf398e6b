"""The index of a book: the terms of the registers that it names, and the pages where it does."""

from collections import defaultdict
from collections.abc import Iterator

from sopwright.edition.records import BookView, DocumentView, Edition
from sopwright.outputs.book.alphabet import place_in_alphabet
from sopwright.outputs.book.code import NOTHING, Code, array, call, string
from sopwright.outputs.book.places import Places, label_of
from sopwright.outputs.book.words import words
from sopwright.source.nodes import Node, Nodes, plain, walk

_NAMED = {"measure": "measure", "measure-name": "measure", "law": "law", "post": "post", "department": "department"}
"""Kinds of references whose register row has an entry in the index."""


def index(edition: Edition, book: BookView, places: Places) -> Code:
    """The terms of the registers that the book names, and the documents and steps by their titles."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for term, label in occurrences(edition, book):
        if label in places.labels:
            found[term][label] = None
    if not found:
        return NOTHING
    terms = sorted(found, key=lambda term: place_in_alphabet(term, edition.language))
    entries = array(array([words(term), array(map(string, found[term]))]) for term in terms)
    return call("index", entries)


def occurrences(edition: Edition, book: BookView) -> Iterator[tuple[str, str]]:
    """Each term with the label of a place where it is spoken of, in the book's order."""
    names = _names(edition, book)
    for document in book.documents:
        whole = label_of(document.id)
        yield document.title, whole
        for measure in document.measures:
            yield measure.name, whole
        for law in document.laws:
            yield law.short, whole
        for post in (document.owner, *document.acknowledge):
            yield post.name, whole
        for step in document.steps:
            for law in step.laws:
                yield law.short, label_of(document.id, step.id)
        for label, nodes in passages(document):
            for node in walk(nodes):
                term = _term(node, names)
                if term:
                    yield term, label


def _term(node: Node, names: dict[tuple[str, str], str]) -> str:
    """The index's term that a node names, or an empty text."""
    if node.kind == "link" and node["kind"] == "system":
        return plain(node.children)
    register = _NAMED.get(node["kind"]) if node.kind == "data" else None
    return names.get((register, node["key"].partition("/")[0]), "") if register else ""


def _names(edition: Edition, book: BookView) -> dict[tuple[str, str], str]:
    """The names of register rows that the edition shows."""
    names = {("measure", measure.key): measure.name for measure, _ in edition.measures}
    names |= {("law", law.key): law.short for law, _ in edition.laws}
    names |= {("post", duties.post.key): duties.post.name for duties in edition.posts}
    return names | {
        ("post", post.key): post.name for document in book.documents for post in (document.owner, *document.executors)
    }


def passages(document: DocumentView) -> Iterator[tuple[str, Nodes]]:
    """The document's passages with the place that each stands at."""
    yield label_of(document.id), document.intro
    for section in document.sections:
        yield label_of(document.id, section.id), section.body
        for part in section.parts:
            yield label_of(document.id, part.id), part.body
    for step in document.steps:
        yield label_of(document.id, step.id), (*step.title, *step.body)
