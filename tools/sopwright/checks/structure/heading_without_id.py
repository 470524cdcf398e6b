"""A heading of level 2 or 3 has no id.

## Why is this bad?

The id is what links, steps, translations and the record of approval hold on to. The words differ from language to
language and change; the id stays.

## Wrong

```markdown
## Purpose
```

## Right

```markdown
## Purpose {#purpose}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW519", "heading-without-id")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look at the headings of every text."""
    for document in context.handbook.documents.values():
        for text in document.texts.values():
            for heading in text.headings():
                if heading["level"] in ("2", "3") and "id" not in heading.attributes:
                    message = f"the heading `{heading.plain()}` has no id"
                    hint = "add one at the end of the line, such as `{#purpose}`, the same in every language"
                    yield RULE.at(text.at(heading), message, hint)


CHECK = Check(RULE, __doc__, each=find)
