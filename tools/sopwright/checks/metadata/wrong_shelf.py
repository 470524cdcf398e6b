"""The number or the folder of a document is not that of its book.

## Why is this bad?

The prefix tells readers which book to take: `SVC-004` is looked for in the service handbook. A document on another
shelf is not found.

## Wrong

```yaml
id: MGT-004             # in handbook/service/
book: service
```

## Right

```yaml
id: SVC-004
book: service
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.metadata.shelf import folder_above
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW108", "wrong-shelf")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare prefix and folder with the book's; an unknown book is another rule's."""
    books = context.handbook.registers.books
    for document in context.handbook.documents.values():
        key = document.metadata.book
        book = books.get(key)
        if book is None:
            continue
        prefix, folder = document.id.partition("-")[0], folder_above(document)
        if prefix != book.prefix and folder != book.folder:
            message = f"the book is `{key}`, but {document.id} in {folder}/ belongs to another"
            yield RULE.at(
                document.at("book"), message, f"the documents of `{key}` are {book.prefix}-... in {book.folder}/"
            )
        elif prefix != book.prefix:
            message = f"the number {document.id} does not begin with {book.prefix}, as the book `{key}` demands"
            yield RULE.at(document.at("id"), message, f"give it a free number {book.prefix}-...")
        elif folder != book.folder:
            message = f"the document stands in {folder}/, but its book `{key}` is in {book.folder}/"
            yield RULE.at(document.at("book"), message, f"move its folder to {book.folder}/")


CHECK = Check(RULE, __doc__, each=find)
