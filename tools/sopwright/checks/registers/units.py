"""The units of quantities."""

from collections.abc import Iterator

from sopwright.checks.check import Context
from sopwright.diagnostics import Span
from sopwright.model.handbook import Document, Registers
from sopwright.model.quantity import INTERVALS, SECONDS, Quantity, parse_quantity

KNOWN = frozenset({"%", *SECONDS, *INTERVALS})
"""Units that every language has words for, without a catalogue."""

Found = Iterator[tuple[Quantity, Span]]


def plural(unit: str) -> str:
    """A unit as quantities name it."""
    try:
        return parse_quantity(f"1 {unit}").unit
    except ValueError:
        return unit


def named_units(context: Context) -> frozenset[str] | None:
    """The units that the catalogue of the first language has words for, or nothing without such a catalogue."""
    handbook = context.handbook
    catalogue = handbook.words.get(next(iter(handbook.language_keys), ""), {})
    units = catalogue.get("units")
    return frozenset(units) | KNOWN if isinstance(units, dict) else None


def in_registers(registers: Registers) -> Found:
    """The quantities of all registers, with their places."""
    for key, measure in registers.measures.rows.items():
        for team, goal in measure.targets.items():
            yield goal.value, registers.measures.at(key, "targets", team, goal.comparison)
    for key, limit in registers.limits.rows.items():
        yield limit.value, registers.limits.at(key, "value")
    for key, event in registers.calendar.rows.items():
        if event.at_least is not None:
            yield event.at_least, registers.calendar.at(key, "at_least")


def in_document(document: Document) -> Found:
    """The quantities of a document's metadata and texts, with their places."""
    for key, step in document.metadata.steps.items():
        if isinstance(step.within, Quantity):
            yield step.within, document.at("steps", key, "within")
        if step.wait is not None:
            yield step.wait, document.at("steps", key, "wait")
    for text in document.texts.values():
        for reference in text.of_kind("reference"):
            quantity = _read(reference["key"]) if reference["kind"] == "quantity" else None
            if quantity is not None:
                yield quantity, text.at(reference)


def _read(text: str) -> Quantity | None:
    try:
        return parse_quantity(text)
    except ValueError:
        return None
