"""No way leads from the first step to this one.

## Why is this bad?

The step is written, translated and approved, and nobody ever comes to it. Mostly another step leads past it by mistake.

## Wrong

```yaml
steps:
  answer: {by: agent, then: close}
  record: {by: agent, then: close}
  close: {by: agent, then: end}
```

## Right

```yaml
steps:
  answer: {by: agent, then: record}
  record: {by: agent, then: close}
  close: {by: agent, then: end}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.structure.steps import followers, is_unknown, reached
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.handbook import Document

RULE = Rule("SW504", "step-unreachable")


def find(context: Context) -> Iterator[Diagnostic]:
    """Walk from the first step; what follows only an unreachable step is not named again."""
    for document in context.handbook.documents.values():
        steps = document.metadata.steps
        following = followers(document)
        covered = reached(list(steps)[:1], following)
        if any(_is_faulty(document, step) for step in covered):
            continue
        for key in steps:
            if key not in covered:
                covered |= reached([key], following)
                message = f"no way leads from the first step `{next(iter(steps))}` to the step `{key}`"
                yield RULE.at(document.key_at("steps", key), message, "let another step lead to it, or remove it")


def _is_faulty(document: Document, key: str) -> bool:
    """Whether the way on from a step is missing or misspelt: it may be the one that is looked for."""
    branches = document.metadata.steps[key].branches
    return not branches or any(is_unknown(document, target) for _, target in branches)


CHECK = Check(RULE, __doc__, each=find)
