"""The records of how a document stands: its approval, and its translation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sopwright.source.nodes import Nodes


@dataclass(frozen=True)
class SourceView:
    """What the source language says now in a section, as this reader may see it."""

    title: Nodes
    body: Nodes


@dataclass(frozen=True)
class TranslationView:
    """How the translation that is shown stands."""

    state: str
    """``draft``, ``translated`` or ``reviewed``, apart from the sections that are stale or missing."""
    source: str
    """The source language."""
    stale: Mapping[str, SourceView]
    """The sections whose source has changed since they were translated, in reading order; ``_title`` is the title."""


@dataclass(frozen=True)
class SignatureView:
    """A step of an approval that was taken."""

    post: str
    """The post's name."""
    name: str
    """The person's; empty where the audience sees posts only."""
    date: date
    consulted: bool
    """Whether the post was asked, instead of approving."""


@dataclass(frozen=True)
class ApprovalView:
    """How a document came to be in force."""

    standing: str
    """``approved``, ``emergency`` or ``unsigned``; for a translation, its source's."""
    digest: str
    """SHA-256 of the content in this language, in hexadecimal."""
    signatures: tuple[SignatureView, ...]
    """In the order of the chain; for a translation, its source's."""
    revising: bool
    """Whether a newer revision is being approved."""
    emergency_until: datetime | None
    """When an emergency's approval ends, in the company's time zone."""
    reviewers: tuple[SignatureView, ...] = ()
    """Who reviewed the translation."""
    unreviewed: bool = False
    """Whether it is a translation that nobody has reviewed, and somebody should."""

    @property
    def mark(self) -> str:
        """The digest's first characters, for people to compare."""
        return self.digest[:8]
