"""A step of an approval chain asks for more people than can take it.

## Why is this bad?

No document under this chain can ever be approved. Mostly somebody left and the chain was forgotten. Where the step
asks for a language (`speaks: true`), it needs people for every language that documents are translated into; where
signatures are required, only people with a key of their own count.

## Wrong

```yaml
steps: [{id: release, post: centre-manager, people: 2}]       # there is one centre manager
```

## Right

```yaml
steps: [{id: release, post: centre-manager, people: 1}]
```
"""

from collections.abc import Iterable, Iterator

from sopwright.checks.approval.chains import able, holders_by_post, needs
from sopwright.checks.check import Check, Context
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.approval import ChainStep

RULE = Rule("SW203", "step-unfillable")


def find(context: Context) -> Iterator[Diagnostic]:
    """Count those who can take each step; an unknown post is another rule's."""
    registers = context.handbook.registers
    languages = {key: set[str]() for key in registers.approval.chains}
    for need in context.once(needs):
        if need.chosen.key:
            languages[need.chosen.key].add(need.subject.language)
    for key, chain in registers.approval.chains.items():
        for index, step in enumerate(chain.steps):
            place = registers.files["approval"].at("chains", key, "steps", index)
            for message in _messages(context, step, sorted(languages[key])):
                yield RULE.at(place, message, "name more holders in registers/people.yml, or ask for fewer")


def _messages(context: Context, step: ChainStep, languages: Iterable[str]) -> Iterator[str]:
    if step.post not in context.once(holders_by_post):
        return
    asked = f"the step `{step.id}` asks for {step.people} of the post `{step.post}`"
    for language in languages if step.speaks else ("",):
        people = able(context, step, language)
        if len(people) < step.people:
            yield f"{asked}{_who_can(context, step, language)}; {_there_are(len(people))} today"


def _who_can(context: Context, step: ChainStep, language: str) -> str:
    knowing = f" who know the language `{language}`" if language else ""
    if context.handbook.registers.approval.signatures == "advisory":
        return knowing
    return f"{knowing} with {'a key in a device (sk-ssh-...)' if step.assurance == 'hardware' else 'a key'}"


def _there_are(number: int) -> str:
    return f"there {'is' if number == 1 else 'are'} {number}" if number else "there is nobody"


CHECK = Check(RULE, __doc__, find)
