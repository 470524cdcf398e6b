"""A document is called effective, but the people who must approve it have not signed this content.

## Why is this bad?

People would work by words that nobody in charge has read. One changed letter, number or picture is another content:
`sopwright status` shows who is waited for, `sopwright redline` what has changed.

This asks for the source language. A translation that nobody has reviewed is published with a mark. After an emergency
approval has ended this is a warning: readers get the content that was approved before. Companies that have not begun
to sign write `signatures: advisory` in registers/approval.yml.

## Wrong

```yaml
status: effective       # changed this morning, signed by nobody since
```

## Right

```yaml
status: in-review       # readers keep the content that was approved before
```
"""

from collections.abc import Iterator
from datetime import datetime

from sopwright.approval.result import Refused, Result
from sopwright.approval.standing import Standing, end_of
from sopwright.checks.approval.standings import standings
from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule, Severity, Span

RULE = Rule("SW212", "not-approved")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look at where each effective document's source stands."""
    if context.handbook.registers.approval.signatures == "advisory" or context.unverified:
        return
    for (number, language), standing in context.once(standings).items():
        document = context.handbook.documents[number]
        effective = document.metadata.status == "effective" and language == document.metadata.languages.source
        if effective and not standing.result.in_force(end_of(context.today)):
            yield fault(document.at("status"), standing)


def _ended(place: Span, standing: Standing, until: datetime) -> Diagnostic:
    """The fault where an emergency's approval has ended, or ends today: nothing is lost, so that it hinders nothing."""
    message = f"{standing.result.subject} is in force by emergency approval until {until}, and not approved yet"
    hint = "until its chain is complete, readers then get the content that was approved before"
    return RULE.at(place, message, hint, severity=Severity.WARNING)


def fault(place: Span, standing: Standing) -> Diagnostic:
    """The fault, with who is waited for and every record that does not count."""
    result = standing.result
    if result.emergency_until is not None:
        return _ended(place, standing, result.emergency_until)
    message = f"{result.subject} is called effective, but is not approved: {result.why}"
    hint = f"`sopwright approve {standing.subject.document}` signs; or write `status: in-review` until all have signed"
    return RULE.at(place, message, hint, related=[(one.record.span, one.why) for one in all_refused(result)])


def all_refused(result: Result) -> tuple[Refused, ...]:
    """Every record about this content that does not count."""
    return (*result.refused, *(refused for step in result.steps for refused in step.refused))


CHECK = Check(RULE, __doc__, find)
