"""registers/organisation.yml names a family of fonts that templates/fonts does not have.

## Why is this bad?

Books are set with the fonts of the handbook alone. A family that is not among them is passed over, and the books come
out in another one than the company chose.

## Wrong

```yaml
book:
  fonts: [Noto Sanz, Noto Sans TC]
```

## Right

```yaml
book:
  fonts: [Noto Sans, Noto Sans TC]
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW614", "font-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each family up that the register names itself; a handbook without fonts prints nothing."""
    handbook = context.handbook
    book = handbook.registers.organisation.book
    if not handbook.families or "fonts" not in book.model_fields_set:
        return
    for place, name in enumerate(book.fonts):
        if name not in handbook.families:
            message = f"no font in templates/fonts is of the family `{name}`; there are {', '.join(handbook.families)}"
            hint = suggest(name, handbook.families, "name one of these, or put the family's TrueType files there")
            yield RULE.at(handbook.registers.files["organisation"].at("book", "fonts", place), message, hint)


CHECK = Check(RULE, __doc__, find)
