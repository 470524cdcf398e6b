"""What rows, steps and people are called: labels in every language, for differences to name them by."""

from collections.abc import Callable, Mapping
from datetime import date

from sopwright.approval.compare.difference import Labels, Value
from sopwright.approval.side import Side
from sopwright.model.metadata import END, Target
from sopwright.model.quantity import Named, Quantity, parse_quantity
from sopwright.model.references import uses


def row(side: Side, register: str, key: str, name: str = "name") -> Value:
    """A row's label; its key where there is no such row."""
    found = getattr(side.registers, register).get(key)
    return getattr(found, name) if found is not None else key


def rows(register: str, *sides: Side, name: str = "name") -> Mapping[str, Value]:
    """The labels of all rows of a register, as the last of some sides has them."""
    found: dict[str, Value] = {}
    for side in sides:
        found |= {key: getattr(one, name) for key, one in getattr(side.registers, register).rows.items()}
    return found


def people(*sides: Side) -> Mapping[str, Value]:
    """People's names."""
    return {key: person.name for side in sides for key, person in side.registers.people.rows.items()}


def readers(*sides: Side) -> Mapping[str, Value]:
    """The names of roles and of groups of roles."""
    found: dict[str, Value] = {}
    for side in sides:
        roles = side.registers.roles
        found |= {key: one.name for key, one in roles.roles.items()}
        found |= {key: one.name for key, one in roles.groups.items()}
    return found


def languages(*sides: Side) -> Mapping[str, Value]:
    """Languages by their own names."""
    return {key: one.name for side in sides for key, one in side.registers.languages.rows.items()}


def titles(side: Side) -> Mapping[str, Labels]:
    """The words of the headings of steps, sections and clauses, by their id."""
    found: dict[str, dict[str, str]] = {}
    for language, text in side.document.texts.items():
        named = [*((section.id, section.title) for section in text.sections), *((p.id, p.title) for p in text.parts)]
        for place, title in named:
            found.setdefault(place, {})[language] = title
    return found


def answer(side: Side, key: str) -> Value:
    """What an answer of a branch is called."""
    return side.document.metadata.answers.get(key) or side.registers.answers.get(key) or key


def target(side: Side, found: Target) -> Value:
    """What a branch leads to: a step's title, a document with a place in it, or the word ``end``."""
    if found.is_end:
        return END
    if found.document:
        return f"{found.document}#{found.step}" if found.step else found.document
    return titles(side).get(found.step) or found.step


def reference(side: Side, kind: str, key: str) -> Value:
    """What a reference shows: a value that stands in it, or the name of the row that it shows."""
    if kind in _PARSED:
        return _PARSED[kind](key)
    named = uses(kind, key)
    found = row(side, *named) if named is not None else key
    return found if found != key else f"{{{kind}:{key}}}"


_PARSED: Mapping[str, Callable[[str], Value]] = {
    "time": str,
    "date": date.fromisoformat,
    "quantity": parse_quantity,
    "percent": lambda key: parse_quantity(f"{key} %"),
}


def amount(side: Side, found: Quantity | Named | None) -> Value:
    """A quantity, given or by name."""
    if not isinstance(found, Named):
        return found or ""
    if found.kind == "limit":
        limit = side.registers.limits.get(found.key)
        return limit.value if limit else str(found)
    measure = side.registers.measures.get(found.key)
    goal = measure.goal(found.team) if measure else None
    return goal.value if goal else str(found)
