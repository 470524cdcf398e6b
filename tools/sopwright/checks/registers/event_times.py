"""An event does not end after it starts, or takes more than its window.

## Why is this bad?

It cannot be drawn in the plan of the day, and nobody can keep it.

## Wrong

```yaml
monitoring: {from: "12:00", to: "08:00", at_least: 2 h, ...}
```

## Right

```yaml
monitoring: {from: "08:00", to: "12:00", at_least: 2 h, ...}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.quantity import Quantity

RULE = Rule("SW608", "event-times")


def find(context: Context) -> Iterator[Diagnostic]:
    """Judge the window of each event and what is taken of it."""
    calendar = context.handbook.registers.calendar
    for key, event in calendar.rows.items():
        if event.end <= event.start:
            message = f"the event ends at {event.end}, which is not after its start at {event.start}"
            yield RULE.at(calendar.at(key, "to"), message, "correct the times; an event ends on the day it starts")
            continue
        window = _minutes(event.end) - _minutes(event.start)
        fault = _fault(event.at_least, window) if event.at_least is not None else ""
        if fault:
            yield RULE.at(calendar.at(key, "at_least"), fault, f"write at most `{window} min`, or widen the window")


def _fault(part: Quantity, window: int) -> str:
    if part.seconds is None:
        return f"`{part}` is not a length of time"
    if part.seconds > window * 60:
        return f"`{part}` is longer than the window of {window} min"
    return ""


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


CHECK = Check(RULE, __doc__, find)
