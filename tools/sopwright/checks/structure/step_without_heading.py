"""A step has no heading in the source text.

## Why is this bad?

The step has no name and no words: in the list, in the flowchart and in the guide it would be an empty box.

## Wrong

```yaml
steps:
  greet: {by: agent, then: end}     # and no `### ... {#greet}` under Steps
```

## Right

```markdown
## Steps {#steps}

### Greet the caller {#greet}

Say your name.
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.structure.headings import was_meant
from sopwright.checks.structure.steps import STEPS, step_parts
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW508", "step-without-heading")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look for each step under the section of steps."""
    for document in context.handbook.documents.values():
        text = document.source_text
        if text is None or text.section(STEPS) is None:
            continue
        headings = [part.heading for part in step_parts(text)]
        there = {heading["id"] for heading in headings}
        steps = document.metadata.steps
        for key in steps:
            if key not in there and not was_meant(key, headings, steps):
                message = f"the step `{key}` has no heading under Steps in {text.source.path.rpartition('/')[2]}"
                yield RULE.at(document.key_at("steps", key), message, f"write `### What is done {{#{key}}}` there")


CHECK = Check(RULE, __doc__, each=find)
