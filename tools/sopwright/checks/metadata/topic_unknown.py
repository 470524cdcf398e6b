"""A document names a topic that its book does not have.

## Why is this bad?

The topic decides where the document stands in the book and in the navigation. Under a topic that does not exist nobody
looks for it.

## Wrong

```yaml
book: service           # its topics are `calls` and `selling`
topic: call
```

## Right

```yaml
book: service
topic: calls
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW121", "topic-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each topic up; an unknown book is another rule's."""
    books = context.handbook.registers.books
    for document in context.handbook.documents.values():
        book, topic = books.get(document.metadata.book), document.metadata.topic
        if book is None or topic is None or topic in book.topics:
            continue
        key = document.metadata.book
        if book.topics:
            message = f"the book `{key}` has no topic `{topic}`; it has {', '.join(book.topics)}"
            hint = suggest(topic, book.topics, "take one of these, or add it to the book in registers/books.yml")
        else:
            message = f"the book `{key}` has no topics, so none is called `{topic}`"
            hint = "remove the line, or give the book `topics` in registers/books.yml"
        yield RULE.at(document.at("topic"), message, hint)


CHECK = Check(RULE, __doc__, each=find)
