"""The heading of a step with answers is not a question.

## Why is this bad?

"Customer on file: yes or no" makes the reader guess what is asked. A question that its answers answer is understood at
once, and by everybody in the same way.

## Wrong

```markdown
### Check the customer {#on-file}
```

## Right

```markdown
### Is the customer on file? {#on-file}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.structure.steps import step_parts
from sopwright.diagnostics import Diagnostic, Rule, Severity

RULE = Rule("SW518", "not-a-question", Severity.WARNING)

_MARKS = ("?", "？", "؟")
_CLOSING = " \"'”’»)」"


def find(context: Context) -> Iterator[Diagnostic]:
    """Look at the last sign of the heading in the source text."""
    for document in context.handbook.documents.values():
        text = document.source_text
        for part in step_parts(text) if text is not None else ():
            step = document.metadata.steps.get(part.id)
            asked = part.title.rstrip(_CLOSING).endswith(_MARKS)
            if text is not None and step is not None and step.choose and not asked:
                message = f"the step `{part.id}` has answers, but its heading `{part.title}` is no question"
                yield RULE.at(text.at(part.heading), message, f"ask what {' / '.join(step.choose)} answers")


CHECK = Check(RULE, __doc__, each=find)
