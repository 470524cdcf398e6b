"""Whether a well-signed record counts towards a subject: the content it is about, the step, the person."""

from collections.abc import Callable

from sopwright.approval.case import Case
from sopwright.approval.judged import EASTERNMOST, Judged
from sopwright.approval.result import Refused
from sopwright.model.approval import ASSURANCES, ChainStep

Guard = Callable[[Case, Judged], Refused | None]
StepGuard = Callable[[Case, Judged, ChainStep], Refused | None]


def content(case: Case, judged: Judged) -> Refused | None:
    """Why a record about this content does not count for it as it stands."""
    return next((refusal for guard in CONTENT if (refusal := guard(case, judged)) is not None), None)


def admission(case: Case, judged: Judged, used: frozenset[str], opened: ChainStep | None) -> Refused | None:
    """Why a decision does not count in its step.

    Args:
        case: What it is judged by.
        judged: The record.
        used: People who have taken another step, or this one in another way.
        opened: The first step that is not filled.
    """
    step = case.step(judged.predicate.step)
    if step is None:
        return judged.refused("unknown-step", _no_such_step(case, judged))
    refusal = next((found for guard in STEP if (found := guard(case, judged, step)) is not None), None)
    return refusal or _separate(judged, used) or _order(case, judged, step, opened)


def competence(case: Case, judged: Judged, used: frozenset[str]) -> Refused | None:
    """Why somebody may not refuse, withdraw, or confirm after a review.

    Those may who hold a post of the chain, the owner's, or one above them, and those who have approved.
    """
    posts = {case.subject.owner, *(step.post for step in case.steps)}
    holds = any(case.roster.holds(judged.person, post, judged.day) for post in posts)
    above = any(case.roster.is_above(judged.person, post, judged.day) for post in posts)
    if holds or above or judged.person in used:
        return None
    named = ", ".join(f"`{post}`" for post in sorted(posts) if post)
    return judged.refused("wrong-post", f"`{judged.person}` holds none of the posts {named}, nor one above them")


def emergency_admission(case: Case, judged: Judged) -> Refused | None:
    """Why an emergency approval does not count."""
    if case.emergency is None:
        return judged.refused("no-emergency", "registers/approval.yml knows no emergency")
    if judged.predicate.on_behalf_of is not None:
        return judged.refused("not-deputy", "an emergency is decided in person")
    if not any(case.roster.holds(judged.person, post, judged.day) for post in case.emergency.posts):
        posts = ", ".join(f"`{post}`" for post in case.emergency.posts)
        return judged.refused("wrong-post", f"`{judged.person}` holds none of the posts {posts} on {judged.day}")
    return _not_author(case, judged)


def _no_such_step(case: Case, judged: Judged) -> str:
    steps = ", ".join(f"`{step.id}`" for step in case.steps) or "none"
    return f"the chain has no step `{judged.predicate.step}`; its steps are {steps}"


def _revision(case: Case, judged: Judged) -> Refused | None:
    named, current = judged.predicate.revision, case.subject.revision
    if named == current:
        return None
    return judged.refused("other-revision", f"it names revision {named}; this is revision {current}")


def _revision_date(case: Case, judged: Judged) -> Refused | None:
    if (judged.time + EASTERNMOST).date() >= case.subject.revised:
        return None
    return judged.refused("backdated", f"it was signed on {judged.day}, before the revision of {case.subject.revised}")


def _source(case: Case, judged: Judged) -> Refused | None:
    """A translation is approved for exactly one content of its source, and a source for itself alone."""
    behind = [(subject.name, subject.digest.sha256) for subject in judged.record.statement.subject[1:]]
    if not case.subject.is_translation:
        return judged.refused("other-subject", "a source text has no source behind it") if behind else None
    if behind == [(f"{case.subject.document}#{case.subject.source_language}", case.subject.source)]:
        return None
    return judged.refused("other-source", "it was signed for another content of the source text")


