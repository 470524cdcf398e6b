"""A text uses a word that the register of terms forbids.

## Why is this bad?

The company has decided against it: it is wrong, impolite, another company's name for the thing, or it means something
else in the trade.

## Wrong

```yaml
customer: {name: {en: customer}, forbidden: {en: [client]}, ...}
```

```markdown
Greet the client.
```

## Right

```markdown
Greet the customer.
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.languages.term_uses import uses
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.translation.terms import Use

RULE = Rule("SW417", "term-forbidden")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look for forbidden words in all texts, the source's too."""
    terms = context.handbook.registers.terms.rows
    for section in context.once(uses).values():
        for found in dict.fromkeys(found for found in section.found if found.use is Use.FORBIDDEN):
            name = terms[found.term].name.get(section.text.language, found.term)
            yield RULE.at(section.place, f"`{found.phrase}` is a forbidden word for `{found.term}`", f"say `{name}`")


CHECK = Check(RULE, __doc__, each=find)
