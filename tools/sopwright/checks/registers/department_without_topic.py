"""A department of the directory has no topics.

## Why is this bad?

The transfer table goes by topic. A department without one is in the directory, but no question ever leads to it.

## Wrong

```yaml
market: {name: {en: Market}, extension: "4455"}
```

## Right

```yaml
market: {name: {en: Market}, extension: "4455", topics: [{en: Prices}]}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule, Severity

RULE = Rule("SW611", "department-without-topic", Severity.WARNING)


def find(context: Context) -> Iterator[Diagnostic]:
    """Look for departments without topics."""
    directory = context.handbook.registers.directory
    for key, department in directory.rows.items():
        if not department.topics:
            message = f"the department `{key}` has no topics, so no question leads to it"
            yield RULE.at(directory.key_at(key), message, "list what callers ask for under `topics`")


CHECK = Check(RULE, __doc__, find)
