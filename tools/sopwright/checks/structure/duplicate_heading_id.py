"""Two headings of a text have the same id.

## Why is this bad?

A link to the id finds the first one only, and the comparison of languages takes one for the other.

## Wrong

```markdown
### Answer the call {#answer}

### Answer the caller's question {#answer}
```

## Right

```markdown
### Answer the call {#answer}

### Answer the caller's question {#resolve}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.source.nodes import Node

RULE = Rule("SW524", "duplicate-heading-id")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the ids within every text."""
    for document in context.handbook.documents.values():
        for text in document.texts.values():
            seen: dict[str, Node] = {}
            for heading in text.headings():
                first = seen.setdefault(heading["id"], heading)
                if heading["id"] and first is not heading:
                    message = f"the id `{heading['id']}` has been given to `{first.plain()}` already"
                    related = [(text.at(first), "first here")]
                    yield RULE.at(text.at(heading), message, "give this heading an id of its own", related=related)


CHECK = Check(RULE, __doc__, each=find)
