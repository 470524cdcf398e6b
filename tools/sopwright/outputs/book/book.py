"""A book and a leaflet as prints."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sopwright.edition.records import BookView, DocumentView, Edition, TopicView
from sopwright.outputs.book.appendix import appendix
from sopwright.outputs.book.charts import charts_of
from sopwright.outputs.book.code import Code, array, call, join, number, string
from sopwright.outputs.book.document import DocumentCode
from sopwright.outputs.book.look import Page, look
from sopwright.outputs.book.places import Places, label_of, list_label, topic_label
from sopwright.outputs.book.prints import MAIN, Print
from sopwright.outputs.chart.fonts import FontSet


@dataclass(frozen=True)
class Workshop:
    """What prints are made with."""

    template: Mapping[str, bytes]
    """The template's files by name."""
    fonts: FontSet
    """What charts are measured with."""


def book_print(edition: Edition, book: BookView, shop: Workshop) -> Print:
    """A book of an edition, with all its documents."""
    page = Page(edition.organisation.book.page)
    places = Places.of_book(book.documents)
    files: dict[str, bytes] = {}
    lines = (string(book.title), string(_edition(edition)))
    lists = appendix(edition, book, places)
    contents = call("contents", array(_contents(edition, book, lists)))
    aside = string(edition.words("book.contents"))
    parts = [_title_page(edition, book), call("running", lines[0], aside, lines[1], contents)]
    for topic in book.topics:
        if topic.title:
            parts.append(_divider(topic, *lines))
        for document in topic.documents:
            code = DocumentCode(edition, document, places, charts_of(document, edition.words, shop.fonts, page))
            content = _document(edition, code, string(book.title))
            parts.append(call("lower", content) if topic.title else content)
            files |= code.files
    for key, content in lists.items():
        title = string(edition.words(f"book.{key}"))
        whole = join([call("list-title", string(list_label(key)), title), content])
        parts.append(call("running", lines[0], title, lines[1], whole))
    setup = call("book.with", **_properties(edition, f"{book.title} – {edition.organisation.name}", book.description))
    return _print(edition, page, setup, join(parts), files, shop)


def _contents(edition: Edition, book: BookView, lists: Iterable[str]) -> Iterator[Code]:
    """The lines of the contents: a place, its number or an empty text, its title, and how deep it stands."""

    def entry(place: str, numbered: str, title: str, depth: int = 1) -> Code:
        return array([string(place), string(numbered), string(title), number(depth)])

    for topic in book.topics:
        if topic.title:
            yield entry(topic_label(topic.key), "", topic.title)
        for document in topic.documents:
            yield entry(label_of(document.id), document.id, document.title, 2 if topic.title else 1)
    for key in lists:
        yield entry(list_label(key), "", edition.words(f"book.{key}"))


def _divider(topic: TopicView, header: Code, footer: Code) -> Code:
    """The page that a topic begins with: what it is about, and its documents."""
    entries = array(
        array([string(label_of(document.id)), string(document.id), string(document.title)])
        for document in topic.documents
    )
    return call(
        "topic-page",
        header,
        footer,
        string(topic_label(topic.key)),
        string(topic.title),
        string(topic.description),
        entries,
    )


def _document(edition: Edition, code: DocumentCode, header: Code) -> Code:
    """A document on pages of its own: its head, then its words."""
    document = code.document
    head = [string(label_of(document.id)), string(document.id), string(document.title), code.facts()]
    content = join([call("document-head", *head), code.body()])
    aside = string(f"{document.id}  {document.title}")
    return call("running", header, aside, string(_running(edition, document)), content)


def leaflet_print(edition: Edition, document: DocumentView, shop: Workshop) -> Print:
    """One document, for the wall or the desk; the audience is not named, so that readers who see the same share it."""
    page = Page(edition.organisation.book.leaflet)
    code = DocumentCode(
        edition, document, Places.of_leaflet(document), charts_of(document, edition.words, shop.fonts, page)
    )
    body = _document(edition, code, string(edition.organisation.name))
    setup = call("book.with", **_properties(edition, f"{document.id} {document.title}", document.title))
    return _print(edition, page, setup, body, code.files, shop)


def _print(edition: Edition, page: Page, setup: Code, body: Code, files: Mapping[str, bytes], shop: Workshop) -> Print:
    main = f'#import "book.typ": *\n#show: {setup}\n#{body}\n'
    logo = {_logo(edition): edition.organisation.logo}
    settings = {MAIN: main.encode(), "look.json": look(edition, page)}
    printed = edition.words("book.printed", date=edition.words.date(edition.as_of))
    return Print({**shop.template, **logo, **files, **settings}, {"printed": printed})


def _properties(edition: Edition, title: str, description: str) -> dict[str, Code]:
    return {
        "title": string(title),
        "author": string(edition.organisation.name),
        "description": string(description),
    }


def _edition(edition: Edition) -> str:
    return f"{edition.audience_name} · {edition.language_name(edition.language)}"


def _running(edition: Edition, document: DocumentView) -> str:
    """What the footer says of a document: number, revision, language, and an emergency's end."""
    t = edition.words
    revision = t("book.revision", number=t.number(document.revision.number))
    until = document.approval.emergency_until if document.approval else None
    emergency = (t("issue.emergency", moment=t.moment(until)),) if until else ()
    return " · ".join((document.id, revision, edition.language_name(document.language), *emergency))


def _title_page(edition: Edition, book: BookView) -> Code:
    t, organisation = edition.words, edition.organisation
    dates = [document.effective for document in book.documents if document.effective]
    revised = max(document.revision.date for document in book.documents)
    posts = {post.key: post for document in book.documents for post in document.executors}
    covered = ", ".join(document.id for document in book.documents)
    pairs = [
        ("book.published", t.date(max(dates)) if dates else ""),
        ("book.revised", t.date(revised)),
        ("book.edition", _edition(edition)),
        ("book.covered", covered),
        ("book.carried_out", "; ".join(_holders(edition, post.name, post.holders) for post in posts.values())),
    ]
    facts = array(array([string(t(key)), string(value)]) for key, value in pairs if value)
    lines = (*organisation.address, organisation.phone, organisation.email, organisation.web)
    return call(
        "title-page",
        string(book.title),
        string(book.description),
        string(organisation.name),
        string(organisation.legal_name),
        array(map(string, lines)),
        facts,
        digest=string(t("book.digest")),
        logo=string(_logo(edition)),
    )


def _logo(edition: Edition) -> str:
    return f"logo.{edition.organisation.logo_name.rsplit('.', 1)[-1]}"


def _holders(edition: Edition, post: str, holders: tuple[str, ...]) -> str:
    return f"{post} ({edition.words.listed(holders)})" if holders else post
