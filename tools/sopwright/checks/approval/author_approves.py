"""A step of the approval chain can be taken only by an author of the document.

## Why is this bad?

Four eyes are the point of an approval: who wrote a procedure does not see its gaps. Auditors (ISO 9001, 7.5.2) ask
for a review by somebody else.

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

from sopwright.checks.approval.chains import Need, able, needs
from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.approval import ChainStep

RULE = Rule("SW202", "author-approves")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare those who can take each step with the document's authors."""
    for need in context.once(needs):
        for step in need.chosen.chain.steps if need.chosen.chain else ():
            yield from _step(context, need, step)


def _step(context: Context, need: Need, step: ChainStep) -> Iterator[Diagnostic]:
    document = need.document
    people = able(context, step, need.subject.language)
    others = people.difference(document.metadata.authors)
    if len(people) >= step.people > len(others):
        index = next(place for place, author in enumerate(document.metadata.authors) if author in people)
        chain = f"the step `{step.id}` of the chain `{need.chosen.key}`"
        words = f" for the language `{need.subject.language}`" if step.speaks else ""
        message = f"author `{document.metadata.authors[index]}` would have to take {chain}{words}"
        hint = f"let somebody else write it, or name another holder of the post `{step.post}`"
        yield RULE.at(document.at("authors", index), message, hint)


CHECK = Check(RULE, __doc__, find)
