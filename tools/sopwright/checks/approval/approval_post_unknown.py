"""A step of an approval rule names a post that the register does not have.

## Why is this bad?

Nobody holds an unknown post, so no document under this rule can ever be approved.

## Wrong

```yaml
steps: [{id: release, post: manager-of-centre, people: 1}]
```

## Right

```yaml
steps: [{id: release, post: centre-manager, people: 1}]
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW204", "approval-post-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each post up."""
    registers = context.handbook.registers
    for key, rule in registers.approval.rows.items():
        for index, step in enumerate(rule.steps):
            if step.post not in registers.posts:
                message = f"the step `{step.id}` names `{step.post}`, which is not a post of registers/posts.yml"
                hint = suggest(step.post, registers.posts.rows, "name a post of the register, or add it there")
                yield RULE.at(registers.approval.at(key, "steps", index, "post"), message, hint)


CHECK = Check(RULE, __doc__, find)
