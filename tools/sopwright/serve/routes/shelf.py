"""What pages about documents share: the documents that somebody may read, and where their pages are."""

from starlette.requests import Request

from sopwright.edition.reader import Reader
from sopwright.model.form import label
from sopwright.model.handbook import Document
from sopwright.serve.service import person_in, service_of


def reader_of(request: Request) -> Reader:
    """The reader whom an audience's tree was made for, in the language of a request."""
    service, person = service_of(request), person_in(request)
    audience = service.handbook.registers.audiences[person.audience]
    return Reader(service.handbook, audience, person.language, service.today())


def document_in(request: Request) -> Document | None:
    """The document that an address names, if this person may read it."""
    document = service_of(request).handbook.documents.get(request.path_params["document"])
    return document if document is not None and reader_of(request).reads(document) else None


def address_of(request: Request, document: Document, anchor: str = "") -> str:
    """Where a document's page stands in the person's tree."""
    person = person_in(request)
    place = f"/{person.audience}/{person.language}/{document.metadata.book}/{document.id}.html"
    return f"{place}#{anchor}" if anchor else place


def place_name(request: Request, document: Document, anchor: str) -> str:
    """The words of the heading that an anchor leads to; the anchor itself where there is none."""
    language = person_in(request).language
    for text in (document.texts.get(language), document.source_text):
        for part in text.parts if text else ():
            if part.id == anchor:
                return part.title
    return anchor


def post_name(request: Request, post: str) -> str:
    """A post's name in the reader's language."""
    row = service_of(request).handbook.registers.posts.get(post)
    return label(row.name, person_in(request).language) if row else post
