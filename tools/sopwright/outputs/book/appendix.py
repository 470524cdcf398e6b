"""What stands at the end of a book: posts and their duties, the directory, the glossary, the index."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sopwright.edition.records import BookView, DocumentView, Edition, Link, PostDuties
from sopwright.outputs.book.code import NOTHING, Code, array, call, join, string
from sopwright.outputs.book.index import index, passages
from sopwright.outputs.book.places import Places
from sopwright.outputs.book.tables import table
from sopwright.outputs.book.words import words
from sopwright.source.nodes import Node, walk


def appendix(edition: Edition, book: BookView, places: Places) -> Mapping[str, Code]:
    """The lists at the end of a book that have something to say, in their order."""
    numbers = {document.id for document in book.documents}
    lists = {
        "posts": _posts(edition, numbers, places),
        "directory": _directory(book),
        "glossary": _glossary(edition, book),
        "index": index(edition, book, places),
    }
    return {key: content for key, content in lists.items() if content != NOTHING}


def _posts(edition: Edition, numbers: set[str], places: Places) -> Code:
    return join(_duties(edition, duties, numbers, places) for duties in edition.posts)


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


def _directory(book: BookView) -> Code:
    rows = directory_rows(book)
    return table(rows[0], rows[1:]) if rows else NOTHING


def directory_rows(book: BookView) -> list[list[str]]:
    """Which question goes to which department, with a head, if a document of the book shows it."""
    tables = (
        node
        for document in book.documents
        for node in _nodes(document)
        if node.kind == "table" and node["register"] == "directory"
    )
    found = next(tables, None)
    return [[cell.plain() for cell in row.children] for row in found.children] if found is not None else []


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
    return join(groups)


def _nodes(document: DocumentView) -> Iterator[Node]:
    for _, nodes in passages(document):
        yield from walk(nodes)
