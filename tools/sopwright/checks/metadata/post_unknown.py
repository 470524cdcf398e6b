"""A document or a step names a post that the register does not have.

## Why is this bad?

Each post finds its duties on one page. A step of a misspelt post is on nobody's page, and nobody is asked to confirm
the document.

## Wrong

```yaml
executors: [agents]
steps:
  answer: {by: agnet, then: end}
```

## Right

```yaml
executors: [agent]
steps:
  answer: {by: agent, then: end}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.diagnostics import Diagnostic, Rule, Span
from sopwright.model.handbook import Document

RULE = Rule("SW113", "post-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each post up that carries out, confirms or takes a step."""
    posts = context.handbook.registers.posts
    for document in context.handbook.documents.values():
        for post, place in _named(document):
            if post not in posts:
                message = f"`{post}` is not a post of registers/posts.yml"
                yield RULE.at(place, message, suggest(post, posts.rows, "name a post of the register, or add it there"))


def _named(document: Document) -> Iterator[tuple[str, Span]]:
    metadata = document.metadata
    for index, post in enumerate(metadata.executors):
        yield post, document.at("executors", index)
    for index, post in enumerate(metadata.training.acknowledge if metadata.training else ()):
        yield post, document.at("training", "acknowledge", index)
    for key, step in metadata.steps.items():
        yield step.by, document.at("steps", key, "by")


CHECK = Check(RULE, __doc__, each=find)
