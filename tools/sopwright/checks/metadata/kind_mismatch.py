"""The kind of a document contradicts the name of its file or its book.

## Why is this bad?

A procedure has steps, a policy has rules: the program judges and prints them differently. A policy among procedures
is found by nobody.

## Wrong

```yaml
kind: policy            # in the file procedure.yml
```

## Right

```yaml
kind: procedure
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.metadata.shelf import kind_by_name
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW107", "kind-mismatch")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the kind with the file's name, then with the book."""
    books = context.handbook.registers.books
    for document in context.handbook.documents.values():
        metadata, named = document.metadata, kind_by_name(document)
        book = books.get(metadata.book)
        if metadata.kind != named:
            message = f"the kind is `{metadata.kind}`, but the file's name is `{named}.yml`"
            yield RULE.at(document.at("kind"), message, f"write `{named}`, or rename the file to `{metadata.kind}.yml`")
        elif book is not None and book.kind != metadata.kind:
            message = f"the kind is `{metadata.kind}`, but the book `{metadata.book}` is for the kind `{book.kind}`"
            yield RULE.at(document.at("kind"), message, f"move it to a book of the kind `{metadata.kind}`")


CHECK = Check(RULE, __doc__, each=find)
