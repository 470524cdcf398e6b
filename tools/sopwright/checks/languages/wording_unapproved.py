"""A text quotes prescribed words that nobody has approved in its language.

## Why is this bad?

Prescribed words are the company's promise to the law. A translation of them that no lawyer has read is a guess.

## Wrong

```yaml
recording-notice: {words: {en: ..., lt: ...}, approved: {en: 2026-09-21}, ...}
```

and `{wording:recording-notice}` in `lt.md`.

## Right

```yaml
recording-notice: {words: {en: ..., lt: ...}, approved: {en: 2026-09-21, lt: 2026-09-28}, ...}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.languages.translations import texts
from sopwright.diagnostics import Diagnostic, Rule, Span

RULE = Rule("SW427", "wording-unapproved")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look at each quotation; one of an unknown name is another rule's."""
    wording = context.handbook.registers.wording
    for found in context.each(quotations).values():
        for language, key, place in found:
            row = wording.get(key)
            approved = row.approved.get(language) if row is not None else None
            if row is not None and (approved is None or approved > context.today):
                message = f"the words `{key}` are not approved in `{language}`"
                hint = "let the post that answers for them read them, and write the date under `approved`"
                yield RULE.at(place, message, hint, related=[(wording.at(key, "approved"), "the approvals")])


def quotations(context: Context) -> tuple[tuple[str, str, Span], ...]:
    """The prescribed words that a document quotes: the language, their name, and the place."""
    return tuple(
        (cut.text.language, reference["key"], cut.text.at(reference))
        for cut in context.once(texts)
        for reference in cut.text.of_kind("reference")
        if reference["kind"] == "wording"
    )


CHECK = Check(RULE, __doc__, find, facts=(quotations,))
