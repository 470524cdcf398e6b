"""A number in a translation is not the one of the source.

## Why is this bad?

"Within 20 seconds" in one language and "within 30" in another are two rules. A number written as a reference is the
same in all languages and cannot differ.

The decimal sign, groups of three and the way a time is written make no difference: `8:30` is `08.30`, `2,5` is `2.5`.

## Wrong

```markdown
Answer within 20 seconds.       <- en.md
Отговорете до 30 секунди.       <- bg.md
```

## Right

```markdown
Answer within {quantity:20 s}.
Отговорете до {quantity:20 s}.
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.languages.differences import differences
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.translation.pieces import Named, Piece

RULE = Rule("SW406", "number-differs")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the numbers of each section and step."""
    hint = "correct it, or write `{quantity:20 s}`, `{limit:...}` or `{time:08:30}` in all languages"
    yield from differences(context, RULE, _numbers, hint, lambda _translation, _number: False)


def _numbers(piece: Piece) -> Named:
    return piece.numbers


CHECK = Check(RULE, __doc__, each=find)
