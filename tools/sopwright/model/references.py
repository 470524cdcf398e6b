"""References to data by name: which kinds there are, and what their keys mean."""

from collections.abc import Callable, Mapping
from datetime import date

from sopwright.model.handbook import Registers
from sopwright.model.quantity import parse_quantity
from sopwright.model.registers import WEEKDAYS, Event

ORGANISATION_FIELDS = ("name", "legal_name", "address", "phone", "email", "web")
EVENT_KINDS = ("meeting", "training", "monitoring", "report", "duty", "break")

_REGISTERS = {
    "measure-name": "measures",
    "limit": "limits",
    "extension": "directory",
    "department": "directory",
    "post": "posts",
    "law": "laws",
    "system": "systems",
    "event": "calendar",
    "wording": "wording",
}

KINDS = (*_REGISTERS, "measure", "org", "time", "date", "quantity", "percent", "table")


def fault_of(registers: Registers, kind: str, key: str) -> str:
    """Say in words what is wrong with a reference; an empty text means that it can be resolved."""
    if kind in _REGISTERS:
        register = getattr(registers, _REGISTERS[kind])
        return "" if key in register else f"`{key}` is not in registers/{_REGISTERS[kind]}.yml"
    judge = _JUDGES.get(kind)
    return judge(registers, key) if judge else f"`{kind}` is not a kind of reference"


def candidates(registers: Registers, kind: str) -> list[str]:
    """The keys that a kind of reference can have, for hints on misspelt ones."""
    if kind in _REGISTERS:
        return list(getattr(registers, _REGISTERS[kind]).rows)
    if kind == "measure":
        return list(registers.measures.rows)
    return list(ORGANISATION_FIELDS) if kind == "org" else []


def uses(kind: str, key: str) -> tuple[str, str] | None:
    """The register and row that a reference shows, or nothing where it shows none."""
    if kind in _REGISTERS:
        return _REGISTERS[kind], key
    if kind == "measure":
        return "measures", key.partition("/")[0]
    return None


def day_of(registers: Registers, post: str) -> Mapping[str, Event]:
    """A post's events of the week, by their start."""
    chosen = {key: event for key, event in registers.calendar.rows.items() if post in event.posts}
    return dict(sorted(chosen.items(), key=lambda item: (item[1].start, WEEKDAYS.index(item[1].days[0]))))


def _measure(registers: Registers, key: str) -> str:
    name, slash, team = key.partition("/")
    measure = registers.measures.get(name)
    if measure is None:
        return f"`{name}` is not in registers/measures.yml"
    if slash and measure.goal(team) is None:
        return f"the measure `{name}` has no target for the team `{team}`"
    return ""


def _organisation(_registers: Registers, key: str) -> str:
    return "" if key in ORGANISATION_FIELDS else f"`{key}` is not one of {', '.join(ORGANISATION_FIELDS)}"


def _time(_registers: Registers, key: str) -> str:
    hours, _, minutes = key.partition(":")
    good = len(hours) == len(minutes) == 2 and key.replace(":", "").isdecimal() and hours < "24" and minutes < "60"
    return "" if good else f"`{key}` is not a time such as 08:30"


def _date(_registers: Registers, key: str) -> str:
    try:
        date.fromisoformat(key)
    except ValueError:
        return f"`{key}` is not a date such as 2026-11-02"
    return ""


def _quantity(_registers: Registers, key: str) -> str:
    try:
        parse_quantity(key)
    except ValueError as error:
        return str(error)
    return ""


def _percent(registers: Registers, key: str) -> str:
    return _quantity(registers, f"{key} %")


def _table(registers: Registers, key: str) -> str:
    name, slash, rest = key.partition("/")
    if name in ("directory", "laws") and not slash:
        return ""
    if name == "measures":
        return "" if not slash or rest in registers.teams else f"`{rest}` is not in registers/teams.yml"
    if name == "day" and slash:
        return "" if rest in registers.posts else f"`{rest}` is not in registers/posts.yml"
    if name == "calendar" and slash:
        return "" if rest in EVENT_KINDS else f"`{rest}` is not one of {', '.join(EVENT_KINDS)}"
    return f"`{key}` is not a table"


_JUDGES: Mapping[str, Callable[[Registers, str], str]] = {
    "measure": _measure,
    "org": _organisation,
    "time": _time,
    "date": _date,
    "quantity": _quantity,
    "percent": _percent,
    "table": _table,
}
