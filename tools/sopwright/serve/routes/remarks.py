"""Feedback: said on a page or a step, answered by the owner, seen by its sender."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sopwright.model.handbook import Document
from sopwright.records.database import reading
from sopwright.records.feedback import KINDS, LONGEST, Item, Remark, by_code, of_person, send
from sopwright.serve.frame import page
from sopwright.serve.layers.forms import form_of
from sopwright.serve.refuse import refuse
from sopwright.serve.routes.page import Access, Page
from sopwright.serve.routes.shelf import address_of, document_in, post_name, reader_of
from sopwright.serve.service import person_in, service_of


def write(request: Request) -> Response:
    """The form, for the whole document or for one step."""
    document = document_in(request)
    return refuse(request) if document is None else _form(request, document)


def sent(request: Request) -> Response:
    """Keep a remark, and lead its sender to where the answer will stand."""
    document, form = document_in(request), form_of(request)
    if document is None:
        return refuse(request)
    text, kind = form.get("text", "").strip(), form.get("kind", "")
    fault = _fault(text, kind)
    if not fault and not service_of(request).records.remarks.allows(person_in(request).id):
        fault = "too_often"
    if fault:
        return _form(request, document, fault, 429 if fault == "too_often" else 422)
    code = _keep(request, document, kind, text)
    return RedirectResponse(f"/feedback/sent/{code}", 303)


def status(request: Request) -> Response:
    """What became of a remark; whoever has its code may see it."""
    with reading(service_of(request).engine) as connection:
        found = by_code(connection, request.path_params["code"])
    if found is None:
        return refuse(request)
    return page(request, "remark.html", item=found, title=_title(request, found), zone=service_of(request).zone)


def mine(request: Request) -> Response:
    """What somebody said under their name."""
    with reading(service_of(request).engine) as connection:
        found = of_person(connection, person_in(request).id)
    titles = {one.document: _title(request, one) for one in found}
    return page(request, "remarks.html", items=found, titles=titles, zone=service_of(request).zone)


def _fault(text: str, kind: str) -> str:
    if kind not in KINDS:
        return "kind"
    return "empty" if not text else "too_long" if len(text) > LONGEST else ""


def _keep(request: Request, document: Document, kind: str, text: str) -> str:
    service, person, form = service_of(request), person_in(request), form_of(request)
    step = form.get("step", "")
    remark = Remark(
        document=document.id,
        step=step if step in dict(_steps(request, document)) else "",
        language=person.language,
        revision=document.metadata.revision.number,
        kind=kind,
        text=text,
        person="" if form.get("anonymous") == "yes" else person.id,
        owner=document.metadata.owner,
        due=service.handbook.registers.training.answer.after(service.today()),
    )
    return service.records.writer.write(lambda connection: send(connection, remark, service.now()))


def _steps(request: Request, document: Document) -> list[tuple[str, str]]:
    """The headings that a remark can be about."""
    text = document.texts.get(person_in(request).language) or document.source_text
    return [(part.id, part.title) for part in text.parts] if text else []


def _form(request: Request, document: Document, fault: str = "", code: int = 200) -> Response:
    form = form_of(request) if request.method == "POST" else request.query_params
    return page(
        request,
        "feedback.html",
        code,
        document=document,
        address=address_of(request, document),
        owner=post_name(request, document.metadata.owner),
        steps=_steps(request, document),
        kinds=KINDS,
        longest=LONGEST,
        given={key: form.get(key, "") for key in ("step", "kind", "text", "anonymous")},
        fault=fault,
    )


def _title(request: Request, item: Item) -> str:
    """A document's title for who may read it, else its number alone."""
    document = reader_of(request).visible.get(item.document)
    return f"{item.document} {document.title(person_in(request).language)}" if document else item.document


PAGES = (
    Page("/feedback", mine, Access.READER),
    Page("/feedback/sent/{code}", status, Access.READER),
    Page("/feedback/{document}", write, Access.READER),
    Page("/feedback/{document}", sent, Access.READER, methods=("POST",)),
)
