"""A text shows a picture that is not beside it.

## Why is this bad?

Readers see an empty frame where the explanation should be.

## Wrong

```markdown
![A ready seat](seat-redy.png)
```

## Right

```markdown
![A ready seat](seat-ready.png)
```

with the file `seat-ready.png` in the document's folder.
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW510", "picture-missing")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look for each picture's file; one that may not be published is another rule's."""
    for document in context.handbook.documents.values():
        for text in document.texts.values():
            for picture in text.of_kind("picture"):
                name = picture["target"]
                if document.picture(name, text.language) is None and name not in document.refused:
                    others = document.pictures.values()
                    bases = sorted({other.base for other in others if other.language in ("", text.language)})
                    hint = suggest(name, bases, "put the file beside the text, or remove the picture")
                    yield RULE.at(text.at(picture), f"there is no picture `{name}` in {document.folder}/", hint)


CHECK = Check(RULE, __doc__, each=find)
