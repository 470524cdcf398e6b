"""A text is written in a language that the handbook does not have.

## Why is this bad?

It is never shown: sites and books are made for the languages of the register. Often the name is misspelt, and the
readers of the language that was meant have no text.

## Wrong

The file `zh-Hans.md` or `bul.md`, and no such language in registers/languages.yml.

## Right

The file `bg.md`.
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.checks.metadata.current import current
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW413", "language-unregistered")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each text's language up."""
    known = context.handbook.language_keys
    for document in context.once(current):
        for language, text in document.texts.items():
            if language not in known:
                message = f"the text is in `{language}`, which registers/languages.yml does not have"
                hint = suggest(language, known, "rename the file, delete it, or add the language to the register")
                yield RULE.at(text.source.span(), message, hint)


CHECK = Check(RULE, __doc__, each=find)
