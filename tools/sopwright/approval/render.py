"""An approval in words and marks for people, and as plain values for programs."""

from collections.abc import Iterator
from typing import Any

from sopwright.approval.result import Refused, Result, State, StepResult
from sopwright.approval.standing import Standing
from sopwright.model.approvals import Record

MARKS = {State.APPROVED: "✓", State.PENDING: "·", State.REFUSED: "✗"}
"""They tell the states apart without colours."""


def marks(result: Result) -> str:
    """A mark for each step in order, ``✓✓·``; one more ``✗`` where somebody refuses."""
    if not result.steps:
        return MARKS[result.state]
    chain = "".join(MARKS[step.state] for step in result.steps)
    return f"{chain}{MARKS[State.REFUSED]}" if result.state is State.REFUSED else chain


def lines(standing: Standing) -> Iterator[str]:
    """Everything about one language of a document, line by line."""
    result, subject = standing.result, standing.subject
    yield f"{subject.name}  {result.state.value}: {result.why}"
    yield f"  content {subject.digest}"
    counted = f"counted from {subject.previous}" if subject.previous else "a first issue"
    reasons = f" ({', '.join(subject.reasons)})" if subject.reasons and subject.previous else ""
    yield f"  revision {subject.revision}, {subject.change} change{reasons}, {counted}"
    if result.chain:
        yield f"  chain `{result.chain}`"
    if result.emergency_until is not None:
        yield f"  in force by emergency approval until {result.emergency_until:%Y-%m-%d %H:%M %Z}"
    for step in result.steps:
        yield from _step(step)
    for refused in result.refused:
        yield f"    does not count: {_refused(refused)}"
    for record in result.reviews:
        yield f"  looked through and left as it is by {_who(record)}"
    if standing.approved not in ("", subject.digest):
        yield f"  approved before and still in force: {standing.approved}"


def _step(step: StepResult) -> Iterator[str]:
    decided = f"{len(step.records)} of {step.needed}"
    why = f", {step.why}" if step.state is not State.APPROVED else ""
    yield f"  {MARKS[step.state]} {step.step} (post `{step.post}`): {decided}{why}"
    for record in step.records:
        yield f"      {_who(record)}"
    for refused in step.refused:
        yield f"      does not count: {_refused(refused)}"


def _who(record: Record) -> str:
    predicate = record.predicate
    principal = f" for {predicate.on_behalf_of}" if predicate.on_behalf_of else ""
    return f"{predicate.printed_name} ({predicate.person}{principal}), {predicate.time:%Y-%m-%d %H:%M %Z}"


def _refused(refused: Refused) -> str:
    return f"{refused.record.path}, {refused.why} ({refused.code})"


def plain(standing: Standing) -> dict[str, Any]:
    """One language of a document as plain values, for JSON."""
    result, subject = standing.result, standing.subject
    return {
        "subject": subject.name,
        "digest": subject.digest,
        "source": subject.source or None,
        "revision": subject.revision,
        "change": subject.change,
        "reasons": list(subject.reasons),
        "from": subject.previous or None,
        "state": result.state.value,
        "why": result.why,
        "chain": result.chain or None,
        "steps": [_plain_step(step) for step in result.steps],
        "waiting_for": list(result.waiting_for),
        "refused": [_plain_refused(refused) for refused in result.refused],
        "emergency_until": result.emergency_until.isoformat() if result.emergency_until else None,
        "approved": standing.approved or None,
    }


def _plain_step(step: StepResult) -> dict[str, Any]:
    return {
        "step": step.step,
        "post": step.post,
        "state": step.state.value,
        "needed": step.needed,
        "why": step.why,
        "records": [_plain_record(record) for record in step.records],
        "waiting_for": list(step.waiting_for),
        "refused": [_plain_refused(refused) for refused in step.refused],
    }


def _plain_record(record: Record) -> dict[str, Any]:
    predicate = record.predicate
    return {
        "path": record.path,
        "person": predicate.person,
        "name": predicate.printed_name,
        "on_behalf_of": predicate.on_behalf_of,
        "time": predicate.time.isoformat(),
    }


def _plain_refused(refused: Refused) -> dict[str, Any]:
    return {"path": refused.record.path, "code": refused.code, "why": refused.why}
