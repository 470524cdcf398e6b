"""A heading skips a level, or is deeper than level 4.

## Why is this bad?

Who listens to a page hears the level of each heading and looks for the one that is missing. Books number three levels;
what is deeper cannot be found there.

## Wrong

```markdown
## Steps {#steps}

#### Answer the call
```

## Right

```markdown
## Steps {#steps}

### Answer the call {#answer}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.text import Text

RULE = Rule("SW523", "heading-level")

DEEPEST = 4


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare each heading's level with the one before; a missing title is another rule's."""
    for document in context.handbook.documents.values():
        for text in document.texts.values():
            yield from _judge(text)


def _judge(text: Text) -> Iterator[Diagnostic]:
    before = 1
    for heading in text.headings():
        level = int(heading["level"])
        if level > DEEPEST:
            message = f"the heading `{heading.plain()}` has level {level}; the deepest is {DEEPEST}"
            yield RULE.at(text.at(heading), message, "split the section, or use a list")
        elif level > before + 1:
            message = f"the heading `{heading.plain()}` has level {level} after one of level {before}"
            yield RULE.at(text.at(heading), message, f"write it with {before + 1} `#`")
        before = level


CHECK = Check(RULE, __doc__, each=find)
