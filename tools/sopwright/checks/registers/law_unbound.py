"""A law binds no document and no step.

## Why is this bad?

Either a procedure forgot the law that it must follow, or the law does not concern the company and should not stand in
its register.

## Wrong

```yaml
tsr: {name: {en: Telemarketing Sales Rule}, ...}        # no document has `laws: [tsr]`
```

## Right

```yaml
tsr: {name: {en: Telemarketing Sales Rule}, ...}        # SVC-012 has `laws: [tsr]`
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.metadata.current import current
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW605", "law-unbound")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look for each law in what is in force; documents that cannot be read might bind it."""
    handbook = context.handbook
    if handbook.broken:
        return
    binding = {law for document in context.once(current) for law in document.metadata.all_laws}
    for key in handbook.registers.laws.rows:
        if key not in binding:
            message = f"no document and no step is bound by the law `{key}`"
            hint = "name it under `laws` where it binds, or remove it here"
            yield RULE.at(handbook.registers.laws.key_at(key), message, hint)


CHECK = Check(RULE, __doc__, find)
