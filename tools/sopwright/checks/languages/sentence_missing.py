"""A passage of a translation has fewer sentences than its source, or is far shorter or longer than is usual.

## Why is this bad?

A dropped sentence is a dropped rule; a translation three times as long says something of its own.

The usual lengths of a language are `shortest` and `longest` in templates/writing/. Passages of less than 30 letters
are not judged by their length, and languages without that file not at all.

## Wrong

```markdown
Stay on the line. Tell the colleague the name.      <- en.md
Останете на линия.                                  <- bg.md
```

## Right

```markdown
Останете на линия. Кажете името на колегата.
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.languages.passages import Aligned, aligned, sentences
from sopwright.diagnostics import Diagnostic, Rule, Severity
from sopwright.model.writing import Writing

RULE = Rule("SW421", "sentence-missing", Severity.WARNING)

FEWEST_LETTERS = 30


def find(context: Context) -> Iterator[Diagnostic]:
    """Count the sentences and letters of each passage."""
    writing = context.handbook.writing
    for pair in context.once(aligned):
        own = writing.get(pair.language)
        message = (_sentences(pair) or _length(pair, own)) if own is not None else ""
        if message:
            yield RULE.at(
                pair.translation.text.at(pair.node), message, "compare it with the source, sentence by sentence"
            )


def _sentences(pair: Aligned) -> str:
    there, here = len(sentences(pair.source)), len(sentences(pair.own))
    return f"{here} sentences here, {there} in `{pair.translation.source.language}`" if here < there else ""


def _length(pair: Aligned, writing: Writing) -> str:
    there, here = len(pair.source.strip()), len(pair.own.strip())
    if there < FEWEST_LETTERS or not writing.longest:
        return ""
    if writing.shortest <= here / there <= writing.longest:
        return ""
    usual = f"{writing.shortest:.0%} to {writing.longest:.0%}"
    return f"{here / there:.0%} of the source's length here; usual is {usual}"


CHECK = Check(RULE, __doc__, each=find)
