"""A document supersedes one that is unknown or still in force.

## Why is this bad?

Two documents then say different things about one matter, both with the word `effective`, and each team follows the
one it knows.

## Wrong

```yaml
id: SVC-012
status: effective
supersedes: [SVC-004]     # whose status is still `effective`
```

## Right

```yaml
id: SVC-012
status: effective
supersedes: [SVC-004]     # whose status is `retired`
```
"""

from collections.abc import Iterator
from datetime import date

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.handbook import Document

RULE = Rule("SW114", "superseded-not-retired")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look at what each document replaces; a document that names itself is another rule's."""
    handbook = context.handbook
    for document in handbook.documents.values():
        for index, number in enumerate(document.metadata.supersedes):
            place, old = document.at("supersedes", index), handbook.documents.get(number)
            if old is None and number not in handbook.broken:
                message = f"the document supersedes {number}, which does not exist"
                yield RULE.at(
                    place, message, suggest(number, handbook.documents, "keep what it replaces, as `retired`")
                )
            elif old is not None and old is not document and _holds(document, context.today) and _is_open(old):
                message = f"the document replaces {number}, whose status is still `{old.metadata.status}`"
                related = [(old.at("status"), "the status stands here")]
                yield RULE.at(place, message, f"set the status of {number} to `retired`", related=related)


def _holds(document: Document, today: date) -> bool:
    """Whether a document has taken effect: until then the one that it replaces must stay in force."""
    metadata = document.metadata
    return metadata.status == "effective" and metadata.effective is not None and metadata.effective <= today


def _is_open(document: Document) -> bool:
    return document.metadata.status != "retired"


CHECK = Check(RULE, __doc__, find)
