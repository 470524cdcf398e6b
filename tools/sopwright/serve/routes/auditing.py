"""For auditors: whether the chain holds, and all confirmations as a file."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from sopwright.records.chain import verify
from sopwright.records.confirm import all_rows, head
from sopwright.records.database import reading
from sopwright.records.export import FORMATS, export
from sopwright.records.people import people
from sopwright.serve.frame import page
from sopwright.serve.refuse import refuse
from sopwright.serve.routes.page import Access, Page
from sopwright.serve.service import person_in, service_of

KINDS: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def audit(request: Request) -> Response:
    """Read the whole chain, and say whether it holds."""
    if not _is_auditor(request):
        return refuse(request)
    with reading(service_of(request).engine) as connection:
        broken = list(verify(all_rows(connection)))
        last = head(connection)
    return page(request, "audit.html", broken=broken, head=last, formats=FORMATS)


def exported(request: Request) -> Response:
    """All confirmations, each with the person's key."""
    form, service = request.path_params["form"], service_of(request)
    if not _is_auditor(request) or form not in FORMATS:
        return refuse(request)
    with reading(service.engine) as connection:
        names = {ref: person for person, ref in people(connection).items()}
        data = export(all_rows(connection), form, names, service.handbook.registers.organisation.name, service.today())
    headers = {"Content-Disposition": f'attachment; filename="confirmations-{service.today()}.{form}"'}
    return Response(data, media_type=KINDS[form], headers=headers)


def _is_auditor(request: Request) -> bool:
    return bool(set(service_of(request).handbook.registers.training.auditors) & set(person_in(request).posts))


PAGES = (
    Page("/audit", audit, Access.READER),
    Page("/audit/confirmations.{form}", exported, Access.READER),
)
