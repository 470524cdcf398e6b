"""`then` or `choose` leads to a step that the document does not have.

## Why is this bad?

Who takes this way comes to nothing; the flowchart and the guide for a live call break off.

## Wrong

```yaml
answer: {by: agent, then: recrod}
```

## Right

```yaml
answer: {by: agent, then: record}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.checks.structure.steps import is_unknown, targets
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.metadata import END

RULE = Rule("SW516", "step-target-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each target up among the document's steps."""
    for document in context.handbook.documents.values():
        for way in targets(document):
            if is_unknown(document, way.target):
                known = [*document.metadata.steps, END]
                message = f"the step `{way.step}` leads to `{way.target.step}`, which is no step of {document.id}"
                hint = suggest(way.target.step, known, "name a step, a document such as `SVC-007`, or `end`")
                yield RULE.at(way.place, message, hint)


CHECK = Check(RULE, __doc__, each=find)
