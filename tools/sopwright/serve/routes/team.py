"""The table of a team lead, by name, and the sums of those above, without names."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from sopwright.model.form import label
from sopwright.outputs.register.csv import as_csv
from sopwright.outputs.register.xlsx import About, as_xlsx
from sopwright.records.matrix import Cell, Matrix, matrix, sums
from sopwright.records.teams import below, led_by, team_of
from sopwright.serve.frame import page, words_of
from sopwright.serve.refuse import refuse
from sopwright.serve.routes.page import Access, Page
from sopwright.serve.service import person_in, service_of


def team(request: Request) -> Response:
    """People by documents."""
    found = _matrix(request)
    if not found.rows:
        return refuse(request)
    return page(request, "team.html", matrix=found, people=service_of(request).handbook.registers.people.rows)


def team_csv(request: Request) -> Response:
    """The table for programs."""
    heads, lines = _table(request)
    return _file(request, as_csv(heads, lines), "text/csv; charset=utf-8", "csv") if lines else refuse(request)


def team_xlsx(request: Request) -> Response:
    """The table for people."""
    heads, lines = _table(request)
    if not lines:
        return refuse(request)
    service, t = service_of(request), words_of(request)
    about = About(t("team.title"), service.handbook.registers.organisation.name, t("reading.title"), service.today())
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _file(request, as_xlsx(about, heads, lines), kind, "xlsx")


def overview(request: Request) -> Response:
    """How many have confirmed, by document and team."""
    service, person, day = service_of(request), person_in(request), service_of(request).today()
    registers = service.handbook.registers
    everyone = below(registers, person.id, day)
    if not everyone:
        return refuse(request)
    groups = {key: team_of(registers, key, day) for key in everyone}
    found = sums(service.records.assigned_to(everyone, day), groups)
    teams = {key: label(row.name, person.language) for key, row in registers.teams.rows.items()}
    columns = [(key, teams.get(key, key)) for key in dict.fromkeys(sorted(groups.values()))]
    documents = sorted({number for number, _ in found})
    return page(request, "overview.html", found=found, columns=columns, documents=_titles(request, documents))


def _titles(request: Request, numbers: list[str]) -> Mapping[str, str]:
    documents, language = service_of(request).handbook.documents, person_in(request).language
    return {number: documents[number].title(language) for number in numbers}


def _matrix(request: Request) -> Matrix:
    service, person = service_of(request), person_in(request)
    led = led_by(service.handbook.registers, person.id, service.today())
    return matrix(service.records.assigned_to(led, service.today()))


def _table(request: Request) -> tuple[list[str], list[list[str]]]:
    found, t = _matrix(request), words_of(request)
    people = service_of(request).handbook.registers.people.rows
    heads = [t("team.person"), *found.documents]
    lines = [[people[key].name, *(_said(request, cell) for cell in cells)] for key, cells in found.rows.items()]
    return heads, lines


def _said(request: Request, cell: Cell) -> str:
    """A cell in words: the state, and which revision was read in which language."""
    if not cell.state:
        return ""
    t = words_of(request)
    state = t(f"team.{cell.state}")
    return f"{state} ({t.number(cell.revision)}, {cell.language})" if cell.revision else state


def _file(request: Request, data: bytes, kind: str, ending: str) -> Response:
    name = f"team-{service_of(request).today()}.{ending}"
    return Response(data, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


PAGES = (
    Page("/team", team, Access.READER),
    Page("/team.csv", team_csv, Access.READER),
    Page("/team.xlsx", team_xlsx, Access.READER),
    Page("/overview", overview, Access.READER),
)
