"""Some steps lead only to each other, so the procedure never ends.

## Why is this bad?

Each step has a follower, and yet nobody who comes here gets out: the guide for a live call goes round in circles.

## Wrong

```yaml
ask: {by: agent, then: repeat}
repeat: {by: agent, then: ask}
```

## Right

```yaml
ask: {by: agent, choose: {yes: end, no: repeat}}
repeat: {by: agent, then: ask}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import quoted
from sopwright.checks.structure.steps import followers, leads_out, reached
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.handbook import Document

RULE = Rule("SW505", "endless-loop")


def find(context: Context) -> Iterator[Diagnostic]:
    """Name each loop once, at its first step; a loop that nobody reaches is another rule's."""
    for document in context.handbook.documents.values():
        for loop in _loops(document):
            steps = [key for key in document.metadata.steps if key in loop]
            message = f"from {quoted(steps)} no end and no other document can be reached"
            yield RULE.at(document.key_at("steps", steps[0]), message, "let one of these steps lead out, or to `end`")


def _loops(document: Document) -> list[frozenset[str]]:
    following = followers(document)
    found = reached(list(following)[:1], following)
    exits = [key for key in found if leads_out(document, key, following)]
    leading: dict[str, tuple[str, ...]] = {
        key: tuple(other for other in found if key in following[other]) for key in found
    }
    stuck = found - reached(exits, leading)
    ahead = {key: reached(following[key], following) for key in following if key in stuck}
    return list(dict.fromkeys(loop for loop in ahead.values() if all(ahead[key] == loop for key in loop)))


CHECK = Check(RULE, __doc__, each=find)
