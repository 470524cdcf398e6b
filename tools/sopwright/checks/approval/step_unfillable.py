"""A step of an approval rule asks for more people than hold its post.

## Why is this bad?

No document under this rule can ever be approved. Mostly somebody left and the rule was forgotten.

## Wrong

```yaml
steps: [{id: release, post: centre-manager, people: 2}]       # there is one centre manager
```

## Right

```yaml
steps: [{id: release, post: centre-manager, people: 1}]
```
"""

from collections.abc import Iterator

from sopwright.checks.approval.chains import holders_by_post
from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW203", "step-unfillable")


def find(context: Context) -> Iterator[Diagnostic]:
    """Count the holders of each step's post; an unknown post is another rule's."""
    rules = context.handbook.registers.approval
    holders = context.once(holders_by_post)
    for key, rule in rules.rows.items():
        for index, step in enumerate(rule.steps):
            if step.post in holders and len(holders[step.post]) < step.people:
                there = f"{len(holders[step.post])} hold" if holders[step.post] else "nobody holds"
                message = f"the step `{step.id}` asks for {step.people} of the post `{step.post}`; {there} it today"
                hint = "name more holders in registers/people.yml, or ask for fewer"
                yield RULE.at(rules.at(key, "steps", index, "people"), message, hint)


CHECK = Check(RULE, __doc__, find)
