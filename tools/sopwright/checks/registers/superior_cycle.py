"""Posts are each other's superiors in a circle.

## Why is this bad?

Whoever asks who decides above them comes back to themselves. The chart of posts cannot be drawn.

## Wrong

```yaml
team-lead: {superior: project-manager, ...}
project-manager: {superior: team-lead, ...}
```

## Right

```yaml
team-lead: {superior: project-manager, ...}
project-manager: {superior: centre-manager, ...}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW609", "superior-cycle")


def find(context: Context) -> Iterator[Diagnostic]:
    """Follow the superiors from each post; every circle is reported once."""
    posts = context.handbook.registers.posts
    above = {key: post.superior for key, post in posts.rows.items()}
    done: set[str] = set()
    for start in above:
        path: dict[str, None] = {}
        post: str | None = start
        while post is not None and post in above and post not in done and post not in path:
            path[post] = None
            post = above[post]
        done.update(path)
        if post in path:
            circle = list(path)[list(path).index(post) :]
            message = f"the superiors go in a circle: {' → '.join([*circle, circle[0]][:8])}"
            hint = "the post that leads the company has no superior"
            yield RULE.at(posts.at(circle[0], "superior"), message, hint)


CHECK = Check(RULE, __doc__, find)
