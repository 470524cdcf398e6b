"""A document of a book with topics belongs to none of them.

## Why is this bad?

The book and the navigation are ordered by topics. A document without one would stand at the end, where nobody looks for
it.

## Wrong

```yaml
book: service           # its topics are `calls` and `selling`
```

## Right

```yaml
book: service
topic: calls
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW122", "topic-missing")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look at the documents of all books that have topics."""
    books = context.handbook.registers.books
    for document in context.handbook.documents.values():
        book = books.get(document.metadata.book)
        if book is not None and book.topics and document.metadata.topic is None:
            message = f"{document.id} names no topic of the book `{document.metadata.book}`"
            yield RULE.at(document.at("book"), message, f"add `topic:` with one of {', '.join(book.topics)}")


CHECK = Check(RULE, __doc__, each=find)
