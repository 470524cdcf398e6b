"""No text of the document shows this picture.

## Why is this bad?

It was probably meant to be shown, and its name is misspelt in the text or in the folder. If not, everybody who reads
the repository wonders, and old screenshots with real data stay where nobody looks after them.

## Wrong

A file `seat-busy.png` or `seat-busy.lt.png` beside texts that show only `seat-ready.png`.

## Right

A text with `![A busy seat](seat-busy.png)`, or no such file.
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule, Span

RULE = Rule("SW512", "picture-unused")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the files with what the texts show; a text that cannot be read may show any."""
    for document in context.handbook.documents.values():
        if any(name.endswith(".md") for name in document.refused):
            continue
        shown = {picture["target"] for text in document.texts.values() for picture in text.of_kind("picture")}
        for name, picture in document.pictures.items():
            if not shown & {picture.base, name}:
                variant = f", the `{picture.language}` variant of `{picture.base}`," if picture.language else ""
                message = f"`{name}`{variant} is shown by no text of {document.id}"
                yield RULE.at(Span(f"{document.folder}/{name}"), message, "show it in a text, or delete the file")


CHECK = Check(RULE, __doc__, each=find)
