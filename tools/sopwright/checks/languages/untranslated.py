"""A heading, a paragraph or a list item of a translation is the same as in the source.

## Why is this bad?

It was forgotten, or pasted in when the source changed. Its readers may not understand it.

Up to three words may be the same: names, abbreviations, loan words.

## Wrong

```markdown
Stay on the line until the colleague answers.       <- bg.md
```

## Right

```markdown
Останете на линия, докато колегата отговори.
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.languages.copies import copies
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW409", "untranslated")


def find(context: Context) -> Iterator[Diagnostic]:
    """Name each passage whose words stand in the same section of the source."""
    for copy in context.once(copies):
        source, text = copy.translation.source, copy.translation.text
        message = f"this is the same as in `{source.language}`: {copy.words[:60]}"
        yield RULE.at(text.at(copy.passage), message, f"translate it to `{text.language}`")


CHECK = Check(RULE, __doc__, each=find)
