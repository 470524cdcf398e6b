"""``sopwright approve`` and the other commands by which somebody decides: show what is signed, then sign it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from rich.console import Console

from sopwright.approval.digest import digest_of_delegation
from sopwright.approval.files import DEPUTIES_FOLDER, folder_of
from sopwright.approval.result import State
from sopwright.approval.ssh_keygen import SigningError
from sopwright.approval.standing import Standing
from sopwright.approval.statement import compose
from sopwright.approval.wording import first_language
from sopwright.commands import exits
from sopwright.commands.desk import Desk, Draft, RefusedError, before, open_desk, sign_all
from sopwright.model.approvals import DEPUTIES, WORDING, Delegation, Kind, Predicate, Statement
from sopwright.model.form import label
from sopwright.model.handbook import Document


@dataclass(frozen=True)
class Signer:
    """Who signs, with what, and when."""

    person: str
    now: datetime
    key: Path | None = None
    """The key's file; else the environment names it, or the ssh-agent holds it."""
    environment: Mapping[str, str] = field(default_factory=dict)
    on_behalf_of: str | None = None
    """The principal, where a deputy or a superior signs."""


@dataclass(frozen=True)
class Decision:
    """What is decided, about which documents."""

    kind: Kind
    documents: tuple[str, ...] = ()
    language: str = ""
    """The language decided on; by default the source language."""
    step: str = ""
    """The step of the chain; by default the one that is open."""
    waiting: bool = False
    """Whether it is about everything that waits for the signer."""
    fields: Mapping[str, Any] = field(default_factory=dict)
    """What else the record says, by its names in JSON."""


def decide(root: Path, signer: Signer, decision: Decision, out: Console) -> int:
    """Sign a decision about documents, all or none."""
    try:
        desk = open_desk(root, signer.now)
        desk.judge_person(signer.person, signer.on_behalf_of)
        return _sign(desk, signer, list(_drafts(desk, signer, decision)), out)
    except (RefusedError, SigningError) as error:
        out.print(f"Nothing was signed: {error}", soft_wrap=True)
        return exits.FAULTS


def delegate(root: Path, signer: Signer, deputy: str, post: str, since: date, until: date, out: Console) -> int:
    """Sign that somebody stands in for the signer, or for the principal below them, in a post for a time."""
    try:
        desk = open_desk(root, signer.now)
        principal = signer.on_behalf_of or signer.person
        desk.judge_person(signer.person, principal, deputy)
        fields = {"principal": principal, "deputy": deputy, "post": post, "from": since, "until": until}
        delegation = Delegation.model_validate(fields)
        registers = desk.handbook.registers
        digest = digest_of_delegation(registers.organisation.id, delegation)
        statement = compose(
            registers,
            [(DEPUTIES, digest)],
            "delegate",
            signer.person,
            signer.now,
            onBehalfOf=signer.on_behalf_of,
            revision=1,
            changeClass="material",
            prev=before(desk.handbook.approvals.deputies),
            delegation=delegation.model_dump(mode="json", by_alias=True),
        )
        return _sign(desk, signer, [Draft(DEPUTIES_FOLDER, statement, _shown_deputy(desk, statement, delegation))], out)
    except (RefusedError, SigningError) as error:
        out.print(f"Nothing was signed: {error}", soft_wrap=True)
        return exits.FAULTS


def consulted(posts: Sequence[str], people: int, remarks: Path) -> Mapping[str, Any]:
    """What a record says of those who were asked."""
    digest = hashlib.sha256(remarks.read_bytes()).hexdigest()
    return {"consulted": {"posts": list(posts), "people": people, "remarks": digest}}


def _sign(desk: Desk, signer: Signer, drafts: Sequence[Draft], out: Console) -> int:
    if not drafts:
        out.print(f"Nothing waits for `{signer.person}` to approve.")
        return exits.CLEAN
    for draft in drafts:
        for line in draft.shown:
            out.print(line, soft_wrap=True)
    for path in sign_all(desk, drafts, signer.key, signer.environment):
        out.print(f"Signed and written: {path}", soft_wrap=True)
    return exits.CLEAN


def _drafts(desk: Desk, signer: Signer, decision: Decision) -> Iterator[Draft]:
    """A record for each subject that a decision is about: prescribed words first, since documents quote them."""
    for name, language in _chosen_wordings(desk, signer.person, decision):
        yield draft_of_wording(desk, signer, decision, name, language)
    for document, language in _chosen(desk, signer.person, decision):
        yield draft_of(desk, signer, decision, document, language)


def _chosen_wordings(desk: Desk, person: str, decision: Decision) -> Iterator[tuple[str, str]]:
    """The prescribed words and languages that a decision is about."""
    for name in dict.fromkeys(number.partition(":")[2] for number in decision.documents if _is_wording(number)):
        first = first_language(desk.handbook, name) if name in desk.handbook.registers.wording else ""
        yield name, decision.language or first
    waiting = decision.waiting and not decision.documents
    for name, row in desk.handbook.registers.wording.rows.items() if waiting else ():
        for language in row.words:
            if decision.language in ("", language) and _waits(desk, desk.wording(name, language), person):
                yield name, language


