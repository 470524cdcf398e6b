"""The numbers of the revisions do not rise by one from 1, or their dates fall.

## Why is this bad?

Readers and auditors name a document by its revision. Two revisions of one number, or a gap, make it unclear which
words were in force.

## Wrong

```yaml
revisions:
  - {number: 1, date: 2026-01-15, class: material, summary: {en: First issue}}
  - {number: 3, date: 2025-10-20, class: editorial, summary: {en: Typing errors}}
```

## Right

```yaml
revisions:
  - {number: 1, date: 2026-01-15, class: material, summary: {en: First issue}}
  - {number: 2, date: 2026-10-20, class: editorial, summary: {en: Typing errors}}
```
"""

from collections.abc import Iterator
from itertools import pairwise

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW105", "revision-order")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare each revision with the one before it."""
    for document in context.handbook.documents.values():
        revisions = document.metadata.revisions
        if revisions[0].number != 1:
            message = f"the first revision has the number {revisions[0].number}, not 1"
            yield RULE.at(document.at("revisions", 0, "number"), message, "list the revisions from the first on")
        for index, (before, revision) in enumerate(pairwise(revisions), 1):
            if revision.number != before.number + 1:
                message = (
                    f"revision {revision.number} follows revision {before.number}; {before.number + 1} is expected"
                )
                place = document.at("revisions", index, "number")
                yield RULE.at(place, message, "number the revisions one after the other, oldest first")
            if revision.date < before.date:
                message = f"the date {revision.date} is before {before.date}, the date of the revision before it"
                place = document.at("revisions", index, "date")
                yield RULE.at(place, message, "list the revisions oldest first, or correct the date")


CHECK = Check(RULE, __doc__, each=find)
