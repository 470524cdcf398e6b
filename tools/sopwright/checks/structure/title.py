"""A text does not begin with exactly one level-1 heading of plain words.

## Why is this bad?

The title names the document in lists, links, books and the search. Without it a link shows a bare number; with two,
nobody knows which one counts.

## Wrong

```markdown
Calls are answered by agents.

# Answering a call
# Picking up
```

## Right

```markdown
# Answering a call
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.text import Text

RULE = Rule("SW513", "title")

_MARKED = frozenset({"reference", "link", "picture", "code"})


def find(context: Context) -> Iterator[Diagnostic]:
    """Look at the level-1 headings of every text."""
    for document in context.handbook.documents.values():
        for text in document.texts.values():
            yield from _judge(text)


def _judge(text: Text) -> Iterator[Diagnostic]:
    title = text.heading
    if title is None:
        if text.nodes or not text.source.text.strip():  # words without blocks were refused while they were read
            yield RULE.at(text.source.span(), "the text has no title", "begin it with a line `# Title`")
        return
    if not text.title.strip():
        yield RULE.at(text.at(title), "the title has no words", "write the document's title after `#`")
    marked = next((node for node in title.walk() if node.kind in _MARKED), None)
    if marked is not None:
        message = f"a {marked.kind} stands in the title, which is shown as plain words wherever the document is named"
        yield RULE.at(text.at(marked), message, "write the words themselves")
    if text.nodes[0] is not title:
        yield RULE.at(text.at(title), "something stands before the title", "let the text begin with its title")
    for heading in text.headings():
        if heading["level"] == "1" and heading is not title:
            message = f"a second title `{heading.plain()}` stands here; the first is `{text.title}`"
            yield RULE.at(text.at(heading), message, "make it a section (`##`) or remove it")


CHECK = Check(RULE, __doc__, each=find)