def _is_wording(number: str) -> bool:
    return number.startswith(f"{WORDING}:")


def _chosen(desk: Desk, person: str, decision: Decision) -> Iterator[tuple[Document, str]]:
    """The documents and languages that a decision is about."""
    numbers = decision.documents or (tuple(desk.handbook.documents) if decision.waiting else ())
    for document in map(desk.document, dict.fromkeys(number for number in numbers if not _is_wording(number))):
        if not decision.waiting:
            yield document, decision.language or document.metadata.languages.source
            continue
        for language in document.texts:
            if decision.language in ("", language) and _waits(desk, desk.standing(document, language), person):
                yield document, language


def _waits(desk: Desk, standing: Standing, person: str) -> bool:
    """Whether the next step is one that this person may take by approving; who asks others signs with `consult`."""
    opened = next((step.step for step in standing.result.steps if person in step.waiting_for), None)
    chain = desk.handbook.registers.approval.chains.get(standing.result.chain)
    asks = chain is not None and any(step.id == opened and step.consult for step in chain.steps)
    return opened is not None and not asks and standing.result.state is State.PENDING


def draft_of(desk: Desk, signer: Signer, decision: Decision, document: Document, language: str) -> Draft:
    """The record of a decision about a document in a language.

    Raises:
        RefusedError: There is nothing to decide.
    """
    return _draft(desk, signer, decision, desk.standing(document, language), document.title(language))


def draft_of_wording(desk: Desk, signer: Signer, decision: Decision, name: str, language: str) -> Draft:
    """The record of a decision about prescribed words in a language.

    Raises:
        RefusedError: There are no such words, or nothing to decide.
    """
    standing = desk.wording(name, language)
    row = desk.handbook.registers.wording[name]
    return _draft(desk, signer, decision, standing, f"{label(row.name, language)}: {row.words[language]}")


def _draft(desk: Desk, signer: Signer, decision: Decision, standing: Standing, title: str) -> Draft:
    subject, result = standing.subject, standing.result
    about = (subject.document, subject.language)
    subjects = [(subject.name, subject.digest)]
    if subject.is_translation:
        subjects.append((f"{subject.document}#{subject.source_language}", subject.source))
    statement = compose(
        desk.handbook.registers,
        subjects,
        decision.kind,
        signer.person,
        signer.now,
        step=_step(decision, standing),
        onBehalfOf=signer.on_behalf_of,
        revision=subject.revision,
        changeClass=subject.change,
        **{"from": subject.previous or None},
        prev=before(desk.handbook.approvals.of(*about)),
        **decision.fields,
    )
    if decision.kind in ("approve", "consult") and result.approved:
        raise RefusedError(f"{subject.name} is approved already, with exactly this content")
    return Draft(folder_of(*about), statement, _shown(desk, statement, standing, title), about)


def _step(decision: Decision, standing: Standing) -> str:
    """The step that is decided in; the decision's own name where it belongs to none."""
    if decision.kind not in ("approve", "consult", "refuse"):
        return decision.kind
    opened = next((step.step for step in standing.result.steps if step.state is not State.APPROVED), "")
    step = decision.step or opened
    if not step and decision.kind != "refuse" and not standing.result.approved:
        raise RefusedError(standing.result.why)
    return step or decision.kind


def _shown(desk: Desk, statement: Statement, standing: Standing, title: str) -> tuple[str, ...]:
    """What is about to be signed, in words."""
    subject, predicate = standing.subject, statement.predicate
    post = next((step.post for step in standing.result.steps if step.step == predicate.step), "")
    row = desk.handbook.registers.posts.get(post)
    named = f" ({label(row.name, 'en')})" if row else ""
    return (
        f"{subject.name} {title}",
        f"  {_edition(standing)}content {subject.digest[:8]}",
        f"  {subject.change} change" + (f": {'; '.join(subject.reasons)}" if subject.reasons else ""),
        f"  {predicate.decision}, step `{predicate.step}`{named}, by {_signers(desk, predicate)}",
        f"  “{predicate.meaning}”" + (f" Reason: {predicate.reason}" if predicate.reason else ""),
    )


def _edition(standing: Standing) -> str:
    subject = standing.subject
    return "" if _is_wording(subject.document) else f"revision {subject.revision} of {subject.revised}, "


def _shown_deputy(desk: Desk, statement: Statement, delegation: Delegation) -> tuple[str, ...]:
    people = desk.handbook.registers.people
    return (
        f"{people[delegation.deputy].name} stands in for {people[delegation.principal].name}",
        f"  as `{delegation.post}`, from {delegation.since} until {delegation.until}",
        f"  signed by {_signers(desk, statement.predicate)}",
    )


def _signers(desk: Desk, predicate: Predicate) -> str:
    people = desk.handbook.registers.people
    behalf = predicate.on_behalf_of
    return people[predicate.person].name + (f" for {people[behalf].name}" if behalf else "")
