"""A document is reviewed less often than the company demands.

## Why is this bad?

The longest time between reviews is fixed in registers/review.yml, so that no document escapes by giving itself ten
years.

## Wrong

```yaml
review: {every: 5 years, last: 2026-01-15}        # registers/review.yml: longest: 24 months
```

## Right

```yaml
review: {every: 12 months, last: 2026-01-15}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.metadata.current import current
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW104", "review-too-long")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the dates to which both intervals lead."""
    longest = context.handbook.registers.review.longest
    for document in context.once(current):
        review = document.metadata.review
        if review.due > longest.after(review.last):
            message = f"a review every {review.every} is too seldom: {longest} is the longest allowed"
            hint = f"write `{longest}` or less, or change `longest` in registers/review.yml"
            yield RULE.at(document.at("review", "every"), message, hint)


CHECK = Check(RULE, __doc__, each=find)
