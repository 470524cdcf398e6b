"""A target of a measure has another unit than the measure.

## Why is this bad?

A service level of `80 s` cannot be compared with results in per cent. Mostly a line was copied.

## Wrong

```yaml
service-level: {unit: "%", targets: {household: {at_least: 80 s}}}
```

## Right

```yaml
service-level: {unit: "%", targets: {household: {at_least: 80 %}}}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.registers.units import plural
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW601", "target-unit")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the unit of each target with the measure's."""
    measures = context.handbook.registers.measures
    for key, measure in measures.rows.items():
        unit = plural(measure.unit)
        for team, goal in measure.targets.items():
            if goal.value.unit != unit:
                message = f"the target `{goal.value}` is not in the unit of the measure `{key}`, `{measure.unit}`"
                place = measures.at(key, "targets", team, goal.comparison)
                yield RULE.at(place, message, f"write `{goal.value.amount} {measure.unit}`, or correct `unit`")


CHECK = Check(RULE, __doc__, find)
