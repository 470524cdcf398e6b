"""Two documents have the same number.

## Why is this bad?

Links, approvals and confirmations go by number. Only the first document of a number is read; the other one does not
exist for the handbook.

## Wrong

```yaml
id: SVC-004             # handbook/service/answering-a-call/
---
id: SVC-004             # handbook/service/holding-a-call/
```

## Right

```yaml
id: SVC-004             # handbook/service/answering-a-call/
---
id: SVC-009             # handbook/service/holding-a-call/
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW109", "duplicate-id")


def find(context: Context) -> Iterator[Diagnostic]:
    """Report what the loader set aside."""
    handbook = context.handbook
    for document in handbook.duplicates:
        first = handbook.documents[document.id]
        prefix = document.id.partition("-")[0]
        taken = [int(number.partition("-")[2]) for number in handbook.documents if number.startswith(f"{prefix}-")]
        message = f"{document.id} is already the number of {first.folder}/"
        hint = f"give it another number; {prefix}-{max(taken) + 1:03} is free"
        yield RULE.at(document.at("id"), message, hint, related=[(first.at("id"), "first here")])


CHECK = Check(RULE, __doc__, find)
