"""A holder of a post that needs a deputy names none, or one who cannot stand in.

## Why is this bad?

When the holder is ill, approvals wait and hard calls find nobody. `deputy: true` in registers/posts.yml says which
posts may not stand empty.

## Wrong

```yaml
e.stoyanova:
  posts: [{post: team-lead, team: household, from: 2024-05-06}]
```

## Right

```yaml
e.stoyanova:
  posts: [{post: team-lead, team: household, from: 2024-05-06, deputy: l.chen}]
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.registers import Holding

RULE = Rule("SW604", "post-without-deputy")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look at the deputies of today's holders."""
    registers = context.handbook.registers
    for key, person in registers.people.rows.items():
        for index, holding in enumerate(person.posts if person.works(context.today) else ()):
            fault = _fault(context, key, holding) if holding.covers(context.today) else None
            if fault is not None:
                path = (key, "posts", index) if holding.deputy is None else (key, "posts", index, "deputy")
                hint = "name somebody who works here and can stand in"
                yield RULE.at(registers.people.at(*path), fault, hint)


def _fault(context: Context, key: str, holding: Holding) -> str | None:
    registers = context.handbook.registers
    if holding.deputy is None:
        post = registers.posts.get(holding.post)
        missing = post is not None and post.deputy
        return f"`{key}` names no deputy for the post `{holding.post}`, which needs one" if missing else None
    if holding.deputy == key:
        return f"`{key}` is named as their own deputy for the post `{holding.post}`"
    deputy = registers.people.get(holding.deputy)
    if deputy is None:
        return f"the deputy `{holding.deputy}` is not in registers/people.yml"
    if not deputy.works(context.today):
        return f"the deputy `{holding.deputy}` left on {deputy.left}"
    return None


CHECK = Check(RULE, __doc__, find)
