"""What follows from the records: a tree in which each branch says why."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sopwright.model.approvals import Record


class State(StrEnum):
    """How far an approval has come."""

    APPROVED = "approved"
    PENDING = "pending"
    REFUSED = "refused"


@dataclass(frozen=True)
class Refused:
    """A record that does not count, and why, in plain words."""

    record: Record
    code: str
    """The kind of reason, ``wrong-post``; one word or two, stable."""
    why: str


@dataclass(frozen=True)
class StepResult:
    """One step of the chain."""

    step: str
    post: str
    state: State
    needed: int
    records: tuple[Record, ...] = ()
    """Those that count, one a person."""
    waiting_for: tuple[str, ...] = ()
    """The people who may decide now; empty while an earlier step is open."""
    refused: tuple[Refused, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Result:
    """The approval of one subject."""

    subject: str
    """``SVC-004#bg``."""
    digest: str
    state: State
    chain: str
    """The chain's key; empty where no rule, or more than one, applies."""
    steps: tuple[StepResult, ...] = ()
    why: str = ""
    emergency_until: datetime | None = None
    """Until when an emergency puts it in force without its chain."""
    refused: tuple[Refused, ...] = ()
    """Records of this subject that belong to no step, or break the order."""
    reviews: tuple[Record, ...] = ()
    """Records that confirm this content after a review, oldest first."""
    completed: int | None = None
    """The index, among all of the subject's records, of the one that completed the chain, even if withdrawn since."""

    @property
    def approved(self) -> bool:
        """Whether its chain is complete."""
        return self.state is State.APPROVED

    def in_force(self, now: datetime) -> bool:
        """Whether its chain is complete, or an emergency approval still holds."""
        return self.approved or (self.emergency_until is not None and now < self.emergency_until)

    @property
    def waiting_for(self) -> tuple[str, ...]:
        """The people who may take the next step."""
        return tuple(person for step in self.steps for person in step.waiting_for)
