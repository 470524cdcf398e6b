"""A step of an approval chain, or the rule for emergencies, names a post that the register does not have.

## Why is this bad?

Nobody holds an unknown post, so no document under this chain can ever be approved.

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
from sopwright.model.handbook import Registers
from sopwright.source.yaml import Key

RULE = Rule("SW204", "approval-post-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each post up."""
    registers = context.handbook.registers
    for who, post, path in _posts(registers):
        if post not in registers.posts:
            message = f"{who} names `{post}`, which is not a post of registers/posts.yml"
            hint = suggest(post, registers.posts.rows, "name a post of the register, or add it there")
            yield RULE.at(registers.files["approval"].at(*path), message, hint)


def _posts(registers: Registers) -> Iterator[tuple[str, str, tuple[Key, ...]]]:
    """Who names which post, and the path of it in the register."""
    for key, chain in registers.approval.chains.items():
        for index, step in enumerate(chain.steps):
            yield f"the step `{step.id}`", step.post, ("chains", key, "steps", index, "post")
    emergency = registers.approval.emergency
    for index, post in enumerate(emergency.posts if emergency else ()):
        yield "the rule for emergencies", post, ("emergency", "posts", index)


CHECK = Check(RULE, __doc__, find)
