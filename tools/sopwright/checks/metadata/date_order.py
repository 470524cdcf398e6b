"""A date is missing, lies in the future, or contradicts another one.

## Why is this bad?

The dates prove what was in force when. A procedure cannot take effect before it was first issued, and nobody reviewed
it tomorrow.

## Wrong

```yaml
status: effective
effective: 2025-12-01
review: {every: 12 months, last: 2025-12-15}
revisions:
  - {number: 1, date: 2026-01-15, class: material, summary: {en: First issue}}
```

## Right

```yaml
status: effective
effective: 2026-02-01
review: {every: 12 months, last: 2026-01-15}
revisions:
  - {number: 1, date: 2026-01-15, class: material, summary: {en: First issue}}
```
"""

from collections.abc import Iterator
from datetime import date

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.handbook import Document

RULE = Rule("SW106", "date-order")


def find(context: Context) -> Iterator[Diagnostic]:
    """Judge the dates of each document."""
    for document in context.handbook.documents.values():
        yield from _revisions(document, context.today)
        yield from _effective(document, context.today)
        if document.metadata.status != "retired":
            yield from _review(document, context.today)


def _revisions(document: Document, today: date) -> Iterator[Diagnostic]:
    for index, revision in enumerate(document.metadata.revisions):
        if revision.date > today:
            message = f"revision {revision.number} is of {revision.date}, which is after today, {today}"
            hint = "write the day on which it was written; when it takes effect stands under `effective`"
            yield RULE.at(document.at("revisions", index, "date"), message, hint)


def _effective(document: Document, today: date) -> Iterator[Diagnostic]:
    metadata, first = document.metadata, document.metadata.revisions[0].date
    if metadata.effective is None:
        if metadata.status == "effective":
            hint = "add `effective:` and the day from which it holds"
            message = "the status is `effective`, but the date from which the document holds is missing"
            yield RULE.at(document.at("status"), message, hint)
    elif metadata.effective < first <= today:
        message = f"the document takes effect on {metadata.effective}, before its first revision of {first}"
        yield RULE.at(document.at("effective"), message, "correct one of the two dates")


def _review(document: Document, today: date) -> Iterator[Diagnostic]:
    last, first = document.metadata.review.last, document.metadata.revisions[0].date
    if last > today:
        message = f"the last review is of {last}, which is after today, {today}"
        yield RULE.at(document.at("review", "last"), message, "write the day on which it was last looked through")
    elif last < first <= today:
        message = f"the last review, {last}, is before the first revision of {first}"
        hint = "a new document counts as reviewed on the day of its first revision"
        yield RULE.at(document.at("review", "last"), message, hint)


CHECK = Check(RULE, __doc__, find)
