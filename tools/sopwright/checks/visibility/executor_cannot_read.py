"""A post has to carry out or confirm a document that none of its roles may read.

## Why is this bad?

Nobody can follow a procedure that they cannot open, and nobody can honestly confirm one that they have not read.

## Wrong

```yaml
visibility: [managers]
executors: [agent]
```

## Right

```yaml
visibility: [managers, agent]
executors: [agent]
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import quoted
from sopwright.checks.visibility.readers import by_document
from sopwright.diagnostics import Diagnostic, Rule, Span
from sopwright.model.handbook import Document

RULE = Rule("SW307", "executor-cannot-read")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the roles of each post with the document's readers; each post is named once, at its first place."""
    registers = context.handbook.registers
    known = context.once(by_document)
    for number, document in context.handbook.documents.items():
        for key, (first, *others) in _posts(document).items() if number in known else ():
            post = registers.posts.get(key)
            if post is None or not set(post.roles) <= registers.roles.roles.keys() or known[number] & set(post.roles):
                continue
            named = quoted(document.metadata.visibility)
            message = f"the post `{key}` has to follow {number} but may not read it: it is for {named}"
            hint = f"add a role of the post ({quoted(post.roles)}) to the visibility, or name another post"
            yield RULE.at(first, message, hint, related=[(place, "here too") for place in others])


def _posts(document: Document) -> dict[str, list[Span]]:
    """The posts that a document addresses, with all places that name them."""
    data = document.metadata
    named = [(post, document.at("executors", index)) for index, post in enumerate(data.executors)]
    named += [(step.by, document.at("steps", key, "by")) for key, step in data.steps.items()]
    acknowledge = data.training.acknowledge if data.training else ()
    named += [(post, document.at("training", "acknowledge", index)) for index, post in enumerate(acknowledge)]
    places: dict[str, list[Span]] = {}
    for post, place in named:
        places.setdefault(post, []).append(place)
    return places


CHECK = Check(RULE, __doc__, each=find)
