"""The same picture stands in two documents that different people may read.

## Why is this bad?

A picture that some may not see is no secret when the same bytes are published with a document that they may open. Often
it was copied from there and shows more than its new readers should see.

## Wrong

`MGT-009/board.png`, for managers, is a copy of `SVC-004/board.png`, for everyone.

## Right

A picture of its own for each document, or one document that shows it and a link to that document.
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.visibility.readers import by_document
from sopwright.diagnostics import Diagnostic, Rule, Span
from sopwright.model.handbook import Document, Picture

RULE = Rule("SW308", "shared-picture")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the digests of all pictures; each copy is compared with the first that other people read."""
    known = context.once(by_document)
    copies: dict[str, list[tuple[Document, Picture]]] = {}
    for number, document in context.handbook.documents.items():
        for picture in document.pictures.values() if number in known else ():
            earlier = copies.setdefault(picture.digest, [])
            for other, same in earlier:
                if known[other.id] != known[number]:
                    message = (
                        f"the picture `{picture.name}` is also `{same.name}` of {other.id}, which other people read"
                    )
                    hint = "use a picture of its own, or let the same people read both documents"
                    related = [(_place(other, same), "the same picture")]
                    yield RULE.at(_place(document, picture), message, hint, related=related)
                    break
            earlier.append((document, picture))


def _place(document: Document, picture: Picture) -> Span:
    return Span(f"{document.folder}/{picture.name}")


CHECK = Check(RULE, __doc__, find)
