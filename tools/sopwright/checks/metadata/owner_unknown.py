"""The owner of a document is not a post of the register.

## Why is this bad?

The owner answers for the document: they are asked when something is unclear and reminded of the review. Nobody is
reminded at a misspelt post.

## Wrong

```yaml
owner: teamlead
```

## Right

```yaml
owner: team-lead
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.diagnostics import Diagnostic, Rule

RULE = Rule("SW101", "owner-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look each owner up."""
    posts = context.handbook.registers.posts
    for document in context.handbook.documents.values():
        owner = document.metadata.owner
        if owner not in posts:
            message = f"the owner `{owner}` is not a post of registers/posts.yml"
            yield RULE.at(document.at("owner"), message, suggest(owner, posts.rows, "name a post, not a person"))


CHECK = Check(RULE, __doc__, each=find)
