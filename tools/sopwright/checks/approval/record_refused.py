"""A record of approval does not count.

## Why is this bad?

Somebody believes that they have approved, and have not; or somebody tried what they may not do. A record is never
removed: sign again, and this one stays as the trace of what happened.

`sopwright check` warns. `sopwright verify --base COMMIT` refuses a change that brings such a record in.

## Wrong

```sh
sopwright approve SVC-004 --step release --as m.lindqvist      # before the lawyer has signed
```

## Right

```sh
sopwright approve SVC-004 --step legal --as p.fischer
sopwright approve SVC-004 --step release --as m.lindqvist
```
"""

from collections.abc import Iterator

from sopwright.approval.result import Refused
from sopwright.checks.approval.not_approved import all_refused
from sopwright.checks.approval.standings import judges, standings, wordings
from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule, Severity

RULE = Rule("SW213", "record-refused", Severity.WARNING)


def find(context: Context) -> Iterator[Diagnostic]:
    """Every record about a content that stands, and of deputies, that does not count."""
    if context.unverified or not (context.handbook.approvals.subjects or context.handbook.approvals.deputies):
        return
    for standing in (*context.once(standings).values(), *context.once(wordings).values()):
        yield from (fault(refused, RULE.severity) for refused in all_refused(standing.result))
    yield from (fault(refused, RULE.severity) for refused in context.once(judges).refused)


def fault(refused: Refused, severity: Severity) -> Diagnostic:
    """The fault at the record."""
    predicate = refused.record.predicate
    message = f"`{predicate.decision}` by `{predicate.person}` does not count: {refused.why} ({refused.code})"
    return RULE.at(refused.record.span, message, "sign again; the record stays where it is", severity=severity)


CHECK = Check(RULE, __doc__, find)
