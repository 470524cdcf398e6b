"""A heading under *Steps* belongs to no step of `procedure.yml`.

## Why is this bad?

What stands under it is in no list, no flowchart and no guide, and nobody is named who does it.

## Wrong

```markdown
### Greet the caller {#great}
```

## Right

```markdown
### Greet the caller {#greet}
```

with `greet: {by: agent, then: end}` under `steps:`.
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.checks.structure.steps import step_parts
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW509", "heading-without-step")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look for each heading's id among the steps, in every text."""
    for document in context.handbook.documents.values():
        steps = document.metadata.steps
        for text in document.texts.values() if steps else ():
            there = {part.id for part in step_parts(text)}
            for part in step_parts(text):
                if part.id and part.id not in steps:
                    free = [key for key in steps if key not in there]
                    hint = suggest(part.id, free, "add the step to procedure.yml, or make it a level-4 heading")
                    yield RULE.at(text.at(part.heading), f"`{part.id}` is no step of {document.id}", hint)


CHECK = Check(RULE, __doc__, each=find)