def _baseline(case: Case, judged: Judged) -> Refused | None:
    if (judged.predicate.from_digest or "") == case.subject.previous:
        return None
    seen, last = _short(judged.predicate.from_digest or ""), _short(case.subject.previous)
    return judged.refused("other-baseline", f"its change was counted from {seen}; approved before was {last}")


def _short(digest: str) -> str:
    return digest[:8] or "nothing"


def _class(case: Case, judged: Judged) -> Refused | None:
    if case.subject.change == "editorial" or judged.predicate.change == "material":
        return None
    reasons = "; ".join(case.subject.reasons)
    return judged.refused("class-lowered", f"it calls a material change editorial{f' ({reasons})' if reasons else ''}")


CONTENT: tuple[Guard, ...] = (_source, _baseline, _revision, _revision_date, _class)


def _kind(_case: Case, judged: Judged, step: ChainStep) -> Refused | None:
    wanted, decision = "consult" if step.consult else "approve", judged.predicate.decision
    if decision == wanted:
        return None
    return judged.refused("wrong-decision", f"the step `{step.id}` asks for `{wanted}`, not `{decision}`")


def _post(case: Case, judged: Judged, step: ChainStep) -> Refused | None:
    """The person, or the principal, holds the step's post; a deputy has been named by the principal."""
    roster, day, principal = case.roster, judged.day, judged.predicate.on_behalf_of
    holder = principal or judged.person
    if not roster.holds(holder, step.post, day):
        if principal and roster.is_deputy(principal, step.post):
            why = f"`{principal}` is only a deputy for the post `{step.post}`; a deputy has no deputy"
            return judged.refused("deputy-of-deputy", why)
        return judged.refused("wrong-post", f"`{holder}` does not hold the post `{step.post}` on {day}")
    if principal and not roster.stands_in(judged.person, principal, step.post, judged.time):
        why = f"no record names `{judged.person}` as the deputy of `{principal}` for the post `{step.post}` on {day}"
        return judged.refused("not-deputy", why)
    return None


def _language(case: Case, judged: Judged, step: ChainStep) -> Refused | None:
    if not step.speaks or case.subject.language in case.roster.people[judged.person].languages:
        return None
    why = f"`{judged.person}` does not know the language `{case.subject.language}`, which the step `{step.id}` asks for"
    return judged.refused("wrong-language", why)


def _assurance(_case: Case, judged: Judged, step: ChainStep) -> Refused | None:
    given = judged.verdict.assurance
    if ASSURANCES.index(given) >= ASSURANCES.index(step.assurance):
        return None
    return judged.refused("low-assurance", f"the step `{step.id}` asks for `{step.assurance}`; this is `{given}`")


def _author(case: Case, judged: Judged, _step: ChainStep) -> Refused | None:
    return _not_author(case, judged)


def _not_author(case: Case, judged: Judged) -> Refused | None:
    importer = {judged.verdict.signer} if judged.predicate.evidence else set()
    own = sorted((judged.people | importer) & case.subject.contributors)
    if not own:
        return None
    return judged.refused("author", f"`{own[0]}` wrote or changed it, and nobody approves their own words")


def _consulted(case: Case, judged: Judged, step: ChainStep) -> Refused | None:
    if not step.consult:
        return None
    asked = judged.predicate.consulted
    missing = [post for post in case.subject.executors if asked is None or post not in asked.posts]
    if asked is not None and not missing:
        return None
    named = ", ".join(f"`{post}`" for post in missing) or "nobody"
    return judged.refused("not-consulted", f"it does not say that those who carry it out were asked: {named} missing")


STEP: tuple[StepGuard, ...] = (_kind, _post, _language, _assurance, _author, _consulted)


def _separate(judged: Judged, used: frozenset[str]) -> Refused | None:
    twice = sorted(judged.people & used)
    if not twice:
        return None
    return judged.refused("same-person", f"`{twice[0]}` has taken part already; each step needs other people")


def _order(case: Case, judged: Judged, step: ChainStep, opened: ChainStep | None) -> Refused | None:
    if opened is None or case.steps.index(step) <= case.steps.index(opened):
        return None
    return judged.refused("out-of-order", f"the step `{opened.id}` comes first, and was open when this was signed")
