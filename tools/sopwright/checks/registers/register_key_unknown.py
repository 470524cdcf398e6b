"""A row of a register names a row of another one that does not exist.

## Why is this bad?

Posts, people, teams, measures and the calendar rest on each other. A misspelt name silently loses a right to read, a
target or a time in the plan.

## Wrong

```yaml
agent: {name: {en: Agent}, roles: [agents], superior: teamlead, duties: {en: Answers calls}}
```

## Right

```yaml
agent: {name: {en: Agent}, roles: [agent], superior: team-lead, duties: {en: Answers calls}}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.checks.registers.names import every_name
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW607", "register-key-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each name up."""
    for named in every_name(context.handbook):
        if named.name not in named.known:
            hint = suggest(named.name, sorted(named.known), "name another one, or add it there")
            yield RULE.at(named.place, f"`{named.name}` is not {named.what}", hint)


CHECK = Check(RULE, __doc__, find)
