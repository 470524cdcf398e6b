"""The items under a question begin with the answers in another order than in the source.

## Why is this bad?

The reader takes the wrong branch: what stands under *Yes* is what the source says under *No*.

## Wrong

```markdown
- Yes: a record fits.           <- en.md
- No: nothing fits.

- Не: някой запис съвпада.      <- bg.md
- Да: нищо не съвпада.
```

## Right

```markdown
- Да: някой запис съвпада.
- Не: нищо не съвпада.
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.languages.translation_stale import section_place
from sopwright.checks.languages.translations import translations
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.translation.sections import sections
from sopwright.translation.suspicion import misplaced_answers

RULE = Rule("SW419", "answer-misplaced")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the answers with which list items begin."""
    shared = context.handbook.registers.answers.rows
    for translation in context.once(translations):
        there = sections(translation.document, translation.source, shared)
        here = sections(translation.document, translation.text, shared)
        for key in there.keys() & here.keys() - translation.stale:
            for message in misplaced_answers(there[key], here[key]):
                hint = "give the items the order of the source, and compare what stands behind each answer"
                yield RULE.at(section_place(translation, key), message, hint)


CHECK = Check(RULE, __doc__, find)
