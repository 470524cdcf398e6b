"""A rule of approval asks about a book, a reader or a law that no register has.

## Why is this bad?

The rule never applies, and the changes it was made for take another way, or none.

## Wrong

```yaml
rules: [{chain: legal-review, when: {laws: [gdpr, eprivcy]}}]
```

## Right

```yaml
rules: [{chain: legal-review, when: {laws: [gdpr, eprivacy]}}]
```
"""

from collections.abc import Collection, Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.approval import When
from sopwright.model.handbook import Registers
from sopwright.model.registers import EVERYONE, PUBLIC

RULE = Rule("SW208", "predicate-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look up every name that a rule's predicates have."""
    registers = context.handbook.registers
    file = registers.files["approval"]
    for number, rule in enumerate(registers.approval.rules):
        for predicate, names, known, what in _names(rule.when, registers):
            for index, name in enumerate(names):
                if name not in known:
                    message = f"rule {number + 1} asks about `{name}`, which is not {what}"
                    place = file.at("rules", number, "when", predicate, index)
                    yield RULE.at(place, message, suggest(name, known, "name one of the register, or add it there"))


def _names(when: When, registers: Registers) -> Iterator[tuple[str, tuple[str, ...], Collection[str], str]]:
    """Each predicate that has names: the names, those that there are, and what these are."""
    roles = registers.roles
    yield "books", when.books or (), registers.books.rows, "a book of registers/books.yml"
    readers = {EVERYONE, PUBLIC, *roles.roles, *roles.groups}
    yield "visibility", when.visibility or (), readers, "a role or group of registers/roles.yml"
    laws = when.laws if isinstance(when.laws, tuple) else ()
    yield "laws", laws, registers.laws.rows, "a law of registers/laws.yml"


CHECK = Check(RULE, __doc__, find)
