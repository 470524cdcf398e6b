"""Confirming a document: what changed, the questions, and the statement."""

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sopwright.records.due import Assignment
from sopwright.records.quiz import asked, wrong
from sopwright.serve.frame import page
from sopwright.serve.layers.forms import form_of
from sopwright.serve.refuse import refuse
from sopwright.serve.routes.page import Access, Page
from sopwright.serve.routes.shelf import address_of, document_in, place_name, reader_of
from sopwright.serve.service import person_in, service_of

ANSWER = "answer-"
"""What the fields of answers begin with."""


def show(request: Request) -> Response:
    """The page on which a document is confirmed; whoever need not confirm it is told so."""
    document = document_in(request)
    if document is None:
        return refuse(request)
    assignment = _assignment(request)
    if assignment is None:
        return page(request, "not-asked.html", document=document, address=address_of(request, document))
    return _form(request, assignment)


def confirm(request: Request) -> Response:
    """Judge the answers and keep the confirmation; the answer leaves when it is on disk."""
    service, person, form = service_of(request), person_in(request), form_of(request)
    assignment = _assignment(request) if document_in(request) is not None else None
    if assignment is None:
        return refuse(request)
    if not service.records.tries.allows(person.id):
        return _form(request, assignment, fault="too_often", status=429)
    language = assignment.known.language(person.language)
    if form.get("content") != assignment.known.versions[language].content:
        return _form(request, assignment, fault="stale", status=409)
    given = {key.removeprefix(ANSWER): value for key, value in form.items() if key.startswith(ANSWER)}
    failed = wrong(assignment.known.questions, given)
    if failed or form.get("understood") != "yes":
        return _form(request, assignment, given, failed, "" if failed else "tick", 422)
    service.records.confirm(person.id, assignment, language)
    return RedirectResponse(f"/reading?confirmed={assignment.known.id}", 303)


def _assignment(request: Request) -> Assignment | None:
    service, person = service_of(request), person_in(request)
    return service.records.assignment(person.id, request.path_params["document"], service.today())


def _form(
    request: Request,
    assignment: Assignment,
    given: Mapping[str, str] | None = None,
    failed: Sequence[str] = (),
    fault: str = "",
    status: int = 200,
) -> Response:
    service, person, known = service_of(request), person_in(request), assignment.known
    language, last = known.language(person.language), assignment.last
    changes = None
    if last is not None and last.material not in known.materials:
        changes = service.records.past.changes(reader_of(request), known, last)
    questions = asked(known.questions, language, person.id) if assignment.is_open else ()
    places = {one.about: place_name(request, known.document, one.about) for one in questions}
    return page(
        request,
        "read.html",
        status,
        assignment=assignment,
        content_language=language,
        content=known.versions[language].content,
        address=address_of(request, known.document),
        changes=changes,
        questions=questions,
        places=places,
        given=given or {},
        failed=failed,
        fault=fault,
        zone=service.zone,
    )


PAGES = (
    Page("/read/{document}", show, Access.READER),
    Page("/read/{document}", confirm, Access.READER, methods=("POST",)),
)
