"""A document has a quiz, but nobody must confirm it.

## Why is this bad?

The questions are asked before a reader confirms a document. Without `training` nobody is asked to, so the quiz stands
there in vain, and ages.

## Wrong

```yaml
# procedure.yml without `training`, and quiz.yml beside it
```

## Right

```yaml
training: {acknowledge: [agent], refresh: 12 months}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.metadata.current import current
from sopwright.diagnostics import Diagnostic, Rule, Severity

RULE = Rule("SW528", "quiz-unasked", Severity.WARNING)


def find(context: Context) -> Iterator[Diagnostic]:
    """Look for questions without somebody to answer them."""
    for document in context.once(current):
        if document.quiz is not None and document.metadata.training is None:
            message = f"`{document.id}` has a quiz, but no `training` says who must confirm it"
            yield RULE.at(document.quiz.at(), message, "add `training` to its metadata, or remove quiz.yml")


CHECK = Check(RULE, __doc__, find)
