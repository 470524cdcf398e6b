"""The source of a section has changed since its translation was accepted.

## Why is this bad?

Readers of this language read a sentence that no longer holds. The site tells them so, in their language, and shows
them the source's words. That is a help until the translation comes, and no more.

What differs in such a section (numbers, references, links, structure) is not named again by the rules that
compare a translation with its source; blocks for some readers only are.

## Wrong

`en.md` says 45 seconds since yesterday; `bg.md` and its pin `bg.pin.yml` are of last month.

## Right

```sh
sopwright translations status --language bg        # what has changed?
sopwright translations accept SVC-006 --language bg --section look-up      # the translation says it now
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.languages.translations import Translation, states, translations
from sopwright.diagnostics import Diagnostic, Rule, Severity, Span
from sopwright.translation.state import State

RULE = Rule("SW414", "translation-stale", Severity.WARNING)

MOST = 3
"""Changes that a message names."""


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the digest of each source section with the one in the pin."""
    for translation in context.once(translations):
        state = context.once(states)[translation.document.id, translation.text.language]
        for section in state.of(State.STALE):
            what = "; ".join(map(str, section.changes[:MOST])) or "its form"
            more = f" and {len(section.changes) - MOST} more" if len(section.changes) > MOST else ""
            message = f"`{section.id}` has changed in `{translation.source.language}`: {what}{more}"
            hint = "translate the change, then accept the section with `sopwright translations accept`"
            yield RULE.at(section_place(translation, section.id), message, hint)


def section_place(translation: Translation, section: str) -> Span:
    """Where a section of a translation begins."""
    piece = next((piece for _, piece in translation.pairs[1:] if piece.id == section), translation.pairs[0][1])
    return translation.at(piece)


CHECK = Check(RULE, __doc__, each=find)
