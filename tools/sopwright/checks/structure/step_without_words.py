"""Nothing stands under a step's heading.

## Why is this bad?

A heading says what is done, not how. New agents do it as they think fit. Only the heading of a question may
stand alone.

## Wrong

```markdown
### Close the call {#close}
```

## Right

```markdown
### Close the call {#close}

Thank the caller and let the caller hang up first.
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.structure.steps import step_parts
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW507", "step-without-words")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look at the source text; translations are compared with it."""
    for document in context.handbook.documents.values():
        text = document.source_text
        for part in step_parts(text) if text is not None else ():
            step = document.metadata.steps.get(part.id)
            if text is not None and step is not None and step.choose is None and not part.body:
                message = f"nothing stands under the step `{part.id}`"
                yield RULE.at(text.at(part.heading), message, "say in one to four sentences how it is done")


CHECK = Check(RULE, __doc__, each=find)
