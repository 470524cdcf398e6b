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
from sopwright.checks.languages.translations import current
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW401", "language-missing")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look for each required language's file; one that could not be read is another rule's."""
    for document in context.once(current):
        languages = document.metadata.languages
        places = {language: document.at("languages", "source") for language in (languages.source,)}
        places |= {name: document.at("languages", "required", i) for i, name in enumerate(languages.required)}
        for language, place in places.items():
            file = f"{language}.md"
            if language not in document.texts and file not in document.refused:
                message = f"the text in `{language}` is missing: {document.folder}/ has no {file}"
                translated = f"translate {languages.source}.md, or take `{language}` out of `required`"
                hint = "write it, or name another source language" if language == languages.source else translated
                yield RULE.at(place, message, hint)


CHECK = Check(RULE, __doc__, find)
