"""A translation refers to other data than its source.

## Why is this bad?

A reference binds the words to a rule: `{limit:hold}` changes in all languages when the limit does. Without it, one
language keeps the old value, or shows none.

## Wrong

```markdown
Hold the caller {limit:hold} at most.       <- en.md
Задръжте най-много една минута.             <- bg.md
```

## Right

```markdown
Hold the caller {limit:hold} at most.
Задръжте най-много {limit:hold}.
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.languages.differences import differences
from sopwright.checks.languages.translations import Translation
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.references import fault_of
from sopwright.translation.pieces import Named, Piece

RULE = Rule("SW407", "reference-differs")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the references of each section and step; unknown ones are another rule's."""
    registers = context.handbook.registers

    def is_unknown(_translation: Translation, reference: str) -> bool:
        kind, _, key = reference.strip("{}").partition(":")
        return bool(fault_of(registers, kind, key))

    hint = "copy the references of the source; inflected words go behind a bar: `{post:legal|...}`"
    yield from differences(context, RULE, _references, hint, is_unknown)


def _references(piece: Piece) -> Named:
    return piece.references


CHECK = Check(RULE, __doc__, each=find)
