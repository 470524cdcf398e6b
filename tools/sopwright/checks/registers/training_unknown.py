"""The register of training names a post or a document that is not there, or that do not belong together.

## Why is this bad?

Those who are new read what stands under their post, in that order. A misspelt number is left out without a word, and a
document that the post need not confirm is never ticked off.

## Wrong

```yaml
onboarding: {agents: [SVC-001]}         # the post is called `agent`
```

## Right

```yaml
onboarding: {agent: [SVC-001]}          # and SVC-001 says `training: {acknowledge: [agent]}`
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import suggest
from sopwright.diagnostics import Diagnostic, Rule, Span
from sopwright.model.training import EVERY_POST

RULE = Rule("SW615", "training-unknown")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look the posts and documents of the register up."""
    registers = context.handbook.registers
    file = registers.files["training"]
    for index, post in enumerate(registers.training.auditors):
        yield from _post(context, post, file.at("auditors", index))
    for post in registers.training.keep:
        if post != EVERY_POST:
            yield from _post(context, post, file.key_at("keep", post))
    for post, documents in registers.training.onboarding.items():
        yield from _post(context, post, file.key_at("onboarding", post))
        for index, number in enumerate(documents):
            yield from _document(context, post, number, file.at("onboarding", post, index))


def _post(context: Context, post: str, place: Span) -> Iterator[Diagnostic]:
    posts = context.handbook.registers.posts
    if post not in posts:
        message = f"`{post}` is not a post of registers/posts.yml"
        yield RULE.at(place, message, suggest(post, posts.rows, "name a post of the register"))


def _document(context: Context, post: str, number: str, place: Span) -> Iterator[Diagnostic]:
    documents, broken = context.handbook.documents, context.handbook.broken
    if number not in documents:
        if number not in broken:
            yield RULE.at(place, f"there is no document `{number}`", suggest(number, documents, "remove it"))
        return
    training = documents[number].metadata.training
    if training is None or post not in training.acknowledge:
        message = f"`{number}` stands in the path of `{post}`, but this post need not confirm it"
        yield RULE.at(place, message, f"add the post to `training` of {number}, or take the document off the path")


CHECK = Check(RULE, __doc__, find)
