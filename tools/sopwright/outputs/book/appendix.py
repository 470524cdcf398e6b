"""What stands at the end of a book: posts and their duties, the directory, the glossary, the index."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sopwright.edition.records import BookView, DocumentView, Edition, Link, PostDuties
from sopwright.outputs.book.code import NOTHING, Code, array, call, join, string
from sopwright.outputs.book.places import Places, label_of
from sopwright.outputs.book.tables import table
from sopwright.outputs.book.words import words
from sopwright.source.nodes import Node, Nodes, plain, walk

_NAMED = {"measure": "measure", "measure-name": "measure", "law": "law", "post": "post", "department": "department"}
"""Kinds of references whose register row has an entry in the index."""


def appendix(edition: Edition, book: BookView, places: Places) -> Code:
    """All lists at the end of a book."""
    numbers = {document.id for document in book.documents}
    parts = (
        _posts(edition, numbers, places),
        _directory(edition, book),
        _glossary(edition, book),
        _index(edition, book, places),
    )
    return join(parts)


def _posts(edition: Edition, numbers: set[str], places: Places) -> Code:
    entries = [entry for duties in edition.posts if (entry := _duties(edition, duties, numbers, places)) != NOTHING]
    if not entries:
        return NOTHING
    return join([call("list-page", string("posts"), string(edition.words("book.posts"))), *entries])


def _duties(edition: Edition, duties: PostDuties, numbers: set[str], places: Places) -> Code:
    t = edition.words

    def group(key: str, links: Iterable[Code]) -> Code:
        items = list(links)
        return call("duty-group", string(t(key)), array(items)) if items else NOTHING

    def of_book(links: Iterable[Link]) -> list[Link]:
        return [link for link in links if link.document in numbers]

    steps = [duty for duty in duties.steps if duty.link.document in numbers]
    groups = [
        group("posts.owns", (places.title(link) for link in of_book(duties.owns))),
        group("posts.know", (places.title(link) for link in of_book(duties.must_know))),
        *(
            group_of(edition, places, [duty.link for duty in steps if duty.link.document == number])
            for number in dict.fromkeys(duty.link.document for duty in steps)
        ),
    ]
    if all(part == NOTHING for part in groups):
        return NOTHING
    post = duties.post
    holders = f"{t('posts.holders')}: {t.listed(post.holders)}" if post.holders else ""
    return join([call("post", string(post.name), words(post.duties), words(holders)), *groups])


def group_of(edition: Edition, places: Places, links: Sequence[Link]) -> Code:
    """The steps that a post carries out in one document."""
    document = edition.documents[links[0].document]
    title = f"{edition.words('posts.does')}: {document.id} {document.title}"
    steps = array(places.refer(link.document, link.anchor, string(link.title), link.document) for link in links)
    return call("duty-group", string(title), steps)


def _directory(edition: Edition, book: BookView) -> Code:
    """Which question goes to which department, if a document of the book shows it."""
    tables = (
        node
        for document in book.documents
        for node in _nodes(document)
        if node.kind == "table" and node["register"] == "directory"
    )
    found = next(tables, None)
    if found is None:
        return NOTHING
    head, *rows = [[cell.plain() for cell in row.children] for row in found.children]
    title = call("list-page", string("directory"), string(edition.words("book.directory")))
    return join([title, table(head, rows)])


def _glossary(edition: Edition, book: BookView) -> Code:
    t = edition.words
    used = {measure.key for document in book.documents for measure in document.measures}
    bound = {law.key for document in book.documents for law in document.laws}
    measures = [
        call(
            "entry",
            string(measure.name),
            words(measure.definition),
            array(
                array([string(t(name)), words(value)])
                for name, value in (
                    ("table.formula", measure.formula),
                    ("table.targets", "; ".join(f"{goal.team}: {goal.words}" for goal in measure.targets)),
                )
                if value
            ),
        )
        for measure, _ in edition.measures
        if measure.key in used
    ]
    laws = [
        call(
            "entry",
            string(f"{law.short} – {law.name}" if law.short != law.name else law.name),
            words(law.about),
            array([array([string(t("table.citation")), words(f"{law.citation} ({law.jurisdiction})")])]),
        )
        for law, _ in edition.laws
        if law.key in bound
    ]
    numbers = {document.id for document in book.documents}
    terms = [
        call("entry", string(term.name), words(term.definition), array([]))
        for term, uses in edition.terms
        if numbers & {link.document for link in uses.links}
    ]
    groups = [
        join([call("part", string(t(key))), *entries])
        for key, entries in (("document.measures", measures), ("document.laws", laws), ("glossary.title", terms))
        if entries
    ]
    if not groups:
        return NOTHING
    return join([call("list-page", string("glossary"), string(t("book.glossary"))), *groups])


def _index(edition: Edition, book: BookView, places: Places) -> Code:
    """The terms of the registers that the book names, and the documents and steps by their titles."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for term, label in _occurrences(edition, book):
        if label in places.labels:
            found[term][label] = None
    if not found:
        return NOTHING
    terms = sorted(found, key=lambda term: sort_key(term, edition.language))
    entries = array(array([words(term), array(map(string, found[term]))]) for term in terms)
    return join([call("list-page", string("index"), string(edition.words("book.index"))), call("index", entries)])


def _occurrences(edition: Edition, book: BookView) -> Iterator[tuple[str, str]]:
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
        for label, nodes in _passages(document):
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


def _passages(document: DocumentView) -> Iterator[tuple[str, Nodes]]:
    """The document's passages with the place that each stands at."""
    yield label_of(document.id), document.intro
    for section in document.sections:
        yield label_of(document.id, section.id), section.body
        for part in section.parts:
            yield label_of(document.id, part.id), part.body
    for step in document.steps:
        yield label_of(document.id, step.id), (*step.title, *step.body)


def _nodes(document: DocumentView) -> Iterator[Node]:
    for _, nodes in _passages(document):
        yield from walk(nodes)


def sort_key(term: str, language: str) -> tuple[str, str]:
    """A term's place in the alphabet: an accent decides only between words that are else the same.

    Lithuanian files y with i. Chinese is filed by the signs' radicals, which is the order of their code points.
    """
    folded = term.casefold()
    plain_letters = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
    if language in ("bg", "ru"):
        plain_letters = folded  # й is a letter of its own, not an accented и
    if language == "lt":
        plain_letters = plain_letters.replace("y", "i")
    return plain_letters, folded
