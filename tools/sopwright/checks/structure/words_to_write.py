"""A passage still says `TODO:`: its words are to be written.

A warning in a draft; an error in a document that is in review or effective.

## Why is this bad?

`sopwright new` leaves a note at each place that waits for words. Who reads the note as a rule does something nobody
decided.

## Wrong

```markdown
## Scope {#scope}

TODO: Say who works by this procedure, and what it does not cover.
```

## Right

```markdown
## Scope {#scope}

For all who take calls. For chats, see [](SVC-011).
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule, Severity

RULE = Rule("SW529", "words-to-write")

NOTE = "TODO:"


def find(context: Context) -> Iterator[Diagnostic]:
    """Look for the note in every language; the words may stand in the middle of a passage."""
    for document in context.handbook.documents.values():
        severity = Severity.WARNING if document.metadata.status == "draft" else Severity.ERROR
        for text in document.texts.values():
            for node in text.of_kind("text"):
                if NOTE in node.text:
                    message = f"words are to be written here: `{node.text[:60]}`"
                    yield RULE.at(text.at(node), message, f"write them, and take `{NOTE}` away", severity=severity)


CHECK = Check(RULE, __doc__, each=find)
