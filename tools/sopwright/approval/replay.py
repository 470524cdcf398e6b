"""Taking a subject's records one by one, in order: which of them count, and towards what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sopwright.approval.admission import admission, competence, content, emergency_admission
from sopwright.approval.case import Case
from sopwright.approval.judged import IN_ORDER, SIGNED, Judged, Place, first, follows
from sopwright.approval.result import Refused
from sopwright.model.approval import ChainStep

NEGATIVE = frozenset({"refuse", "withdraw"})


@dataclass
class Replay:
    """What the records up to a point have come to."""

    case: Case
    taken: dict[str, list[Judged]] = field(default_factory=dict)
    """The decisions that count, by step; one a person."""
    blocks: dict[str, Judged] = field(default_factory=dict)
    """By person, the refusal or withdrawal that nothing newer has lifted."""
    emergency: list[Judged] = field(default_factory=list)
    reviews: list[Judged] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    completed: int | None = None
    """The index of the record that completed the chain, of all the subject's records."""
    unbroken: bool = True
    latest: datetime | None = None

    def filled(self, step: ChainStep) -> bool:
        """Whether enough people have decided in a step."""
        return len(self.taken.get(step.id, ())) >= step.people

    @property
    def complete(self) -> bool:
        """Whether every step is filled."""
        return bool(self.case.steps) and all(self.filled(step) for step in self.case.steps)

    @property
    def used(self) -> frozenset[str]:
        """Everybody who has taken a step, and those on whose behalf it was taken."""
        return frozenset(name for taken in self.taken.values() for judged in taken for name in judged.people)

    def open_step(self) -> ChainStep | None:
        """The first step that is not filled."""
        return next((step for step in self.case.steps if not self.filled(step)), None)


def replay(case: Case, records: Sequence[Judged]) -> Replay:
    """Take all records of a subject in order."""
    state = Replay(case)
    before: Judged | None = None
    for index, judged in enumerate(records):
        state.unbroken = state.unbroken and follows(judged, before)
        place = Place(case.subject.name, before, state.latest, state.unbroken, case.now)
        state.refused.extend(_take(state, judged, place))
        if state.completed is None and state.complete:
            state.completed = index
        before = judged
    return state


def _take(state: Replay, judged: Judged, place: Place) -> Iterator[Refused]:
    """Let one record have its effect, or say why it has none."""
    roster, this = state.case.roster, judged.digest == state.case.subject.digest
    refusal = first(SIGNED, roster, judged, place)
    unsigned, disorder = refusal is not None, first(IN_ORDER, roster, judged, place)
    if refusal is None and judged.predicate.decision in NEGATIVE:
        # A refusal counts wherever it stands, so that nobody gets rid of it by moving records about. One of other
        # content counts until the chain is complete: a new revision does not shake off who said no to the last one.
        if this or not state.complete:
            refusal = competence(state.case, judged, state.used)
            if refusal is None:
                _block(state, judged, this=this)
    elif refusal is None:
        refusal = disorder or _decide(state, judged, this=this)
    if refusal is None and disorder is None:
        state.latest = max(judged.time, state.latest or judged.time)
    if refusal is not None and (this or unsigned):
        yield refusal


def _block(state: Replay, judged: Judged, *, this: bool) -> None:
    state.blocks[judged.person] = judged
    if this:
        for step, taken in state.taken.items():
            state.taken[step] = [one for one in taken if one.person != judged.person]


def _decide(state: Replay, judged: Judged, *, this: bool) -> Refused | None:
    case, decision = state.case, judged.predicate.decision
    if not this:
        if decision in ("approve", "consult", "emergency"):
            _lift(state, judged, this=False)
        return None
    refusal = content(case, judged)
    if refusal is not None:
        return refusal
    if decision in ("approve", "consult"):
        return _step(state, judged)
    if decision == "emergency":
        return _emergency(state, judged)
    if decision == "review-unchanged":
        refusal = competence(case, judged, state.used)
        if refusal is None:
            state.reviews.append(judged)
        return refusal
    return judged.refused("wrong-decision", f"`{decision}` does not belong among the records of a document")


def _step(state: Replay, judged: Judged) -> Refused | None:
    others = {
        name
        for step, taken in state.taken.items()
        for one in taken
        if (step, one.people) != (judged.predicate.step, judged.people)
        for name in one.people
    }
    refusal = admission(state.case, judged, frozenset(others), state.open_step())
    if refusal is None:
        taken = state.taken.setdefault(judged.predicate.step, [])
        state.taken[judged.predicate.step] = [one for one in taken if one.people != judged.people] + [judged]
        _lift(state, judged, this=True)
    return refusal


def _emergency(state: Replay, judged: Judged) -> Refused | None:
    refusal = emergency_admission(state.case, judged)
    if refusal is None:
        state.emergency.append(judged)
        _lift(state, judged, this=True)
    return refusal


def _lift(state: Replay, judged: Judged, *, this: bool) -> None:
    """A newer decision by the same person or a superior ends a refusal; of this content, only one about it."""
    roster, digest = state.case.roster, state.case.subject.digest
    state.blocks = {
        person: block
        for person, block in state.blocks.items()
        if (block.digest == digest and not this)
        or (person != judged.person and not roster.outranks(judged.person, judged.day, person, block.day))
    }
