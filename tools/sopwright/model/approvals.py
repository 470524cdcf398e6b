"""The records below ``approvals/``: who decided what, on which content (in-toto Statement v1, SSHSIG)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from sopwright.diagnostics import Span
from sopwright.model.approval import Change
from sopwright.model.form import Form, Key, Line

STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "urn:sopwright:decision:1"
NAMESPACE = "decision@sopwright"
"""The namespace of signatures (SSHSIG); one made for anything else does not count."""

DEPUTIES = "deputies"
"""The folder, and the subject, of records that name deputies."""

WORDING = "wording"
"""The folder of the records of prescribed words, and the beginning of their subjects, ``wording:recording-notice``."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]

Kind = Literal["approve", "refuse", "consult", "withdraw", "review-unchanged", "emergency", "delegate"]


class DigestSet(Form):
    """The digests of a subject."""

    sha256: Sha256


class SubjectForm(Form):
    """What a decision is about: ``SVC-004#bg`` with the digest of its content."""

    name: Line
    digest: DigestSet


class Consulted(Form):
    """Who was asked before a procedure takes effect."""

    posts: tuple[Key, ...] = Field(min_length=1)
    people: int = Field(ge=1)
    """How many were asked."""
    remarks: Sha256
    """The digest of the remarks; the remarks themselves stay with the company."""


class Delegation(Form):
    """A deputy for a post, from and until when, both days included."""

    principal: Key
    deputy: Key
    post: Key
    since: date = Field(alias="from")
    until: date


class Evidence(Form):
    """Where a decision was made on a forge; a person's own signature needs none."""

    forge: Literal["github", "gitlab"]
    repository: Line
    change: int = Field(ge=1)
    """The number of the pull or merge request."""
    review: int = Field(ge=1)
    account: int = Field(ge=1)
    commit: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")]


class Predicate(Form):
    """The decision."""

    decision: Kind
    step: Key
    """The step of the chain; the decision's own name where it belongs to none."""
    person: Key
    on_behalf_of: Key | None = Field(default=None, alias="onBehalfOf")
    """The principal, where a deputy or a superior decides."""
    printed_name: Line = Field(alias="printedName")
    meaning: Line
    """What the signature means, in words (21 CFR 11.50)."""
    time: AwareDatetime
    revision: int = Field(ge=1)
    change: Change = Field(alias="changeClass")
    from_digest: Sha256 | None = Field(default=None, alias="from")
    """The content that was approved before; nothing for a first issue."""
    prev: Sha256 | None = None
    """The digest of the record before this one, of its very bytes; nothing for a subject's first."""
    rules: Sha256
    """The digest of the approval rules."""
    roster: Sha256
    """The digest of people and posts."""
    handbook: Key
    consulted: Consulted | None = None
    delegation: Delegation | None = None
    evidence: Evidence | None = None
    reason: Line | None = None


class Statement(Form):
    """The signed words of a record."""

    type: Literal["https://in-toto.io/Statement/v1"] = Field(alias="_type")
    subject: tuple[SubjectForm, ...] = Field(min_length=1, max_length=2)
    """The content decided on; for a translation, the source's content behind it."""
    predicate_type: Literal["urn:sopwright:decision:1"] = Field(alias="predicateType")
    predicate: Predicate


@dataclass(frozen=True)
class Record:
    """A decision as it lies in the repository."""

    path: str
    """``approvals/SVC-004/en/0001-second-line.json``."""
    sequence: int
    data: bytes
    """The very bytes that were signed."""
    signature: bytes
    """The SSHSIG beside it; empty where there is none."""
    digest: str
    """SHA-256 of ``data``."""
    statement: Statement

    @property
    def name(self) -> str:
        """What tells it from every other record, also from another one that lay at the same place before."""
        return f"{self.path}@{self.digest}"

    @property
    def predicate(self) -> Predicate:
        """The decision."""
        return self.statement.predicate

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(self.path)


@dataclass(frozen=True)
class Approvals:
    """All records of a repository."""

    subjects: Mapping[tuple[str, str], tuple[Record, ...]] = field(default_factory=dict)
    """By document (or ``wording:NAME``) and language, in order of their sequence."""
    deputies: tuple[Record, ...] = ()
    """The records that name deputies, in order of their sequence."""

    @property
    def all(self) -> tuple[Record, ...]:
        """Every record there is."""
        return (*(record for records in self.subjects.values() for record in records), *self.deputies)

    def of(self, document: str, language: str) -> tuple[Record, ...]:
        """A subject's records."""
        return self.subjects.get((document, language), ())
