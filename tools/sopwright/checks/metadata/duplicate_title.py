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
from sopwright.diagnostics import Diagnostic, Rule, Span
from sopwright.source.text import brief

RULE = Rule("SW111", "duplicate-title")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the titles of each language; a retired document may leave its title to the one that replaces it."""
    seen: dict[tuple[str, str], Span] = {}
    for found in context.each(titles).values():
        for language, title, place in found:
            first = seen.setdefault((language, title.casefold()), place)
            if first is not place:
                message = f"the title `{brief(title)}` is also that of {first.path}"
                yield RULE.at(place, message, "say in the title how they differ", related=[(first, "first here")])


def titles(context: Context) -> tuple[tuple[str, str, Span], ...]:
    """The language, the words and the place of a document's titles."""
    return tuple(
        (language, title, text.at(text.heading))
        for document in context.once(current)
        for language, text in document.texts.items()
        if (title := " ".join(text.title.split())) and text.heading is not None
    )


CHECK = Check(RULE, __doc__, find, facts=(titles,))
