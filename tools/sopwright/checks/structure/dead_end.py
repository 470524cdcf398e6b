"""A step says neither what follows nor which answers there are.

## Why is this bad?

Who stands at this step cannot go on, and nobody can tell whether the procedure ends here or the author forgot.

## Wrong

```yaml
close: {by: agent}
```

## Right

```yaml
close: {by: agent, then: end}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW503", "dead-end")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look for steps without a way on."""
    for document in context.handbook.documents.values():
        for key, step in document.metadata.steps.items():
            if step.then is None and step.choose is None:
                message = f"the step `{key}` has neither `then` nor `choose`"
                yield RULE.at(document.key_at("steps", key), message, "add what follows, or `then: end`")


CHECK = Check(RULE, __doc__, each=find)
