"""A step uses an answer that has no words: neither the document's `answers` nor the shared register has it.

## Why is this bad?

The answer is a button in the guide and an arrow in the flowchart; without words it would be empty.

## Wrong

```yaml
on-file: {by: agent, choose: {yess: update, no: register}}
```

## Right

```yaml
on-file: {by: agent, choose: {yes: update, no: register}}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW517", "answer-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each answer up, first in the document, then in registers/answers.yml."""
    shared = context.handbook.registers.answers.rows
    for document in context.handbook.documents.values():
        known = {**document.metadata.answers, **shared}
        for key, step in document.metadata.steps.items():
            for answer in step.choose or ():
                if answer not in known:
                    message = f"the answer `{answer}` is neither in `answers` nor in registers/answers.yml"
                    hint = suggest(answer, known, "add its words in every language under `answers:`")
                    yield RULE.at(document.key_at("steps", key, "choose", answer), message, hint)


CHECK = Check(RULE, __doc__, each=find)
