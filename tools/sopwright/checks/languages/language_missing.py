"""A language that the document must exist in has no text.

## Why is this bad?

Those who read this language get the source language instead, or nothing, in the middle of their work.

## Wrong

```yaml
languages: {source: en, required: [en, bg]}     # and no bg.md in the folder
```

## Right

The file `bg.md` beside `en.md`.
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.metadata.current import current
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW401", "language-missing")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look for each required language's file; one unknown or unreadable is another rule's."""
    for document in context.once(current):
        languages = document.metadata.languages
        for index, language in enumerate(languages.required):
            file = f"{language}.md"
            registered = language in context.handbook.language_keys
            if registered and language not in document.texts and file not in document.refused:
                message = f"the text in `{language}` is missing: {document.folder}/ has no {file}"
                hint = f"translate {languages.source}.md, or take `{language}` out of `required`"
                hint = hint if language != languages.source else "write it, or name another source language"
                yield RULE.at(document.at("languages", "required", index), message, hint)


CHECK = Check(RULE, __doc__, each=find)
