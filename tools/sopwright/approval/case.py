"""What a subject's records are judged by."""

from dataclasses import dataclass
from datetime import datetime

from sopwright.approval.roster import Roster
from sopwright.approval.subject import Subject
from sopwright.model.approval import Chain, ChainStep, Emergency


@dataclass(frozen=True)
class Case:
    """A subject, the chain it needs, and who may decide."""

    subject: Subject
    roster: Roster
    chain: Chain | None
    emergency: Emergency | None
    now: datetime

    @property
    def steps(self) -> tuple[ChainStep, ...]:
        """The steps of its chain, in order; none where no chain was found."""
        return self.chain.steps if self.chain is not None else ()

    def step(self, name: str) -> ChainStep | None:
        """A step of the chain by its name."""
        return next((step for step in self.steps if step.id == name), None)
