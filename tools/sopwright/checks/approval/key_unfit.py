"""A person's key cannot be used to sign with.

## Why is this bad?

What is signed with it does not count. It was mostly copied incompletely, is of a kind that is not accepted (RSA,
DSA), ends before it begins, or is one of the example company's keys, whose private half everybody has.

## Wrong

```yaml
keys: [{key: "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC7", from: 2026-01-01}]
```

## Right

```yaml
keys: [{key: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl", from: 2026-01-01}]
```
"""

from collections.abc import Iterator

from sopwright.approval.keys import EXAMPLE_HANDBOOK, fault_of, is_example
from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.registers import PersonKey

RULE = Rule("SW210", "key-unfit")


def find(context: Context) -> Iterator[Diagnostic]:
    """Judge every key."""
    registers = context.handbook.registers
    for name, person in registers.people.rows.items():
        for index, key in enumerate(person.keys):
            field, why = _fault(key, registers.organisation.id)
            if why:
                place = registers.people.at(name, "keys", index, field)
                hint = "copy the line of the `.pub` file without its comment; `ssh-keygen -t ed25519` makes a key"
                yield RULE.at(place, f"the key of `{name}` cannot be used: {why}", hint)


def _fault(key: PersonKey, handbook: str) -> tuple[str, str]:
    """The field that is wrong, and why; no words where nothing is."""
    unfit = fault_of(key.key)
    if unfit:
        return "key", unfit
    if handbook != EXAMPLE_HANDBOOK and is_example(key):
        return "key", f"it is a key of the example company `{EXAMPLE_HANDBOOK}`, and everybody can sign with it"
    if key.until is not None and key.until < key.since:
        return "until", f"it ends on {key.until}, before it begins on {key.since}"
    return "key", ""


CHECK = Check(RULE, __doc__, find)
