"""``procedure.yml`` and ``policy.yml`` of a document."""

from datetime import date, timedelta
from random import Random

from benchmarks.corpus.plans import Plan, StepPlan
from benchmarks.corpus.pool import LANGUAGES
from benchmarks.corpus.words import patterns

FIRST_DAY = date(2026, 1, 12)
AUTHORS = ("e.stoyanova", "l.chen", "s.aziz", "n.rahman")
MEASURES = (
    "abandonment service-level queue-time pick-up first-contact-resolution repeat-contacts transfer-rate "
    "resolution-time handling-time hold-time adherence evaluated-contacts quality-score customer-satisfaction "
    "abandoned-outbound conversion"
).split()
LAWS = ("tsr", "tcpa", "gdpr", "eprivacy")
_BOUND = 5
"""Every so many documents one is bound by a law."""


def metadata(plan: Plan, related: list[str], seed: int) -> str:
    """The file of a document.

    Args:
        plan: The document.
        related: The numbers of documents that it names as related.
        seed: What chance begins with.
    """
    chance = Random(f"{seed}:{plan.number}:metadata")  # noqa: S311  # nothing secret
    laws = [LAWS[plan.number // _BOUND % len(LAWS)]] if plan.number % _BOUND == 0 else []
    measures = dict.fromkeys([MEASURES[plan.number % len(MEASURES)], chance.choice(MEASURES)])
    executors = ", ".join(plan.readers.posts)
    dates = _dates(plan, chance)
    last = dates[-1]
    lines = [
        f"id: {plan.id}",
        f"kind: {plan.kind}",
        f"book: {plan.book}",
        f"topic: {plan.topic}",
        f"template: {plan.kind}/1",
        f"owner: {plan.readers.owner}",
        f"authors: [{chance.choice(AUTHORS)}]",
        f"approval: {'legal-review' if laws else 'standard'}",
        f"visibility: [{plan.readers.visibility}]",
        f"languages: {{source: en, required: [{', '.join(LANGUAGES)}]}}",
        "status: effective",
        f"effective: {last + timedelta(days=7)}",
        f"review: {{every: {chance.choice((12, 18, 24))} months, last: {last}}}",
        "revisions:",
        *(line for number, day in enumerate(dates) for line in _revision(number, day)),
        f"executors: [{executors}]",
        f"measures: [{', '.join(measures)}]",
        *([f"laws: [{laws[0]}]"] if laws else []),
        f"related: [{', '.join(related)}]",
        f"training: {{acknowledge: [{executors}], refresh: {chance.choice((12, 24))} months}}",
        *(["steps:"] if plan.steps else []),
        *map(_step, plan.steps),
    ]
    return "\n".join(lines) + "\n"


def _step(step: StepPlan) -> str:
    within = f"within: {step.within}, " if step.within else ""
    answers = ", ".join(f"{answer}: {target}" for answer, target in step.choose.items())
    follows = f"choose: {{{answers}}}" if answers else f"then: {step.then}"
    return f"  {step.id}: {{by: {step.by}, {within}{follows}}}"


def revisions(plan: Plan) -> int:
    """How many revisions a document has."""
    return 1 + plan.number % 3


def _dates(plan: Plan, chance: Random) -> list[date]:
    """The days of its revisions, all within ten months."""
    first = FIRST_DAY + timedelta(days=chance.randint(0, 190))
    return [first + timedelta(days=50 * place) for place in range(revisions(plan))]


def _revision(place: int, day: date) -> list[str]:
    words = patterns()["summaries"][min(place, 1)]
    summary = ", ".join(f"{language}: {words[language]}" for language in LANGUAGES)
    return [
        f"  - number: {place + 1}",
        f"    date: {day}",
        "    class: material",
        f"    summary: {{{summary}}}",
    ]
