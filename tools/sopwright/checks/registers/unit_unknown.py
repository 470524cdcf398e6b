"""A quantity has a unit that the languages have no words for.

## Why is this bad?

`3 rigns` would be printed as it stands in every language. The words of each unit are in the catalogues,
templates/words/.

## Wrong

```yaml
ring-limit: {name: {en: Rings at a department}, value: 4 rigns}
```

## Right

```yaml
ring-limit: {name: {en: Rings at a department}, value: 4 rings}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.checks.registers.units import Found, in_document, in_registers, named_units
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW610", "unit-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look at the quantities of the registers."""
    yield from _judge(context, in_registers(context.handbook.registers))


def each(context: Context) -> Iterator[Diagnostic]:
    """Look at those of a document."""
    for document in context.handbook.documents.values():
        yield from _judge(context, in_document(document))


def _judge(context: Context, found: Found) -> Iterator[Diagnostic]:
    """Look each unit up in the catalogue of the first language; without one nothing can be said."""
    known = context.shared.once(named_units)
    for quantity, place in found if known is not None else ():
        if known is not None and quantity.unit not in known:
            message = f"the unit `{quantity.unit}` has no words in the catalogues"
            hint = suggest(quantity.unit, sorted(known), "add it under `units` in templates/words/, for each language")
            yield RULE.at(place, message, hint)


CHECK = Check(RULE, __doc__, find, each)
