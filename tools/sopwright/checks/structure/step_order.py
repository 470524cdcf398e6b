"""The headings under *Steps* stand in another order than the steps of `procedure.yml`.

## Why is this bad?

Steps are numbered in the order of `procedure.yml`. In another order the text and the numbered list contradict each
other.

## Wrong

```yaml
steps:
  answer: {by: agent, then: close}
  close: {by: agent, then: end}
```

```markdown
### Close the call {#close}

### Answer the call {#answer}
```

## Right

```markdown
### Answer the call {#answer}

### Close the call {#close}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.structure.headings import first_misplaced
from sopwright.checks.structure.steps import step_parts
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW520", "step-order")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the orders in every text; only the first difference is named."""
    for document in context.handbook.documents.values():
        for text in document.texts.values():
            parts = {part.id: part for part in reversed(step_parts(text))}
            wrong = first_misplaced([part.id for part in step_parts(text)], document.metadata.steps)
            if wrong is not None:
                message = f"the step `{wrong[0]}` stands where `{wrong[1]}` belongs"
                place = text.at(parts[wrong[0]].heading)
                yield RULE.at(place, message, "put the headings in the order of `steps:`, or change that order")


CHECK = Check(RULE, __doc__, each=find)
