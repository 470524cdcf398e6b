"""A link to an address outside has no words.

## Why is this bad?

There is nothing to click and nothing to read aloud. A link to a document or a heading gets its title by itself; nobody
knows the title of a page outside.

## Wrong

```markdown
See [](https://example.org/rules).
```

## Right

```markdown
See [the rules](https://example.org/rules), or [](SVC-007#warm).
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.source.nodes import Node

RULE = Rule("SW526", "empty-link")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look at the words of each link that leads outside."""
    for document in context.handbook.documents.values():
        for text in document.texts.values():
            for link in text.of_kind("link"):
                if link["target"].startswith("https:") and not _has_content(link):
                    message = f"the link to {link['target']} has no words"
                    yield RULE.at(text.at(link), message, "write between the brackets what the reader finds there")


def _has_content(link: Node) -> bool:
    """Whether words stand in a link, or a picture, whose own words another rule asks for."""
    return bool(link.plain().strip()) or any(node.kind == "picture" for node in link.walk())


CHECK = Check(RULE, __doc__, each=find)
