"""``sopwright access``: who can read what, and why."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from sopwright.checks.run import examine
from sopwright.commands import exits
from sopwright.diagnostics import has_errors
from sopwright.model.handbook import Document, Handbook
from sopwright.report import text
from sopwright.visibility import Decision, decide, decide_audience, roles_of


@dataclass(frozen=True)
class Line:
    """One answer: a reader, a document, the decision."""

    reader: str
    document: str
    allowed: bool
    reason: str


def access(root: Path, today: date, document: str, person: str, as_json: bool, out: Console, faults: Console) -> int:
    """Print each audience's or one person's access to all documents or to one."""
    examined = examine(root, today)
    if examined.handbook is None or has_errors(examined.diagnostics):
        faults.print(text.render(examined.diagnostics), end="", soft_wrap=True)
        return exits.FAULTS
    handbook = examined.handbook
    if document and document not in handbook.documents:
        faults.print(f"`{document}` is not a document; there are {', '.join(handbook.documents)}.", soft_wrap=True)
        return exits.USAGE
    if person and person not in handbook.registers.people:
        known = ", ".join(handbook.registers.people.rows)
        faults.print(f"`{person}` is not in registers/people.yml; there are {known}.", soft_wrap=True)
        return exits.USAGE
    documents = [handbook.documents[document]] if document else list(handbook.documents.values())
    lines = _of_person(handbook, person, documents, today) if person else _of_audiences(handbook, documents)
    if as_json:
        out.out(json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=2), highlight=False)
    else:
        out.print(_table(lines))
    return exits.CLEAN


def _of_person(handbook: Handbook, person: str, documents: list[Document], day: date) -> list[Line]:
    roles = roles_of(handbook, person, day)
    lines: list[Line] = []
    for document in documents:
        decisions = [decide(role, document.metadata.visibility, handbook.registers.roles) for role in roles]
        decision = next((d for d in decisions if d.allowed), None) or (
            decisions[0] if decisions else Decision(False, f"`{person}` holds no post on {day}")
        )
        lines.append(_line(person, document, decision))
    return lines


def _of_audiences(handbook: Handbook, documents: list[Document]) -> list[Line]:
    audiences: Mapping[str, object] = handbook.registers.audiences.rows
    return [
        _line(
            key,
            document,
            decide_audience(handbook.registers.audiences[key], document.metadata.visibility, handbook.registers.roles),
        )
        for document in documents
        for key in audiences
    ]


def _line(reader: str, document: Document, decision: Decision) -> Line:
    return Line(reader, document.id, decision.allowed, decision.reason)


def _table(lines: list[Line]) -> Table:
    table = Table("document", "reader", "may read", "why")
    for line in lines:
        table.add_row(line.document, line.reader, "yes" if line.allowed else "no", line.reason)
    return table
