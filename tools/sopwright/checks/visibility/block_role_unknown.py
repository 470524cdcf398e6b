"""A `::: for` block names what is neither a role nor a group.

## Why is this bad?

An unknown name gives nobody the right to read, so the block disappears for the readers it was written for.

## Wrong

```markdown
::: for team-leads
Listen to one call a week.
:::
```

## Right

```markdown
::: for team-lead
Listen to one call a week.
:::
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.checks.visibility.readers import is_known, names
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW306", "block-role-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look the names of all blocks up."""
    roles = context.handbook.registers.roles
    for document in context.handbook.documents.values():
        for text in document.texts.values():
            for block in text.of_kind("only-for"):
                for name in block["roles"].split():
                    if not is_known(name, roles):
                        hint = suggest(name, names(roles), "name a role or a group of registers/roles.yml")
                        yield RULE.at(text.at(block), f"the block is for `{name}`, which is no role and no group", hint)


CHECK = Check(RULE, __doc__, each=find)
