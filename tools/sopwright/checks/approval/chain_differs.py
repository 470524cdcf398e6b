"""A document names another chain of approval than the rules choose for its material changes.

## Why is this bad?

Who reads the document's metadata would believe that, say, no lawyer has to look at it. The rules decide; the name in
the document repeats what they say.

## Wrong

```yaml
approval: standard      # but a step names `laws: [gdpr]`, and then the rules ask for legal review
```

## Right

```yaml
approval: legal-review
```
"""

from collections.abc import Iterator

from sopwright.checks.approval.chains import needs
from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW207", "chain-differs")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the name with the chain of a material change; an unknown name is another rule's."""
    chains = context.handbook.registers.approval.chains
    for need in context.once(needs):
        named = need.document.metadata.approval
        material = need.subject.change == "material" and not need.subject.is_translation
        if material and need.chosen.key and named in chains and named != need.chosen.key:
            message = (
                f"the document names the chain `{named}`; the rules choose `{need.chosen.key}` ({need.chosen.why})"
            )
            yield RULE.at(need.document.at("approval"), message, f"write `approval: {need.chosen.key}`")


CHECK = Check(RULE, __doc__, find)
