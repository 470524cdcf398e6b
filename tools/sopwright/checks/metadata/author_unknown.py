"""An author of a document is not in the register of people.

## Why is this bad?

Who wrote a document may not approve it. This cannot be judged for somebody unknown, and the document shows no name.

## Wrong

```yaml
authors: [elena]
```

## Right

```yaml
authors: [e.stoyanova]
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW112", "author-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each author up."""
    people = context.handbook.registers.people
    for document in context.handbook.documents.values():
        for index, author in enumerate(document.metadata.authors):
            if author not in people:
                message = f"the author `{author}` is not in registers/people.yml"
                hint = suggest(author, people.rows, "add the person there; who has left stays listed with the date")
                yield RULE.at(document.at("authors", index), message, hint)


CHECK = Check(RULE, __doc__, each=find)
