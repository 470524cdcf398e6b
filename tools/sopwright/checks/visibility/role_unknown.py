"""A document's visibility names what is neither a role, nor a group, nor `everyone`, nor `public`.

## Why is this bad?

Reading is denied unless a role is named. A misspelt role therefore hides the document from the people it was written
for, and nobody notices until a call goes wrong.

## Wrong

```yaml
visibility: [agents]
```

## Right

```yaml
visibility: [agent]
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.checks.visibility.readers import is_known, names
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW301", "role-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each name up in the register of roles."""
    roles = context.handbook.registers.roles
    for document in context.handbook.documents.values():
        for index, name in enumerate(document.metadata.visibility):
            if not is_known(name, roles):
                message = f"`{name}` is neither a role nor a group of registers/roles.yml, nor `everyone` or `public`"
                hint = suggest(name, names(roles), "name a role of registers/roles.yml, or add it there")
                yield RULE.at(document.at("visibility", index), message, hint)


CHECK = Check(RULE, __doc__, each=find)
