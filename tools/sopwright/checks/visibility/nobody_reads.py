"""No audience may hold the document, so it would appear in no site and no book.

## Why is this bad?

A document is in an audience's output only if every role of the audience may read it. If that holds for no audience, the
document is written, approved and read by nobody.

## Wrong

```yaml
visibility: [team-lead]     # registers/audiences.yml: leads: {roles: [team-lead, manager]}
```

## Right

```yaml
visibility: [team-lead, manager]
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import quoted
from sopwright.checks.visibility.readers import is_sound
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.visibility import decide_audience

RULE = Rule("SW302", "nobody-reads")


def find(context: Context) -> Iterator[Diagnostic]:
    """Decide for each audience of the register."""
    registers = context.handbook.registers
    audiences = registers.audiences.rows
    if any(not row.roles or not set(row.roles) <= registers.roles.roles.keys() for row in audiences.values()):
        return  # the faulty audience may be the one that should hold the document
    for document in context.handbook.documents.values():
        visibility = document.metadata.visibility
        decisions = {key: decide_audience(row, visibility, registers.roles) for key, row in audiences.items()}
        if is_sound(visibility, registers.roles) and not any(decision.allowed for decision in decisions.values()):
            message = f"no audience may hold this document: each has a role that {quoted(visibility)} leaves out"
            hint = "name all roles of the audience it is meant for, or give these roles an audience of their own"
            reasons = [(registers.audiences.key_at(key), decision.reason) for key, decision in decisions.items()]
            yield RULE.at(document.at("visibility"), message, hint, related=reasons)


CHECK = Check(RULE, __doc__, each=find)
