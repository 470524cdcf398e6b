"""A step of the approval chain can be taken only by an author of the document.

## Why is this bad?

Four eyes are the point of an approval: who wrote a procedure does not see its gaps. Auditors (ISO 9001, 7.5.2) ask for
a review by somebody else.

## Wrong

```yaml
authors: [r.tan]        # the only holder of the post `project-manager`
approval: standard      # its first step asks a `project-manager`
```

## Right

```yaml
authors: [e.stoyanova]
approval: standard
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW202", "author-approves")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare each chain's holders with the document's authors."""
    registers = context.handbook.registers
    for document in context.handbook.documents.values():
        rule = registers.approval.get(document.metadata.approval)
        for step in rule.steps if rule else ():
            holders = registers.holders(step.post, context.today)
            others = [holder for holder in holders if holder not in document.metadata.authors]
            if len(holders) >= step.people > len(others):
                author = next(holder for holder in holders if holder in document.metadata.authors)
                place = document.at("authors", document.metadata.authors.index(author))
                chain = f"the step `{step.id}` of the rule `{document.metadata.approval}`"
                hint = f"let somebody else write it, or name another holder of the post `{step.post}`"
                yield RULE.at(place, f"author `{author}` would have to take {chain}", hint)


CHECK = Check(RULE, __doc__, find)
