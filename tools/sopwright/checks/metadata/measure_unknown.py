"""A document or a step names a measure, or a team's target, that the register does not have.

## Why is this bad?

The value is shown where the measure is named. For an unknown one nothing could be shown, and results could not be
compared with the procedure.

## Wrong

```yaml
measures: [pickup]
steps:
  answer: {by: agent, within: measure:pick-up/night, then: end}
```

## Right

```yaml
measures: [pick-up]
steps:
  answer: {by: agent, within: measure:pick-up, then: end}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import quoted, suggest
from sopwright.checks.metadata.amounts import limits_of_steps
from sopwright.diagnostics import Diagnostic, Rule, Span
from sopwright.model.handbook import Document

RULE = Rule("SW118", "measure-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each measure up, and the target of the team where one is named."""
    measures = context.handbook.registers.measures
    for document in context.handbook.documents.values():
        for key, team, place in _named(document):
            measure = measures.get(key)
            if measure is None:
                message = f"the measure `{key}` is not in registers/measures.yml"
                yield RULE.at(place, message, suggest(key, measures.rows, "add it to the register"))
            elif measure.goal(team) is None:
                message = f"the measure `{key}` has no target for the team `{team}`"
                yield RULE.at(
                    place, message, suggest(team, measure.targets, f"it has one for {quoted(measure.targets)}")
                )


def _named(document: Document) -> Iterator[tuple[str, str, Span]]:
    for index, key in enumerate(document.metadata.measures):
        yield key, "", document.at("measures", index)
    for step, named in limits_of_steps(document, "measure"):
        yield named.key, named.team, document.at("steps", step, "within")


CHECK = Check(RULE, __doc__, each=find)
