"""A picture has no alternative text.

## Why is this bad?

Who cannot see the picture learns nothing: a blind colleague with a screen reader, a reader whose picture did not load,
the search. WCAG 2.2 asks for it (1.1.1).

## Wrong

```markdown
![](seat-ready.png)
```

## Right

```markdown
![Seat panel. Ready is selected, green: calls come in.](seat-ready.png)
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW511", "picture-without-words")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look at the words between the brackets of each picture."""
    for document in context.handbook.documents.values():
        for text in document.texts.values():
            for picture in text.of_kind("picture"):
                if not picture.text.strip():
                    message = f"the picture `{picture['target']}` has no words between its brackets"
                    yield RULE.at(text.at(picture), message, "write what the picture tells those who do not see it")


CHECK = Check(RULE, __doc__, each=find)
