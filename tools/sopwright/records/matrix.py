"""Who stands where with which document: the table of a team lead, and sums for managers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sopwright.records.due import Assignment, State

Found = Mapping[str, Sequence[Assignment]]
"""What each person must know, by the person's key."""

CONFIRMED, OPEN, OVERDUE, NOT_ASKED = "confirmed", "open", "overdue", ""


@dataclass(frozen=True)
class Cell:
    """One person and one document."""

    state: str
    """``confirmed``, ``open``, ``overdue``, or empty where the person need not know it."""
    revision: int = 0
    """The newest revision that the person confirmed; 0 for none."""
    language: str = ""
    """The language in which they read it."""


@dataclass(frozen=True)
class Matrix:
    """People by documents."""

    documents: tuple[str, ...]
    rows: Mapping[str, tuple[Cell, ...]]
    """By person, in the order of the documents."""


@dataclass(frozen=True)
class Sum:
    """How many of a group have confirmed a document."""

    asked: int
    confirmed: int
    overdue: int


def matrix(found: Found) -> Matrix:
    """The table of some people."""
    documents = tuple(sorted({one.known.id for assigned in found.values() for one in assigned}))
    rows: dict[str, tuple[Cell, ...]] = {}
    for person, assigned in found.items():
        own = {one.known.id: _cell(one) for one in assigned}
        rows[person] = tuple(own.get(number, Cell(NOT_ASKED)) for number in documents)
    return Matrix(documents, rows)


def sums(found: Found, groups: Mapping[str, str]) -> Mapping[tuple[str, str], Sum]:
    """How many have confirmed, by document and group.

    Args:
        found: What each person must know.
        groups: Each person's group.
    """
    cells: dict[tuple[str, str], list[Cell]] = {}
    for person, assigned in found.items():
        for one in assigned:
            cells.setdefault((one.known.id, groups[person]), []).append(_cell(one))
    return {place: _sum(group) for place, group in cells.items()}


def _sum(cells: Iterable[Cell]) -> Sum:
    states = [cell.state for cell in cells]
    return Sum(len(states), states.count(CONFIRMED), states.count(OVERDUE))


def _cell(assignment: Assignment) -> Cell:
    last = assignment.last
    state = CONFIRMED if assignment.state is State.CONFIRMED else OVERDUE if assignment.is_overdue else OPEN
    return Cell(state, last.revision if last else 0, last.language if last else "")
