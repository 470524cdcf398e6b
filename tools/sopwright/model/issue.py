"""How a document came to be in force: who approved the content that is published, and what readers are told of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from sopwright.model.form import Key

Standing = Literal["approved", "emergency", "unreviewed", "unsigned"]
"""``approved``: its chain is complete. ``emergency``: in force for some hours without it. ``unreviewed``: a translation
that nobody has approved for this source. ``unsigned``: published as it stands, since nobody has to sign here, or
since it is a draft."""


@dataclass(frozen=True)
class Signed:
    """A decision that counts."""

    step: Key
    post: Key
    name: str
    """The person's name as it was printed on the record."""
    day: date
    consulted: bool = False
    """Whether the post was asked, instead of approving."""


@dataclass(frozen=True)
class Approval:
    """The approval of a document's content in one language."""

    digest: str
    """SHA-256 of the content, in hexadecimal."""
    standing: Standing
    signed: tuple[Signed, ...] = ()
    """In the order of the chain."""
    emergency_until: datetime | None = None
    """When an emergency's approval ends."""


@dataclass(frozen=True)
class Issue:
    """A published document's way into force."""

    approvals: Mapping[str, Approval] = field(default_factory=dict)
    """By language."""
    revising: bool = False
    """Whether newer content waits for its approval."""
    visibility: tuple[Key, ...] | None = None
    """The visibility of that newer content: who reads the document now must be allowed to read both."""
    reviewed: date | None = None
    """When it was last looked through and found good as it is, by a record."""
