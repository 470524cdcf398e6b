"""A document says one term in several ways, or by a word that is kept for the search.

## Why is this bad?

Two words look like two things. A reader asks what the difference is, and there is none.

## Wrong

```yaml
hold: {name: {en: hold, bg: задържане}, synonyms: {bg: [изчакване на линия]}, ...}
```

```markdown
Време на изчакване на линия         <- bg.md, where en.md says `hold`
```

## Right

```markdown
Време на задържане
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.languages.term_uses import pairs
from sopwright.diagnostics import Diagnostic, Rule, Severity
from sopwright.translation.terms import Found, Use

RULE = Rule("SW418", "term-varies", Severity.WARNING)


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the words for each term of a section that its source says in one way."""
    terms = context.handbook.registers.terms.rows
    for translation, source, own in pairs(context):
        for key in dict.fromkeys(found.term for found in source.found if found.use.right):
            there = {found.phrase for found in source.found if found.term == key}
            here = [found for found in own.found if found.term == key and found.use is not Use.FORBIDDEN]
            if len(there) == 1 and _varies(here):
                said = ", ".join(f"`{phrase}`" for phrase in dict.fromkeys(found.phrase for found in here))
                name = terms[key].name.get(translation.text.language, key)
                yield RULE.at(own.place, f"`{key}` is said here as {said}", f"say `{name}`")


def _varies(here: list[Found]) -> bool:
    return (len({found.phrase for found in here}) > 1 and any(found.use is Use.SYNONYM for found in here)) or (
        bool(here) and all(found.use is Use.SYNONYM for found in here)
    )


CHECK = Check(RULE, __doc__, each=find)
