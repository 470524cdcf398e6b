"""Who must approve what: the rules of ``registers/approval.yml``."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import Field

from sopwright.model.form import Form, Key, Words

Assurance = Literal["forge", "signed", "hardware"]
"""How sure a decision is, rising: a review on a forge, a signature by a key in a file, one by a key in a device."""

ASSURANCES: tuple[Assurance, ...] = ("forge", "signed", "hardware")

Change = Literal["editorial", "material"]


class ChainStep(Form):
    """One step of an approval chain."""

    id: Key
    post: Key
    """Holders of this post decide, or their deputies."""
    people: int = Field(default=1, ge=1, le=20)
    assurance: Assurance = "signed"
    """The least assurance of a decision that counts."""
    consult: bool = False
    """Whether the step records that those who carry the procedure out were asked, instead of approving."""
    speaks: bool = False
    """Whether the decider must know the subject's language."""


class Chain(Form):
    """A chain of approval, in order."""

    name: Words
    steps: tuple[ChainStep, ...] = Field(min_length=1)


class Range(Form):
    """A number of people, both bounds included."""

    at_least: int = Field(default=0, ge=0)
    at_most: int | None = Field(default=None, ge=0)


class Period(Form):
    """A time in days, both ends included."""

    since: date | None = Field(default=None, alias="from")
    until: date | None = None


class When(Form):
    """What a rule applies to: all its predicates hold. One that is left out always holds."""

    subject: Literal["source", "translation"] = "source"
    change: Change | None = None
    """The change class since the last approved content; a first issue is material."""
    books: tuple[Key, ...] | None = None
    visibility: tuple[Key, ...] | None = None
    """The document's visibility names one of these."""
    laws: Literal["any", "none"] | tuple[Key, ...] | None = None
    """Laws that the document or a step touches: any at all, none, or one of these."""
    size: Range | None = None
    """How many people work in the centre on the day."""
    revised: Period | None = None
    """When the newest revision is dated: a new rule leaves older revisions to the old one."""


class ApprovalRule(Form):
    """A chain, and when it is taken. Exactly one rule must apply to a subject."""

    chain: Key
    when: When = When()


class Emergency(Form):
    """Who may put a change in force at once, and for how long."""

    posts: tuple[Key, ...] = Field(min_length=1)
    people: int = Field(default=2, ge=2, le=20)
    hours: int = Field(default=72, ge=1, le=72)


class ApprovalRules(Form):
    """``registers/approval.yml``."""

    signatures: Literal["required", "advisory"] = "required"
    """Whether only what was signed is in force: ``advisory`` for a company that has not begun to sign."""
    chains: Mapping[Key, Chain] = Field(min_length=1)
    rules: tuple[ApprovalRule, ...] = Field(min_length=1)
    emergency: Emergency | None = None
