"""A document names a book that the register does not have.

## Why is this bad?

It appears in no table of contents and in no printed book.

## Wrong

```yaml
book: services
```

## Right

```yaml
book: service
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.checks.metadata.shelf import folder_above
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW117", "book-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each book up."""
    books = context.handbook.registers.books
    for document in context.handbook.documents.values():
        key = document.metadata.book
        if key not in books:
            here = [name for name, book in books.rows.items() if book.folder == folder_above(document)]
            hint = (
                f"the book of this folder is `{here[0]}`"
                if here
                else suggest(key, books.rows, "add it to the register")
            )
            yield RULE.at(document.at("book"), f"the book `{key}` is not in registers/books.yml", hint)


CHECK = Check(RULE, __doc__, each=find)
