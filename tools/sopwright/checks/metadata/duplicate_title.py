"""Two documents have the same title in one language.

## Why is this bad?

In the list, the search and the printed contents nobody can tell them apart. A title copied with a file is the usual
reason.

## Wrong

```markdown
# Customer records          (SVC-006)

# Customer records          (SVC-012)
```

## Right

```markdown
# Customer records          (SVC-006)

# Closing a customer record (SVC-012)
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.metadata.current import current
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.text import Text
from sopwright.source.text import brief

RULE = Rule("SW111", "duplicate-title")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the titles of each language; a retired document may leave its title to the one that replaces it."""
    seen: dict[tuple[str, str], Text] = {}
    for document in context.once(current):
        for language, text in document.texts.items():
            title = " ".join(text.title.split())
            if text.heading is None or not title:
                continue
            first = seen.setdefault((language, title.casefold()), text)
            if first is not text and first.heading is not None:
                message = f"the title `{brief(title)}` is also that of {first.source.path}"
                related = [(first.at(first.heading), "first here")]
                yield RULE.at(text.at(text.heading), message, "say in the title how they differ", related=related)


CHECK = Check(RULE, __doc__, find)
