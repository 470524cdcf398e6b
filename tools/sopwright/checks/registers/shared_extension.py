"""Two departments have the same extension.

## Why is this bad?

The transfer table then sends callers of one department to the other.

## Wrong

```yaml
market: {name: {en: Market}, extension: "4455"}
billing: {name: {en: Billing}, extension: "4455"}
```

## Right

```yaml
market: {name: {en: Market}, extension: "4455"}
billing: {name: {en: Billing}, extension: "4420"}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW602", "shared-extension")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the extensions."""
    directory = context.handbook.registers.directory
    first: dict[str, str] = {}
    for key, department in directory.rows.items():
        other = first.setdefault(department.extension, key)
        if other != key:
            message = f"the extension {department.extension} of `{key}` is also that of `{other}`"
            first_place = [(directory.at(other, "extension"), "first here")]
            hint = "the telephone plan says which is right"
            yield RULE.at(directory.at(key, "extension"), message, hint, related=first_place)


CHECK = Check(RULE, __doc__, find)
