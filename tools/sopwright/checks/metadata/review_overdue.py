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

Or nothing changes in the file, and its owner signs `sopwright review-unchanged SVC-001`.
"""

from collections.abc import Iterator
from datetime import date

from sopwright.checks.approval.standings import standings
from sopwright.checks.check import Check, Context
from sopwright.checks.metadata.current import current
from sopwright.diagnostics import Diagnostic, Rule, Severity
from sopwright.model.handbook import Document

RULE = Rule("SW103", "review-overdue", Severity.WARNING)


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare each review date with today; long after it the warning becomes an error."""
    grace = context.handbook.registers.review.overdue_error_after
    for document in context.once(current):
        due = document.metadata.review.every.after(_last_review(context, document))
        if due >= context.today:
            continue
        late = grace is not None and context.today > grace.after(due)
        days = (context.today - due).days
        message = f"the review was due on {due}, {days} {'day' if days == 1 else 'days'} ago"
        hint = "look the document through with its owner, then sign `sopwright review-unchanged` or change `last`"
        severity = Severity.ERROR if late else Severity.WARNING
        yield RULE.at(document.at("review", "last"), message, hint, severity=severity)


def _last_review(context: Context, document: Document) -> date:
    """When a document was last looked through: by its metadata, or by a signed record about this content."""
    language = document.metadata.languages.source
    standing = context.once(standings).get((document.id, language)) if context.verdicts else None
    records = standing.result.reviews if standing is not None else ()
    return max([document.metadata.review.last, *(record.predicate.time.date() for record in records)])


CHECK = Check(RULE, __doc__, find)
