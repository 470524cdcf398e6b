"""Two events of one post overlap on one day of the week.

## Why is this bad?

The day's plan of the post asks people to be in two places. Where only a part of a window is needed, say how much with
`at_least`.

## Wrong

```yaml
briefing: {days: [monday], from: "08:15", to: "08:45", posts: [team-lead], document: MGT-001, ...}
monitoring: {days: [monday], from: "08:30", to: "12:00", posts: [team-lead], document: MGT-004, ...}
```

## Right

```yaml
briefing: {days: [monday], from: "08:15", to: "08:30", posts: [team-lead], document: MGT-001, ...}
monitoring: {days: [monday], from: "08:30", to: "12:00", posts: [team-lead], document: MGT-004, ...}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import quoted
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.handbook import Register
from sopwright.model.registers import Event

RULE = Rule("SW603", "event-overlap")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare each event with those before it; one fault for each, however many days and posts they share."""
    calendar = context.handbook.registers.calendar
    fixed = [(key, event) for key, event in calendar.rows.items() if event.at_least is None and event.start < event.end]
    for index, (key, event) in enumerate(fixed):
        for other, before in fixed[:index]:
            if event.start < before.end and before.start < event.end and _meet(event, before):
                yield _fault(calendar, key, other)
                break


def _meet(event: Event, other: Event) -> bool:
    return not set(event.days).isdisjoint(other.days) and not set(event.posts).isdisjoint(other.posts)


def _fault(calendar: Register[Event], key: str, other: str) -> Diagnostic:
    event, before = calendar[key], calendar[other]
    posts = quoted(post for post in event.posts if post in before.posts)
    day = next(day for day in event.days if day in before.days)
    times = f"{event.start}-{event.end} and {before.start}-{before.end}"
    message = f"`{key}` overlaps `{other}` for {posts} on {day}: {times}"
    hint = "move one of them, or say with `at_least` how much of its window is taken"
    return RULE.at(calendar.at(key, "from"), message, hint, related=[(calendar.at(other, "from"), f"`{other}`")])


CHECK = Check(RULE, __doc__, find)
