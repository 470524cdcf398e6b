"""Nobody holds the post that owns a document.

## Why is this bad?

A document without a living owner is not reviewed, and questions about it go nowhere. The post was mostly vacated
without anyone looking at what it owns.

## Wrong

```yaml
owner: quality          # the only holder left on 2026-05-31
```

## Right

```yaml
owner: team-lead
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.metadata.current import current
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW102", "owner-vacant")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look for a holder today; a post that is unknown is another rule's."""
    registers = context.handbook.registers
    for document in context.once(current):
        owner = document.metadata.owner
        if owner in registers.posts and not registers.holders(owner, context.today):
            message = f"nobody holds the post `{owner}`, which owns the document, on {context.today}"
            hint = "name a holder in registers/people.yml, or another owner"
            yield RULE.at(document.at("owner"), message, hint)


CHECK = Check(RULE, __doc__, find)
