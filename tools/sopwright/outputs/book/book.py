"""A book and a leaflet as prints."""

from collections.abc import Mapping
from dataclasses import dataclass

from sopwright.edition.records import BookView, DocumentView, Edition
from sopwright.outputs.book.appendix import appendix
from sopwright.outputs.book.charts import charts_of
from sopwright.outputs.book.code import Code, array, call, join, string
from sopwright.outputs.book.document import DocumentCode, inside
from sopwright.outputs.book.look import Page, look
from sopwright.outputs.book.places import Places, label_of
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
    parts = [_title_page(edition, book), call("contents")]
    for document in book.documents:
        code = DocumentCode(edition, document, places, charts_of(document, edition.words, shop.fonts, page))
        head = [string(label_of(document.id)), string(document.id), string(document.title), code.facts()]
        running = string(_running(edition, document))
        parts.append(call("opener", *head, inside(document), running))
        parts.append(call("document-body", code.body()))
        files |= code.files
    parts.append(appendix(edition, book, places))
    title = f"{book.title} – {edition.organisation.name}"
    setup = call(
        "book.with",
        title=string(title),
        header=string(book.title),
        **_properties(edition, book.description),
        footer=string(_edition(edition)),
    )
    return _print(edition, page, setup, join(parts), files, shop)


def leaflet_print(edition: Edition, document: DocumentView, shop: Workshop) -> Print:
    """One document, for the wall or the desk; the audience is not named, so that readers who see the same share it."""
    page = Page(edition.organisation.book.leaflet)
    code = DocumentCode(
        edition, document, Places.of_leaflet(document), charts_of(document, edition.words, shop.fonts, page)
    )
    head = [string(document.id), string(document.title), code.facts(), string(_running(edition, document))]
    body = join([call("leaflet-head", *head), code.body()])
    title = f"{document.id} {document.title}"
    header = string(edition.organisation.name)
    setup = call(
        "book.with", title=string(title), header=header, **_properties(edition, document.title), footer=string("")
    )
    return _print(edition, page, setup, body, code.files, shop)


def _print(edition: Edition, page: Page, setup: Code, body: Code, files: Mapping[str, bytes], shop: Workshop) -> Print:
    main = f'#import "book.typ": *\n#show: {setup}\n#{body}\n'
    logo = {_logo(edition): edition.organisation.logo}
    settings = {MAIN: main.encode(), "look.json": look(edition, page)}
    printed = edition.words("book.printed", date=edition.words.date(edition.as_of))
    return Print({**shop.template, **logo, **files, **settings}, {"printed": printed})


def _properties(edition: Edition, description: str) -> dict[str, Code]:
    return {"author": string(edition.organisation.name), "description": string(description)}


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
