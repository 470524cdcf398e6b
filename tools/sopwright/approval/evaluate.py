"""What follows from a subject's records: a pure function, and the words for what is missing."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sopwright.approval.case import Case
from sopwright.approval.choose import Chosen, choose
from sopwright.approval.judged import Judged
from sopwright.approval.replay import Replay, replay
from sopwright.approval.result import Result, State, StepResult
from sopwright.approval.roster import Roster, headcount
from sopwright.approval.subject import Subject
from sopwright.model.approval import ApprovalRules, ChainStep, Emergency


def evaluate(
    rules: ApprovalRules, roster: Roster, records: Sequence[Judged], subject: Subject, now: datetime
) -> Result:
    """Judge whether a subject is approved.

    Args:
        rules: The rules of approval.
        roster: Who may decide, with deputies.
        records: All records of the subject, on this content and on others, in the order of their sequence.
        subject: The content in question.
        now: The time.

    Returns:
        The state with a result for each step, who is waited for, and every record that does not count with the reason.
    """
    chosen = choose(rules, subject, headcount(roster.people, now.date()))
    return judge(chosen, rules.emergency, roster, records, subject, now)


def judge(
    chosen: Chosen,
    emergency: Emergency | None,
    roster: Roster,
    records: Sequence[Judged],
    subject: Subject,
    now: datetime,
) -> Result:
    """Judge whether a subject is approved by a chain that was chosen before; see :func:`evaluate`."""
    case = Case(subject, roster, chosen.chain, emergency, now)
    state = replay(case, records)
    steps = tuple(_step(case, state, step) for step in case.steps)
    named = {step.id for step in case.steps}
    return Result(
        subject=subject.name,
        digest=subject.digest,
        state=_state(state),
        chain=chosen.key,
        steps=steps,
        why=_why(case, state, chosen, steps),
        emergency_until=_emergency_until(case, state),
        refused=tuple(refused for refused in state.refused if refused.record.predicate.step not in named),
        reviews=tuple(judged.record for judged in state.reviews),
        completed=state.completed,
    )


def _state(state: Replay) -> State:
    if state.blocks or not state.case.steps:
        return State.REFUSED
    return State.APPROVED if state.complete else State.PENDING


def _step(case: Case, state: Replay, step: ChainStep) -> StepResult:
    taken = tuple(judged.record for judged in state.taken.get(step.id, ()))
    filled = state.filled(step)
    waiting = () if filled or step != state.open_step() else can_take(case, state, step)
    return StepResult(
        step=step.id,
        post=step.post,
        state=State.APPROVED if filled else State.PENDING,
        needed=step.people,
        records=taken,
        waiting_for=waiting,
        refused=tuple(refused for refused in state.refused if refused.record.predicate.step == step.id),
        why=_step_why(step, len(taken), waiting, opened=step == state.open_step()),
    )


def can_take(case: Case, state: Replay, step: ChainStep) -> tuple[str, ...]:
    """The people who may take a step now: holders of its post and deputies, but no author and nobody who has signed."""
    day = case.now.date()
    barred = case.subject.contributors | state.used
    holders = [person for person in case.roster.holders(step.post, day) if person not in barred]
    deputies = [
        deputy
        for deputy, person in case.roster.people.items()
        if deputy not in barred and person.works(day)
        if any(case.roster.stands_in(deputy, holder, step.post, case.now) for holder in holders)
    ]
    able = [
        person
        for person in dict.fromkeys([*holders, *deputies])
        if not step.speaks or case.subject.language in case.roster.people[person].languages
    ]
    return tuple(able)


def _step_why(step: ChainStep, taken: int, waiting: tuple[str, ...], *, opened: bool) -> str:
    if taken >= step.people:
        return "approved"
    if not opened:
        return "an earlier step comes first"
    asked = f"{step.people - taken} of the post `{step.post}`"
    if not waiting:
        return f"waits for {asked}, but nobody can take the step: name another holder in registers/people.yml"
    return f"waits for {asked}: {_names(waiting)}"


def _why(case: Case, state: Replay, chosen: Chosen, steps: tuple[StepResult, ...]) -> str:
    if chosen.chain is None:
        return chosen.why
    if state.blocks:
        return "; ".join(_blocked(case, judged) for judged in state.blocks.values())
    waiting = next((step for step in steps if step.state is State.PENDING), None)
    return f"step `{waiting.step}` {waiting.why}" if waiting is not None else "approved by all steps"


def _blocked(case: Case, judged: Judged) -> str:
    said = "refused" if judged.predicate.decision == "refuse" else "withdrawn"
    reason = f" ({judged.predicate.reason})" if judged.predicate.reason else ""
    day = case.now.date()
    superiors = [
        person for person in case.roster.people if case.roster.outranks(person, day, judged.person, judged.day)
    ]
    after = f"waits for a newer decision by {_names((judged.person, *superiors))}"
    return f"{said} by `{judged.person}` on {judged.day}{reason}; {after}"


def _emergency_until(case: Case, state: Replay) -> datetime | None:
    """Until when enough people's emergency approval lasts, from the first record's time; a refusal ends it."""
    if case.emergency is None or not state.emergency or state.blocks:
        return None
    until = state.emergency[0].time + timedelta(hours=case.emergency.hours)
    people = {judged.person for judged in state.emergency if judged.time <= until}
    return until if len(people) >= case.emergency.people else None


def _names(people: Sequence[str]) -> str:
    return ", ".join(f"`{person}`" for person in people)
