"""A language of a document is not in the register, or the one it is written in is not required.

## Why is this bad?

Sites and books are made for the languages of the register. A text in another one is never shown, and a source that is
not required could be missing itself.

## Wrong

```yaml
languages: {source: en, required: [bg, zh]}
```

## Right

```yaml
languages: {source: en, required: [en, bg, zh-Hant]}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.checks.metadata.current import current
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW116", "language-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each language up."""
    known = context.handbook.registers.languages
    for document in context.once(current):
        languages = document.metadata.languages
        places = {name: document.at("languages", "required", i) for i, name in enumerate(languages.required)}
        source = document.at("languages", "source")
        for name, place in {languages.source: source, **places}.items():
            if name not in known:
                hint = suggest(name, known.rows, "add it to the register, with its words in templates/words/")
                yield RULE.at(place, f"the language `{name}` is not in registers/languages.yml", hint)
        if languages.source in known and languages.source not in places:
            message = f"the document is written in `{languages.source}`, which is not among the required languages"
            yield RULE.at(source, message, f"add `{languages.source}` to `required`")


CHECK = Check(RULE, __doc__, each=find)
