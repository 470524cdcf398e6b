"""A `::: for` block is not for fewer readers than what stands around it.

## Why is this bad?

A block that everybody sees does not hide what its author meant to hide. A block for roles that cannot open the document
is read by nobody, or by fewer than its author thinks.

## Wrong

```markdown
::: for team-lead agent
In a document with `visibility: [agent, team-lead]`.
:::
```

## Right

```markdown
::: for team-lead
In a document with `visibility: [agent, team-lead]`.
:::
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import quoted
from sopwright.checks.visibility.readers import Readers, by_document, inside_blocks, of_block
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW305", "block-not-narrower")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare each block's readers with those of the document, or of the block around it."""
    roles = context.handbook.registers.roles
    known = context.once(by_document)
    for number, document in context.handbook.documents.items():
        for text in document.texts.values() if number in known else ():
            inside = inside_blocks(text, known[number], roles)
            for block in text.of_kind("only-for"):
                readers = of_block(block, roles)
                fault = _fault(block["roles"], readers, inside.get(id(block), known[number])) if readers else ""
                if fault:
                    yield RULE.at(text.at(block), fault, "name fewer roles, or take the block's marks away")


def _fault(named: str, readers: Readers, around: Readers) -> str:
    outside = sorted(readers - around)
    if around and outside:
        return f"the block for `{named}` includes {quoted(outside)}, who cannot read what stands around it"
    if around and readers == around:
        return f"the block for `{named}` hides nothing: all who read what stands around it read the block"
    return ""


CHECK = Check(RULE, __doc__, each=find)
