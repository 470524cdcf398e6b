"""A section of a translation was changed after it was accepted.

## Why is this bad?

Nobody has said that the new words mean what the source means. A slip of the keyboard and a better wording look the same
to a machine.

## Wrong

A sentence of `bg.md` is edited, and its pin `bg.pin.yml` is as before.

## Right

```sh
sopwright translations accept SVC-006 --language bg --section look-up
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.languages.translation_stale import section_place
from sopwright.checks.languages.translations import states, translations
from sopwright.diagnostics import Diagnostic, Rule, Severity
from sopwright.translation.state import State

RULE = Rule("SW415", "translation-changed", Severity.WARNING)


def find(context: Context) -> Iterator[Diagnostic]:
    """Name the drafts that were accepted before; a section that never was is simply a draft."""
    for translation in context.once(translations):
        pin = translation.document.pins.get(translation.text.language)
        state = context.once(states)[translation.document.id, translation.text.language]
        for section in state.of(State.DRAFT) if pin is not None else ():
            if pin is not None and section.id in pin.sections:
                message = f"the words of `{section.id}` are not the accepted ones"
                hint = "read it beside the source; if it is right, accept it with `sopwright translations accept`"
                yield RULE.at(section_place(translation, section.id), message, hint)


CHECK = Check(RULE, __doc__, each=find)
