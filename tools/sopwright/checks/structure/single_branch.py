"""A step asks a question whose answer changes nothing.

## Why is this bad?

With one answer, or with all answers leading to the same place, there is no choice. The agent loses seconds on it, and
probably a branch was forgotten.

## Wrong

```yaml
on-file: {by: agent, choose: {yes: update, no: update}}
```

## Right

```yaml
on-file: {by: agent, choose: {yes: update, no: register}}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.structure.steps import is_unknown
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW506", "single-branch")


def find(context: Context) -> Iterator[Diagnostic]:
    """Count the answers of each choice, and the places they lead to."""
    for document in context.handbook.documents.values():
        for key, step in document.metadata.steps.items():
            if step.choose is None:
                continue
            targets = {target for _, target in step.branches}
            message = ""
            if len(step.choose) < 2:
                message = f"the step `{key}` has only {len(step.choose)} of the two or more answers that make a choice"
            elif len(targets) == 1 and not is_unknown(document, *targets):
                message = f"all answers of the step `{key}` lead to `{next(iter(step.choose.values()))}`"
            if message:
                hint = "add the missing branch, or write `then:` in place of `choose:`"
                yield RULE.at(document.at("steps", key, "choose"), message, hint)


CHECK = Check(RULE, __doc__, each=find)
