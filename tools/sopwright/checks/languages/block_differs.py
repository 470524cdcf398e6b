"""A translation has other remarks or blocks for some readers than its source.

## Why is this bad?

A `::: for` block that is missing in one language shows there to all what was meant for some. A warning that became a
tip is read as a tip.

## Wrong

```markdown
::: for team-lead       <- en.md
::: for agent           <- bg.md
```

## Right

The same blocks in the same sections, with the same roles.
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.languages.differences import differences
from sopwright.checks.languages.translations import Translation
from sopwright.checks.visibility.readers import is_known
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.translation.pieces import Named, Piece

RULE = Rule("SW411", "block-differs")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the blocks of each section and step, stale ones too; those for unknown roles are another rule's."""
    roles = context.handbook.registers.roles

    def is_unknown(_translation: Translation, block: str) -> bool:
        kind, *named = block.split()
        return kind == "for" and not all(is_known(name, roles) for name in named)

    hint = "give this section the blocks of the source"
    yield from differences(context, RULE, _blocks, hint, is_unknown, always=True)


def _blocks(piece: Piece) -> Named:
    return piece.blocks


CHECK = Check(RULE, __doc__, each=find)
