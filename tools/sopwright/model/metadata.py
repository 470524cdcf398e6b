"""The fields of ``procedure.yml`` and ``policy.yml``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from sopwright.model.form import DOCUMENT_ID, DocumentId, Form, Key, Language, Words
from sopwright.model.quantity import AmountField, IntervalField, QuantityField

_DOCUMENT_TARGET = re.compile(rf"({DOCUMENT_ID})(?:#([a-z0-9][a-z0-9-]{{0,62}}))?")

END = "end"


@dataclass(frozen=True, slots=True)
class Target:
    """What follows a step: a step here, another document, or the end."""

    document: str = ""
    step: str = ""

    @property
    def is_end(self) -> bool:
        """Whether the procedure ends there."""
        return not self.document and not self.step


def parse_target(text: str) -> Target:
    """Read ``update``, ``SVC-007``, ``SVC-007#warm`` or ``end``."""
    if text == END:
        return Target()
    match = _DOCUMENT_TARGET.fullmatch(text)
    return Target(match[1], match[2] or "") if match else Target(step=text)


class Revision(Form):
    """One entry of the revision history."""

    number: int = Field(ge=1)
    date: date
    change: Literal["editorial", "material"] = Field(alias="class")
    summary: Words


class Review(Form):
    """How often the document is looked through, and when it last was."""

    every: IntervalField
    last: date

    @property
    def due(self) -> date:
        """The review date: when it is next looked through."""
        return self.every.after(self.last)


class Languages(Form):
    """The language it is written in and those it must exist in."""

    source: Language
    required: tuple[Language, ...]


class Training(Form):
    """Who must know the document."""

    acknowledge: tuple[Key, ...] = Field(min_length=1)
    refresh: IntervalField | None = None


class Step(Form):
    """One node of the step graph."""

    by: Key
    within: AmountField | None = None
    wait: QuantityField | None = None
    then: str | None = None
    choose: Mapping[Key, str] | None = None
    laws: tuple[Key, ...] = ()

    @model_validator(mode="after")
    def _one_way_on(self) -> Self:
        if self.then is not None and self.choose is not None:
            raise ValueError("a step has `then` or `choose`, not both")
        return self

    @property
    def branches(self) -> tuple[tuple[str, Target], ...]:
        """What can follow, each with its answer; the answer is empty where there is no choice."""
        if self.choose is not None:
            return tuple((answer, parse_target(target)) for answer, target in self.choose.items())
        return (("", parse_target(self.then)),) if self.then is not None else ()


StepId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]


class Metadata(Form):
    """What machines check about a document."""

    id: DocumentId
    kind: Literal["procedure", "policy"]
    book: Key
    topic: Key | None = None
    template: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*/[1-9][0-9]*$")]
    owner: Key
    authors: tuple[Key, ...] = Field(min_length=1)
    approval: Key
    visibility: tuple[Key, ...] = Field(min_length=1)
    languages: Languages
    status: Literal["draft", "in-review", "effective", "retired"]
    effective: date | None = None
    review: Review
    revisions: tuple[Revision, ...] = Field(min_length=1)
    executors: tuple[Key, ...] = ()
    measures: tuple[Key, ...] = ()
    laws: tuple[Key, ...] = ()
    related: tuple[DocumentId, ...] = ()
    supersedes: tuple[DocumentId, ...] = ()
    training: Training | None = None
    answers: Mapping[Key, Words] = Field(default_factory=dict)
    steps: Mapping[StepId, Step] = Field(default_factory=dict)

    @property
    def revision(self) -> Revision:
        """The newest revision."""
        return self.revisions[-1]

    @property
    def all_laws(self) -> tuple[str, ...]:
        """The laws that bind the document or any of its steps, each once."""
        of_steps = [law for step in self.steps.values() for law in step.laws]
        return tuple(dict.fromkeys([*self.laws, *of_steps]))
