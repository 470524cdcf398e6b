"""A question of a quiz is about a step or clause that the document does not have.

## Why is this bad?

Whoever answers wrongly is sent to the place that says it. A question about a step that is gone asks for a rule that no
longer holds.

## Wrong

```yaml
greeting: {about: greeting, ...}        # the step is called `greet`
```

## Right

```yaml
greeting: {about: greet, ...}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.checks.structure.anchors import by_document
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW527", "quiz-place-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each question's place up among the document's steps and headings."""
    anchors = context.once(by_document)
    for document in context.handbook.documents.values():
        known = anchors.get(document.id)
        for key, question in document.quiz.questions.items() if document.quiz and known is not None else ():
            if known is not None and document.quiz is not None and question.about not in known:
                message = f"the question `{key}` is about `{question.about}`, which `{document.id}` does not have"
                hint = suggest(question.about, known, "name the id of a step, clause or section")
                yield RULE.at(document.quiz.at(key, "about"), message, hint)


CHECK = Check(RULE, __doc__, find)
