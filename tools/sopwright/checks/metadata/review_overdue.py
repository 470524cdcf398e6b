"""The review of a document is overdue.

## Why is this bad?

Procedures age: systems, laws and posts change. An auditor asks for proof that each document was looked through in
time (ISO 9001, 7.5.3).

## Wrong

```yaml
review: {every: 12 months, last: 2025-01-15}      # today is 2026-06-01
```

## Right

```yaml
review: {every: 12 months, last: 2026-01-15}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.metadata.current import current
from sopwright.diagnostics import Diagnostic, Rule, Severity

RULE = Rule("SW103", "review-overdue", Severity.WARNING)


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare each review date with today; long after it the warning becomes an error."""
    grace = context.handbook.registers.review.overdue_error_after
    for document in context.once(current):
        due = document.metadata.review.due
        if due >= context.today:
            continue
        late = grace is not None and context.today > grace.after(due)
        days = (context.today - due).days
        message = f"the review was due on {due}, {days} {'day' if days == 1 else 'days'} ago"
        hint = "look the document through with its owner, then write the day under `last`"
        severity = Severity.ERROR if late else Severity.WARNING
        yield RULE.at(document.at("review", "last"), message, hint, severity=severity)


CHECK = Check(RULE, __doc__, find)
