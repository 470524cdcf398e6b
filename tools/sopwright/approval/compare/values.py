"""The differences of what two contents show of the registers: numbers, targets, addresses, names."""

from collections.abc import Iterator, Mapping
from typing import Any

from sopwright.approval.compare import labels
from sopwright.approval.compare.difference import Difference, Value, added_and_removed
from sopwright.approval.compare.sentence import Sentence, differences
from sopwright.approval.plain import Json
from sopwright.approval.side import Side
from sopwright.model.binding import Binding
from sopwright.model.quantity import parse_quantity

_WORDS = frozenset("name short definition formula about task jurisdiction topics place".split())
"""Fields that hold words; the others hold what words only name: a number, an address, a time, who may read."""


def values(old: Side, new: Side, before: Json, after: Json, binding: Binding) -> Iterator[Difference]:
    """What the same rows show otherwise.

    A row that only one of the two shows comes or goes with what refers to it, which is told elsewhere.

    Args:
        old: The document before.
        new: The document after.
        before: The rows it showed, by register and key, as its digest has them.
        after: The rows it shows now.
        binding: The words that bind, in the language of the rows.
    """
    for register in before.keys() & after.keys():
        for key in sorted(before[register].keys() & after[register].keys()):
            one, other = before[register][key], after[register][key]
            if one != other:
                yield from _row(old, new, register, key, (one, other), binding)


def answers(old: Side, new: Side, language: str, binding: Binding) -> Iterator[Difference]:
    """What the document's own answers are called; a word there decides which way a reader goes."""
    before, after = old.document.metadata.answers, new.document.metadata.answers
    named: dict[str, Value] = {**before, **after}
    yield from added_and_removed("answer", "answer", before, after, named)
    for key in before.keys() & after.keys():
        one, other = before[key].get(language, ""), after[key].get(language, "")
        if one != other:
            yield _worded("answer-changed", {"old": one, "new": other}, one, other, binding)


def _row(
    old: Side, new: Side, register: str, key: str, rows: tuple[Json, Json], binding: Binding
) -> Iterator[Difference]:
    name = _name(old, new, register, key)
    before, after = rows
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        shown = {"name": name, "old": _flat(before), "new": _flat(after)}
        if register == "answers":
            yield _worded("answer-changed", {k: shown[k] for k in ("old", "new")}, str(before), str(after), binding)
        else:
            yield Difference("value-changed", shown)
        return
    for field in sorted(before.keys() | after.keys()):
        one, other = before.get(field), after.get(field)
        if one == other:
            continue
        if field == "targets":
            yield from _targets(new, name, dict(one or ()), dict(other or ()))
            continue
        said: dict[str, Value] = {"name": name, "old": _flat(one), "new": _flat(other)}
        if field in _WORDS:
            yield _worded("label-changed", said, _text(one), _text(other), binding)
        else:
            yield Difference("value-changed", said)


def _targets(new: Side, name: Value, old: Mapping[str, Json], after: Mapping[str, Json]) -> Iterator[Difference]:
    teams = labels.rows("teams", new)
    for team in dict.fromkeys([*old, *after]):
        if old.get(team) != after.get(team):
            said: dict[str, Value] = {"name": name, "team": teams.get(team, team)}
            yield Difference("target-changed", {**said, "old": _goal(old.get(team)), "new": _goal(after.get(team))})


def _goal(goal: Json) -> Value:
    """A target in words: the sign of its comparison and its value."""
    signs = {"below": "<", "at_most": "≤", "exactly": "=", "at_least": "≥", "above": ">"}
    return tuple(part for name, value in (goal or {}).items() for part in (signs[name], _flat(value)))


def _name(old: Side, new: Side, register: str, key: str) -> Value:
    if register == "organisation":
        return key
    if register in ("roles", "groups"):
        return labels.readers(old, new).get(key, key)
    return key if register in ("answers", "tables") else labels.rows(register, old, new).get(key, key)


def _worded(kind: str, said: Mapping[str, Value], old: str, new: str, binding: Binding) -> Difference:
    found = Difference(kind, said)
    material = any(each.material for each in differences(Sentence(old), Sentence(new), binding, ""))
    return found if material else found.editorial()


def _flat(value: Json) -> Value:
    """A value of a row for a reader: a quantity as such, a list as several, a mapping as its values."""
    if isinstance(value, Mapping):
        return tuple(_flat(part) for part in value.values())
    if isinstance(value, list):
        return tuple(_flat(part) for part in value)
    try:
        return parse_quantity(value)
    except ValueError:
        return "" if value is None else str(value)


def _text(value: Any) -> str:
    return " ".join(map(_text, value)) if isinstance(value, list) else str(value or "")
