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
from sopwright.checks.registers.units import named_units, quantities
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW610", "unit-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each unit up in the catalogue of the first language; without one nothing can be said."""
    known = named_units(context)
    for quantity, place in quantities(context) if known is not None else ():
        if known is not None and quantity.unit not in known:
            message = f"the unit `{quantity.unit}` has no words in the catalogues"
            hint = suggest(quantity.unit, sorted(known), "add it under `units` in templates/words/, for each language")
            yield RULE.at(place, message, hint)


CHECK = Check(RULE, __doc__, find)
