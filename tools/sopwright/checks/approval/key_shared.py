"""Two people have the same key, or the same account on a forge.

## Why is this bad?

A signature says who signed only if one person alone can make it. A shared key counts for nobody, and one person with
two entries in the register could be two pairs of eyes.

## Wrong

```yaml
r.tan: {accounts: {github: 1001}, ...}
d.ivanov: {accounts: {github: 1001}, ...}
```

## Right

```yaml
r.tan: {accounts: {github: 1001}, ...}
d.ivanov: {accounts: {github: 1002}, ...}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.handbook import Registers
from sopwright.source.yaml import Key

RULE = Rule("SW209", "key-shared")


def find(context: Context) -> Iterator[Diagnostic]:
    """Note who is the first with each key and account."""
    people = context.handbook.registers.people
    first: dict[tuple[str, str], tuple[str, tuple[Key, ...]]] = {}
    for person, what, value, path in _means(context.handbook.registers):
        owner, there = first.setdefault((what, value), (person, path))
        if owner != person:
            message = f"`{person}` has the same {what} as `{owner}`"
            related = [(people.at(*there), f"it is listed for `{owner}` here")]
            yield RULE.at(people.at(*path), message, "leave it with the one who uses it alone", related=related)


def _means(registers: Registers) -> Iterator[tuple[str, str, str, tuple[Key, ...]]]:
    """Who has what to sign with, and where that stands."""
    for name, person in registers.people.rows.items():
        for index, key in enumerate(person.keys):
            yield name, "key", key.key, (name, "keys", index, "key")
        for forge in ("github", "gitlab"):
            number = getattr(person.accounts, forge)
            if number is not None:
                yield name, f"account on {forge}", str(number), (name, "accounts", forge)


CHECK = Check(RULE, __doc__, find)
