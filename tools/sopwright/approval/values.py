"""What a document shows of the registers: the rows it refers to, as a reader of one language sees them."""

from collections.abc import Iterator

from sopwright.approval.plain import Json, of_form, plain, words
from sopwright.model.form import Form, Words
from sopwright.model.handbook import Document, Registers
from sopwright.model.metadata import Metadata
from sopwright.model.quantity import Named
from sopwright.model.references import day_of, uses
from sopwright.model.text import Text

Used = tuple[str, str]
"""A register and a row of it; for the organisation, one of its fields."""

_UNSEEN = {"posts": frozenset({"roles", "superior", "deputy", "duties"}), "teams": frozenset({"task"})}
"""Fields of rows that no page of a document shows."""


def values(registers: Registers, document: Document, text: Text) -> dict[str, Json]:
    """The rows that a document's metadata and one of its texts refer to, by register and key.

    A row that does not exist is left out; when it is added later, the document shows something else.
    """
    result: dict[str, Json] = {}
    for register, key in sorted(set(_used(registers, document.metadata, text))):
        seen = _seen(registers, register, key, text.language)
        if seen is not None:
            result.setdefault(register, {})[words(key)] = seen
    tables = {node["key"] for node in text.of_kind("reference") if node["kind"] == "table"}
    if tables:
        result["tables"] = {words(key): _table(registers, key) for key in sorted(tables)}
    return result


def _used(registers: Registers, metadata: Metadata, text: Text) -> Iterator[Used]:
    direct = [*_in_metadata(metadata), *_in_text(registers, text)]
    for register, key in direct:
        yield register, key
        if register == "measures" and key in registers.measures:
            yield from (("teams", team) for team in registers.measures[key].targets)
        if register == "calendar" and key in registers.calendar:
            yield from (("posts", post) for post in registers.calendar[key].posts)


def _in_metadata(metadata: Metadata) -> Iterator[Used]:
    acknowledge = metadata.training.acknowledge if metadata.training else ()
    executing = [step.by for step in metadata.steps.values()]
    for post in (metadata.owner, *metadata.executors, *acknowledge, *executing):
        yield "posts", post
    for name in metadata.visibility:
        yield from _readers(name)
    for measure in metadata.measures:
        yield "measures", measure
    for law in metadata.all_laws:
        yield "laws", law
    for step in metadata.steps.values():
        if isinstance(step.within, Named):
            yield f"{step.within.kind}s", step.within.key
        for answer in step.choose or ():
            if answer not in metadata.answers:
                yield "answers", answer


def _in_text(registers: Registers, text: Text) -> Iterator[Used]:
    for node in text.of_kind("only-for"):
        for name in node["roles"].split():
            yield from _readers(name)
    for node in text.of_kind("reference"):
        kind, key = node["kind"], node["key"]
        named = uses(kind, key)
        if named is not None:
            yield named
        elif kind == "org":
            yield "organisation", key
        elif kind == "table":
            register, keys = _rows(registers, key)
            yield from ((register, row) for row in keys)


def _readers(name: str) -> Iterator[Used]:
    """Who may read is content: a role's name, and the roles of a group."""
    yield "roles", name
    yield "groups", name


def _rows(registers: Registers, key: str) -> tuple[str, list[str]]:
    """The register that a table shows, and its rows in the table's order."""
    name, _, argument = key.partition("/")
    if name == "measures":
        rows = registers.measures.rows
        return "measures", [row for row in rows if not argument or rows[row].goal(argument) is not None]
    if name == "day":
        return "calendar", list(day_of(registers, argument))
    if name == "calendar":
        return "calendar", [row for row, event in registers.calendar.rows.items() if event.kind == argument]
    return name, list(getattr(registers, name).rows) if name in ("directory", "laws") else []


def _table(registers: Registers, key: str) -> Json:
    return [words(row) for row in _rows(registers, key)[1]]


def _seen(registers: Registers, register: str, key: str, language: str) -> Json:
    if register == "organisation":
        return plain(getattr(registers.organisation, key, None), str)
    if register in ("roles", "groups"):
        rows: dict[str, Form] = dict(getattr(registers.roles, register))
        row: object = rows.get(key)
    else:
        row = getattr(registers, register).get(key)
    if isinstance(row, Form):
        return of_form(row, language, _UNSEEN.get(register, frozenset()))
    return plain(row, Words, language)
